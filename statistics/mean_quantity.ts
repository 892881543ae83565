/**
 * What claims are about: a number that is not known, and how to bet on it. A
 * mean, the height of a peak and the range of several means differ in nothing
 * else, so that one interval and one kind of verdict serve all of them.
 *
 * @module
 */

import type { Bets } from "./bets.ts";
import type { Bounds } from "./bounds.ts";

/** A number that is not known, with what its scores say of it. */
export interface Quantity {
  /** What it can be, in the unit of the scores. */
  readonly bounds: Bounds;
  /** The estimate, in the same unit; absent where no score is known. */
  readonly point: number | undefined;
  /** How many seeds the estimate was made of. */
  readonly runs: number;
  /** The bets that win if it is above a value: they refute "at most that". */
  readonly above: (value: number) => Bets;
  /** The bets that win if it is below a value: they refute "at least that". */
  readonly below: (value: number) => Bets;
}

/**
 * Makes the mean of one number a seed something to bet on: of a gain, a
 * difference of gains, a rank correlation, or a mean over data sets.
 *
 * @param scores `scores[seed]`, in the order of the seeds. A seed that failed
 * is `undefined`: it enters each bet at its worst, and not the estimate.
 * @param bounds What a score can be, in its unit.
 * @returns The mean over all seeds that there could be.
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
