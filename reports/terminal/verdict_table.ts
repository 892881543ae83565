/** All verdicts of a run at a glance, in 80 columns. */
import type { RunDocument } from "../document.ts";
import { briefVerdict, evidenceText } from "../evidence_text.ts";
import { intervalText } from "../format.ts";
import { aloneText, barText } from "../outlook_text.ts";
import { scopeText, STARS } from "../promise.ts";
import {
  assertionsOf,
  isDeparture,
  type PlacedStatement,
  statementName,
} from "../statements.ts";
import { wrap } from "./wrap.ts";

/** Columns of a name; a longer one has a line of its own. */
const NAME = 17;

/** Columns of a terminal. */
const COLUMNS = 80;

/**
 * Writes the table: a block for each place.
 *
 * @returns Lines of at most 80 columns, as far as names allow; nothing of a run
 * without a verdict.
 */
export function verdictTable(document: RunDocument): string {
  const assertions = assertionsOf(document);
  if (assertions.length === 0) return "";
  const longest = Math.max(
    ...assertions.map((placed) => nameOf(placed).length),
  );
  const width = Math.min(longest, NAME);
  const places = Map.groupBy(assertions, ({ statement }) => statement.place);
  const blocks = [...places].map(([place, own]) => [
    ...wrap(
      `verdicts on ${place}, ${
        scopeText(own[0]!.statement.sites, document.settings)
      }`,
      "  ",
    ),
    rowOf(["", "", "95 % interval, mean", "seeds", "evidence"], width),
    ...own.flatMap((placed) => linesOf(placed, width)),
  ]);
  const hasStars = assertions.some(({ statement: { evidence } }) =>
    evidence?.isStarred
  );
  if (hasStars) blocks.push(wrap(`  * ${STARS}`, "    "));
  return blocks.flatMap((lines) => [...lines, ""]).join("\n");
}

/** Such as `"gain/positive*"`. */
function nameOf(placed: PlacedStatement): string {
  const star = placed.statement.evidence?.isStarred ? "*" : "";
  return statementName(placed) + star;
}

/** The row of an assertion; what it has no room for is above, or below. */
function linesOf(placed: PlacedStatement, width: number): string[] {
  const { statement } = placed;
  const { verdict, expected, estimate, unit, seeds, evidence } = statement;
  const { bound, margin } = statement;
  const name = nameOf(placed);
  const isLong = name.length > width;
  const odds = verdict === "inconclusive" ? "" : evidenceText(statement) ?? "";
  const alone = aloneText(statement);
  const cells = [
    isLong ? "" : name,
    briefVerdict(statement),
    intervalText(estimate, { bound, margin }),
    `${seeds}`,
  ];
  const row = rowOf([...cells, odds], width);
  const isWide = row.length > COLUMNS;
  const below = [
    isWide ? `evidence ${odds}` : "",
    unit === undefined ? "" : `in ${unit}`,
    alone === undefined || evidence === undefined
      ? ""
      : `${alone}; a verdict takes ${barText(evidence)}`,
    isDeparture(statement) ? `expected: ${expected}` : "",
  ].filter((text) => text !== "").join("; ");
  const indent = " ".repeat(width + 4);
  return [
    ...isLong ? [`  ${name}`] : [],
    isWide ? rowOf(cells, width) : row,
    ...below === "" ? [] : wrap(indent + below, indent),
  ];
}

/** Columns of a row: the name, the verdict, numbers, seeds and the evidence. */
function rowOf(
  [name = "", verdict = "", numbers = "", seeds = "", evidence = ""]:
    readonly string[],
  width: number,
): string {
  return [
    `  ${name.padEnd(width)} `,
    verdict.padEnd(20),
    numbers.padEnd(22),
    `${seeds.padStart(5)} `,
    evidence,
  ].join(" ").trimEnd();
}
