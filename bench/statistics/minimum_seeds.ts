/**
 * How many seeds a study needs before it can find anything. An exact sign-flip
 * test of n pairs cannot go below 2 in 2^n, so below some n a claim is
 * inconclusive whatever the scores are, and nothing should be started.
 *
 * @module
 */

import { requireLevel } from "./_require.ts";

/**
 * Gives the fewest pairs with which an exact two-sided sign-flip test can be
 * significant.
 *
 * @param level Confidence level, a fraction between 0 and 1.
 * @returns The smallest n for which 2 / 2^n is at most 1 - level.
 * @throws {RangeError} If the level is not inside 0..1.
 * @see R. A. Fisher (1935), The Design of Experiments, section 21
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { minimumSeeds } from "./minimum_seeds.ts";
 *
 * assertEquals(minimumSeeds(0.95), 6);
 * ```
 */
export function minimumSeeds(level: number): number {
  requireLevel("count the seeds", level);
  let seeds = 1;
  while (2 ** (1 - seeds) > 1 - level) seeds++;
  return seeds;
}
