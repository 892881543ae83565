/** All verdicts of a run at a glance, in 80 columns. */
import type { RunDocument } from "../document.ts";
import { evidenceText, openClaimText } from "../evidence_text.ts";
import { intervalText } from "../format.ts";
import { scopeText } from "../promise.ts";
import {
  assertionsOf,
  isDeparture,
  type PlacedStatement,
  statementName,
} from "../statements.ts";

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
  const claims = new Set(assertions.map(({ claim }) => claim));
  const places = Map.groupBy(assertions, ({ statement }) => statement.place);
  const verdicts = [...claims].map((claim) => {
    const why = openClaimText(claim);
    return `  ${claim.name.padEnd(width)}  ${claim.verdict}` +
      (why === undefined ? "" : `: ${why}`);
  });
  const blocks = [...places].map(([place, own]) => [
    `verdicts on ${place}, ${
      scopeText(own[0]!.statement.sites, document.settings)
    }`,
    rowOf(["", "", "95 % interval, mean", "seeds", "evidence"], width),
    ...own.map((placed) => lineOf(placed, width)),
  ]);
  blocks.unshift([
    "claims: supported if all their assertions are, on every site",
    ...verdicts,
  ]);
  return blocks.flatMap((lines) => [...lines, ""]).join("\n");
}

function lineOf(placed: PlacedStatement, width: number): string {
  const { verdict = "", expected, estimate, seeds, evidence } =
    placed.statement;
  const odds = verdict === "inconclusive"
    ? ""
    : evidenceText(placed.statement) ?? "";
  const departure = isDeparture(placed.statement)
    ? ` expected: ${expected}`
    : "";
  const name = `${statementName(placed)}${evidence?.isStarred ? "*" : ""}`;
  const cells = [name, verdict, intervalText(estimate), `${seeds}`];
  return rowOf([...cells, odds + departure], width);
}

/** Columns of a row: the name, the verdict, numbers, seeds and the rest. */
function rowOf(
  [name = "", verdict = "", numbers = "", seeds = "", rest = ""]:
    readonly string[],
  width: number,
): string {
  return [
    `  ${name.padEnd(width + 1)}`,
    verdict.padEnd(12),
    numbers.padEnd(21),
    seeds.padStart(5),
    rest,
  ].join("  ").trimEnd();
}
