/** All verdicts of a run at a glance, in 80 columns. */
import type { RunDocument } from "../document.ts";
import { intervalText } from "../format.ts";
import {
  assertionsOf,
  isDeparture,
  type PlacedStatement,
  statementName,
} from "../statements.ts";

/**
 * Writes the table: a block for each place.
 *
 * @returns Nothing of a run without a verdict.
 */
export function verdictTable(document: RunDocument): string {
  const assertions = assertionsOf(document);
  const width = Math.max(
    ...assertions.map((placed) => statementName(placed).length),
  );
  const places = Map.groupBy(assertions, ({ statement }) => statement.place);
  return [...places].flatMap(([place, own]) => [
    `verdicts on ${place}`,
    ...own.map((placed) => lineOf(placed, width)),
    "",
  ]).join("\n");
}

function lineOf(placed: PlacedStatement, width: number): string {
  const { verdict = "", expected, estimate } = placed.statement;
  const departure = isDeparture(placed.statement)
    ? ` expected: ${expected}`
    : "";
  return `  ${statementName(placed).padEnd(width)}  ${verdict.padEnd(12)}  ` +
    intervalText(estimate) + departure;
}
