/** The end of a run, for people: each claim with its verdict and evidence. */
import type { Estimate } from "../bench/statistics/estimate.ts";
import type { Verdict } from "../bench/statistics/verdict.ts";

/** What a summary says of one assertion. */
export interface AssertionSummary {
  says: string;
  verdict: Verdict;
  /** Absent where no verdict was reviewed. */
  expected: Verdict | undefined;
  estimate: Estimate | undefined;
  p: number | undefined;
  /** The smallest difference of practical interest. */
  margin: number;
  reason: string | undefined;
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
  assertions: readonly AssertionSummary[];
  arms: readonly ArmSummary[];
}

/**
 * Writes the summary of a claim.
 *
 * @param claim What is known of it.
 * @returns Lines of at most 80 columns, as far as names allow.
 */
export function summarize(claim: ClaimSummary): string {
  const { name, sentence, setting, assertions, arms } = claim;
  const lines = [...wrap(`${name}: ${sentence}`), `  on ${setting}`, ""];
  for (const assertion of assertions) {
    lines.push(...assertionLines(assertion), "");
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

/**
 * Writes the evidence for one assertion: its verdict, estimate and interval.
 *
 * @returns Lines of text, indented by two.
 */
export function assertionLines(assertion: AssertionSummary): string[] {
  const { says, verdict, expected, estimate, p, margin, reason } = assertion;
  const lines = [
    `  ${verdict.toUpperCase()}: ${says}` +
    (expected === undefined || verdict === expected
      ? ""
      : ` (expected: ${expected})`),
  ];
  if (estimate !== undefined && p !== undefined) {
    const { point, lower, upper, level, runs } = estimate;
    const matters = margin > 0
      ? `; differences below ${margin} do not matter`
      : "";
    lines.push(
      `    estimate ${signed(point)}, ${percent(level)} interval ` +
        `[${signed(lower)}, ${signed(upper)}], p = ${formatP(p)}`,
      `    ${runs} paired seeds${matters}`,
    );
  }
  if (reason !== undefined) lines.push(`    because ${reason}`);
  return lines;
}

/** Such as `"95 %"` or `"99.9 %"`. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

function signed(value: number): string {
  return (value < 0 ? "-" : "+") + Math.abs(value).toFixed(3);
}

function formatP(p: number): string {
  return p < 0.0001 ? p.toExponential(1) : p.toFixed(4);
}

function pad(text: string, width: number): string {
  return text.padEnd(width);
}

/** Breaks a sentence into lines, the later ones indented by two. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length >= 78) {
      lines.push(line);
      line = " ";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
