/** `comparison.csv`: what changed between two runs, a row an assertion. */
import type { ComparedAssertion } from "../compare_results.ts";
import { toCsv } from "./csv.ts";
import { namesOf, number, type RowOf, text } from "./field.ts";

/** The columns, in order. */
export const COMPARISON_FIELDS = {
  claim: text("name of the claim"),
  assertion: text("name of the assertion"),
  site: text("where it was checked, as in claims.csv"),
  condition: text("which of several conditions; empty where there is one"),
  before: text("verdict of the first run; empty where it has none"),
  after: text("verdict of the second run; empty where it has none"),
  pairing: text("how the seeds of the runs belong together"),
  difference: number("mean of the second run less that of the first"),
  lower: number("lower end of its 95 % interval"),
  upper: number("upper end of its 95 % interval"),
  p_holm: number("p-value of no difference, adjusted by Holm's method"),
} as const;

/**
 * Writes `comparison.csv`.
 *
 * @param assertions Of `compareResults()`.
 * @returns The text of the file.
 */
export function toComparisonCsv(
  assertions: readonly ComparedAssertion[],
): string {
  return toCsv(namesOf(COMPARISON_FIELDS), assertions.map(rowOf));
}

function rowOf(
  { difference, pHolm, isBeyondNoise: _, ...row }: ComparedAssertion,
): RowOf<typeof COMPARISON_FIELDS> {
  const { point, lower, upper } = difference ?? {};
  return { ...row, difference: point, lower, upper, p_holm: pHolm };
}
