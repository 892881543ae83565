/**
 * How far several conditions lie apart. Which of them is best, and which worst,
 * is not known: each seed is bet on those that the seeds before it say are.
 *
 * @module
 */

import { leader, less, pastMeans, requireTable } from "./_past_means.ts";
import type { Bounds } from "./bounds.ts";
import { meanQuantity, type Quantity } from "./mean_quantity.ts";

import { NO_BET, type Score } from "./wealth.ts";

const LEAST_CONDITIONS = 2;

/**
 * Makes the range of several means something to bet on: the largest less the
 * smallest.
 *
 * "At most r" is refuted by a bet on the condition that the past says is best
 * less the one that it says is worst; there is no bet on a seed before which
 * the two are the same. "At least r" says that some pair lies r apart, so that
 * every ordered pair must lose.
 *
 * The estimate is the mean of the differences that were bet on, 0 where there
 * was no bet: unlike the range of the means, which noise alone drives apart, it
 * is never too large on average. So it may fall below 0. It takes two seeds.
 *
 * @param scores `scores[seed][condition]`, two conditions or more; `undefined`
 * for a score that failed.
 * @param bounds What the score of a condition less another's can be, in their
 * unit; the lower below 0.
 * @returns The range, 0 or more.
 * @throws {RangeError} If there are fewer than two conditions, or not as many
 * scores of each seed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { rangeQuantity } from "./range_quantity.ts";
 *
 * const scores = [[0.25, 0.75], [0.5, 1]];
 * const { point, runs } = rangeQuantity(scores, { lower: -1, upper: 1 });
 * assertEquals([point, runs], [0.5, 1]);
 * ```
 */
export function rangeQuantity(
  scores: readonly (readonly (number | undefined)[])[],
  bounds: Bounds,
): Quantity {
  requireTable("measure a range", scores, LEAST_CONDITIONS);
  const conditions = scores[0]?.length ?? LEAST_CONDITIONS;
  const all = Array.from({ length: conditions }, (_, index) => index);
  const chosen = chooseBySeed(scores, all);
  const known = chosen.flatMap((score, seed) =>
    seed === 0 || score === undefined ? [] : score === NO_BET ? 0 : score
  );
  const pairs = all.flatMap((high) =>
    all.filter((low) => low !== high).map((low) =>
      meanQuantity(scores.map((row) => less(row[high], row[low])), bounds)
    )
  );
  const { point, runs } = meanQuantity(known, bounds);
  return {
    bounds: { lower: 0, upper: bounds.upper },
    point,
    runs,
    above: (mean) => ({ scores: chosen, bounds, mean, side: "above" }),
    below: (range) => ({ least: pairs.map((pair) => pair.below(range)) }),
  };
}

/** The best of the past less the worst of the past, seed by seed. */
function chooseBySeed(
  scores: readonly (readonly (number | undefined)[])[],
  all: readonly number[],
): Score[] {
  const past = pastMeans(scores);
  return scores.map((row, seed) => {
    const means = past[seed]!;
    const turned = means.map((mean) => mean === undefined ? mean : -mean);
    const [high, low] = [leader(means, all), leader(turned, all)];
    if (high === undefined || low === undefined || high === low) return NO_BET;
    return less(row[high], row[low]);
  });
}
