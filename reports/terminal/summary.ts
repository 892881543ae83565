/** The end of a run, for people: each claim with its verdict and evidence. */
import type { Estimate } from "../../statistics/estimate.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import { wrap } from "./wrap.ts";

/** What a summary says of one assertion, or of what is measured beside. */
export interface StatementSummary {
  says: string;
  /** Absent for what is measured beside. */
  verdict?: Verdict | undefined;
  /** Absent where no verdict was reviewed. */
  expected?: Verdict | undefined;
  estimate?: Estimate | undefined;
  /** Adjusted for the other assertions of the run. */
  p?: number | undefined;
  /** The smallest difference of practical interest. */
  margin: number;
  /** What else is to be known; one line. */
  detail?: string | undefined;
  /** Why nothing was decided, where the numbers do not say it. */
  reason?: string | undefined;
}

/** Mean scores of one arm, used in one way. */
export interface ArmSummary {
  /** Such as `"final batch norm, layer removed"`. */
  name: string;
  minorityF1: number;
  balancedAccuracy: number;
  mcc: number;
}

/** What a summary says of one claim. */
export interface ClaimSummary {
  name: string;
  sentence: string;
  /** On what and how it was tested, in one line. */
  setting: string;
  statements: readonly StatementSummary[];
  arms: readonly ArmSummary[];
}

/**
 * Writes the summary of a claim.
 *
 * @param claim What is known of it.
 * @returns Lines of at most 80 columns, as far as names allow.
 */
export function summarize(claim: ClaimSummary): string {
  const { name, sentence, setting, statements, arms } = claim;
  const lines = [...wrap(`${name}: ${sentence}`, "  "), `  on ${setting}`, ""];
  const measured = statements.filter(({ verdict }) => verdict === undefined);
  for (const statement of statements) {
    if (statement.verdict === undefined) continue;
    lines.push(...assertionLines(statement), "");
  }
  if (measured.length > 0) {
    lines.push("  measured beside", ...measured.flatMap(measureLines), "");
  }
  const width = Math.max(36, ...arms.map(({ name }) => name.length));
  lines.push(
    `  ${pad("mean over seeds", width)}   minority F1  balanced acc.      MCC`,
    ...arms.map((arm) =>
      `  ${pad(arm.name, width)}` +
      [arm.minorityF1, arm.balancedAccuracy, arm.mcc]
        .map((value, column) => value.toFixed(3).padStart([14, 15, 9][column]!))
        .join("")
    ),
  );
  return lines.join("\n");
}

/** Writes what was measured and decides nothing: a line, where that is all. */
function measureLines(
  { says, estimate, p, detail, reason }: StatementSummary,
): string[] {
  const number = estimate !== undefined
    ? interval(estimate)
    : p !== undefined
    ? `p = ${formatP(p)}`
    : "no estimate";
  const lines = wrap(`    ${number.padEnd(24)}  ${says}`, " ".repeat(30));
  for (const text of [detail, reason && `because ${reason}`]) {
    if (text !== undefined) lines.push(...wrap(`      ${text}`, "      "));
  }
  return lines;
}

/**
 * Writes the evidence for one assertion: its verdict, estimate and interval.
 *
 * @returns Lines of text, indented by two.
 */
export function assertionLines(statement: StatementSummary): string[] {
  const { says, verdict, expected, estimate, p, detail, reason } = statement;
  const { margin } = statement;
  const lines = wrap(
    `  ${(verdict ?? "inconclusive").toUpperCase()}: ${says}` +
      (expected === undefined || verdict === expected
        ? ""
        : ` (expected: ${expected})`),
    "      ",
  );
  const numbers: string[] = [];
  if (estimate !== undefined) {
    numbers.push(
      `estimate ${
        interval(estimate).replace(
          " ",
          `, ${percent(estimate.level)} interval `,
        )
      }`,
    );
  }
  if (p !== undefined) numbers.push(`p = ${formatP(p)}`);
  if (numbers.length > 0) lines.push(`    ${numbers.join(", ")}`);
  if (estimate !== undefined) {
    const matters = margin > 0
      ? `; differences below ${margin} do not matter`
      : "";
    lines.push(`    ${estimate.runs} seeds${matters}`);
  }
  if (detail !== undefined) lines.push(...wrap(`    ${detail}`, "    "));
  if (reason !== undefined) {
    lines.push(...wrap(`    because ${reason}`, "    "));
  }
  return lines;
}

/** Such as `"+0.458 [+0.304, +0.591]"`. */
function interval({ point, lower, upper }: Estimate): string {
  return `${signed(point)} [${signed(lower)}, ${signed(upper)}]`;
}

/** Such as `"95 %"` or `"99.9 %"`. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

function signed(value: number): string {
  const size = Math.abs(value);
  const text = Number.isFinite(size) ? size.toFixed(3) : "infinity";
  return (value < 0 ? "-" : "+") + text;
}

function formatP(p: number): string {
  return p < 0.0001 ? p.toExponential(1) : p.toFixed(4);
}

function pad(text: string, width: number): string {
  return text.padEnd(width);
}
