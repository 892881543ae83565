/** All verdicts of a run at a glance, in 80 columns. */
import type { RunDocument } from "../document.ts";
import { intervalText } from "../format.ts";
import {
  assertionsOf,
  isDeparture,
  type PlacedStatement,
  statementName,
} from "../statements.ts";
import { claimVerdict } from "../verdicts.ts";

/**
 * Writes the table: a block for the claims, and one for each place.
 *
 * @returns Nothing of a run without a verdict.
 */
export function verdictTable(document: RunDocument): string {
  const assertions = assertionsOf(document);
  if (assertions.length === 0) return "";
  const width = Math.max(
    ...assertions.map((placed) => statementName(placed).length),
  );
  const claims = Map.groupBy(assertions, ({ claim }) => claim.name);
  const places = Map.groupBy(assertions, ({ statement }) => statement.place);
  const verdicts = [...claims].map(([name, own]) =>
    `  ${name.padEnd(width)}  ` +
    claimVerdict(own.map(({ statement }) => statement.verdict))
  );
  const blocks = [...places].map(([place, own]) => [
    `verdicts on ${place}`,
    ...own.map((placed) => lineOf(placed, width)),
  ]);
  blocks.unshift([
    "claims: supported if all their assertions are, on every site",
    ...verdicts,
  ]);
  return blocks.flatMap((lines) => [...lines, ""]).join("\n");
}

function lineOf(placed: PlacedStatement, width: number): string {
  const { verdict = "", expected, estimate } = placed.statement;
  const departure = isDeparture(placed.statement)
    ? ` expected: ${expected}`
    : "";
  return `  ${statementName(placed).padEnd(width)}  ${verdict.padEnd(12)}  ` +
    intervalText(estimate) + departure;
}
