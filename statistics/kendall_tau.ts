/**
 * Whether the scores of one seed rise along ordered conditions. This number has
 * bounds, so its mean over seeds, the trend, is bet on like any other mean.
 *
 * @module
 */

/** Scores closer than this are a tie: 0.1 + 0.2 - 0.3 is not 0 in binary. */
const TIE = 1e-12;

/**
 * Counts the pairs of conditions that rise minus those that fall, as a share of
 * all pairs.
 *
 * @param row `row[condition]`, two or more in their order; `undefined` for one
 * that failed.
 * @returns From -1, all fall, to 1, all rise; a tie counts as neither.
 * `undefined` if a score failed.
 * @throws {RangeError} If there are fewer than two conditions.
 * @see M. G. Kendall (1938), A New Measure of Rank Correlation,
 * DOI 10.1093/biomet/30.1-2.81
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { kendallTau } from "./kendall_tau.ts";
 *
 * assertEquals(kendallTau([1, 2, 4]), 1);
 * assertEquals(kendallTau([1, 4, 2]), 1 / 3);
 * ```
 */
export function kendallTau(
  row: readonly (number | undefined)[],
): number | undefined {
  if (row.length < 2) {
    throw new RangeError(
      `Cannot measure a trend: wanted 2 or more scores, got ${row.length}`,
    );
  }
  const scores = row.filter((score) => score !== undefined);
  if (scores.length < row.length) return undefined;
  const rises = scores.flatMap((score, at) =>
    scores.slice(0, at).map((earlier) => score - earlier)
  );
  const sum = rises.reduce(
    (total, rise) => total + (Math.abs(rise) > TIE ? Math.sign(rise) : 0),
    0,
  );
  return sum / rises.length;
}
