/**
 * How many seeds a study needs before it can find anything. An exact sign-flip
 * test of n pairs cannot go below 2 in 2^n, so below some n a claim is
 * inconclusive whatever the scores are, and nothing should be started.
 *
 * @module
 */

import { requireInteger, requireLevel } from "./_require.ts";

/** What else {@linkcode minimumSeeds} takes into account. */
export interface MinimumSeedsOptions {
  /**
   * How many tests share one error rate by Holm's method, 1 or more, each of
   * as many pairs.
   *
   * @default {1}
   */
  readonly family?: number;
}

const ACTION = "count the seeds";

/**
 * Gives the fewest pairs with which an exact two-sided sign-flip test can be
 * significant.
 *
 * Of a family of tests, the first that Holm's method rejects needs a p-value
 * of at most (1 - level) / family, so with fewer pairs none of them can be.
 *
 * @param level Confidence level, a fraction between 0 and 1.
 * @param options How many tests there are, if more than one.
 * @returns The smallest n for which 2 / 2^n is at most (1 - level) / family.
 * @throws {RangeError} If the level is not inside 0..1, or `family` not a
 * positive whole number.
 * @see R. A. Fisher (1935), The Design of Experiments, section 21
 * @see S. Holm (1979), A Simple Sequentially Rejective Multiple Test Procedure,
 * Scandinavian Journal of Statistics 6(2), 65–70, no DOI, JSTOR 4615733
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { minimumSeeds } from "./minimum_seeds.ts";
 *
 * assertEquals(minimumSeeds(0.95), 6);
 * assertEquals(minimumSeeds(0.95, { family: 4 }), 8);
 * ```
 */
export function minimumSeeds(
  level: number,
  options: MinimumSeedsOptions = {},
): number {
  const { family = 1 } = options;
  requireLevel(ACTION, level);
  requireInteger(ACTION, {
    name: "a family",
    got: family,
    least: 1,
    most: Number.MAX_SAFE_INTEGER,
  });
  let seeds = 1;
  while (family * 2 ** (1 - seeds) > 1 - level) seeds++;
  return seeds;
}
