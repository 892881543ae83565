/** The evidence for an assertion, or of a measure, in lines of a terminal. */
import type { DocumentStatement } from "../document.ts";
import { intervalText, pValue } from "../format.ts";
import { isDeparture } from "../statements.ts";
import { wrap } from "./wrap.ts";

/** What of a statement is shown. */
export type ShownStatement = Pick<
  DocumentStatement,
  | "says"
  | "verdict"
  | "expected"
  | "estimate"
  | "p"
  | "pHolm"
  | "margin"
  | "detail"
  | "reason"
>;

/**
 * Writes the evidence for one assertion: its verdict, estimate and interval.
 *
 * @returns Lines of text, indented by two.
 */
export function assertionLines(statement: ShownStatement): string[] {
  const { says, verdict = "inconclusive", expected, estimate } = statement;
  const { margin = 0 } = statement;
  const departure = isDeparture(statement) ? ` (expected: ${expected})` : "";
  const lines = wrap(
    `  ${verdict.toUpperCase()}: ${says}${departure}`,
    "      ",
  );
  const p = statement.pHolm ?? statement.p;
  const numbers: string[] = [];
  if (estimate !== undefined) {
    const between = `, ${percent(estimate.level)} interval `;
    numbers.push(`estimate ${intervalText(estimate, { digits: 3, between })}`);
  }
  if (p !== undefined) numbers.push(`p = ${pValue(p)}`);
  if (numbers.length > 0) lines.push(`    ${numbers.join(", ")}`);
  if (estimate !== undefined) {
    const matters = margin > 0
      ? `; differences below ${margin} do not matter`
      : "";
    lines.push(`    ${estimate.runs} seeds${matters}`);
  }
  return [...lines, ...noteLines(statement, "    ")];
}

/** Writes what was measured and decides nothing: a line, where that is all. */
export function measureLines(statement: ShownStatement): string[] {
  const { says, estimate } = statement;
  const p = statement.pHolm ?? statement.p;
  const number = estimate === undefined && p !== undefined
    ? `p = ${pValue(p)}`
    : intervalText(estimate, { digits: 3 });
  return [
    ...wrap(`    ${number.padEnd(24)}  ${says}`, " ".repeat(30)),
    ...noteLines(statement, "      "),
  ];
}

/** What else is to be known. */
function noteLines(
  { detail, reason }: ShownStatement,
  indent: string,
): string[] {
  const because = reason === undefined ? undefined : `because ${reason}`;
  return [detail, because].filter((note) => note !== undefined)
    .flatMap((note) => wrap(indent + note, indent));
}

/** Such as `"95 %"` or `"99.9 %"`. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}
