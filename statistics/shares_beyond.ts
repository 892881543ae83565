/**
 * How scores spread about 0: a mean says little to someone who has one score.
 *
 * @module
 */

/** Shares of scores, which add up to 1. */
export interface SharesBeyond {
  /** More than the margin above 0. */
  above: number;
  /** Within the margin of 0. */
  within: number;
  /** More than the margin below 0. */
  below: number;
}

/**
 * Counts scores beyond a margin of 0, on either side.
 *
 * @param scores `scores[seed]`; a seed that failed is `undefined`, and counts
 * as below.
 * @param margin The smallest score that matters, in their unit.
 * @returns Nothing if there is no seed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sharesBeyond } from "./shares_beyond.ts";
 *
 * const shares = sharesBeyond([0.5, 0.01, undefined, -0.2], 0.05);
 * assertEquals(shares, { above: 0.25, within: 0.25, below: 0.5 });
 * ```
 */
export function sharesBeyond(
  scores: readonly (number | undefined)[],
  margin: number,
): SharesBeyond | undefined {
  if (scores.length === 0) return undefined;
  const share = (of: (score: number | undefined) => boolean) =>
    scores.filter(of).length / scores.length;
  return {
    above: share((score) => score !== undefined && score > margin),
    within: share((score) => score !== undefined && Math.abs(score) <= margin),
    below: share((score) => score === undefined || score < -margin),
  };
}
