/**
 * What claims are about: an unknown number, and how to bet on it. A mean, the
 * height of a peak and the range of several means differ only in their bets. So
 * one interval and one kind of verdict serve all three.
 *
 * @module
 */

import type { Bets } from "./bets.ts";
import type { Bounds } from "./bounds.ts";

/** An unknown number, and what the scores say about it. */
export interface Quantity {
  /** What it can be, in the unit of the scores. */
  readonly bounds: Bounds;
  /** The estimate, in the same unit; absent if no score is known. */
  readonly point: number | undefined;
  /** How many seeds the estimate is made of. */
  readonly runs: number;
  /** The bets that it is above a value: against "at most that". */
  readonly above: (value: number) => Bets;
  /** The bets that it is below a value: against "at least that". */
  readonly below: (value: number) => Bets;
}

/**
 * Gives the bets on the mean of one number a seed, such as a gain.
 *
 * @param scores `scores[seed]`, in the order of the seeds. A seed that failed is
 * `undefined`: each bet takes it at its worst, and the estimate leaves it out.
 * @param bounds What a score can be, in its unit.
 * @returns The mean over all possible seeds.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meanQuantity } from "./mean_quantity.ts";
 *
 * const mean = meanQuantity([0.25, undefined, 0.75], { lower: -1, upper: 1 });
 * assertEquals([mean.point, mean.runs], [0.5, 2]);
 * ```
 */
export function meanQuantity(
  scores: readonly (number | undefined)[],
  bounds: Bounds,
): Quantity {
  const known = scores.filter((score) => score !== undefined);
  const sum = known.reduce((total, score) => total + score, 0);
  return {
    bounds,
    point: known.length === 0 ? undefined : sum / known.length,
    runs: known.length,
    above: (mean) => ({ scores, bounds, mean, side: "above" }),
    below: (mean) => ({ scores, bounds, mean, side: "below" }),
  };
}
