/**
 * How far the best of the inner conditions stands above both ends, for a claim
 * that something is best in between. Which inner condition is best is not
 * known: each seed is bet on the one that the seeds before it say is best.
 *
 * @module
 */

import { leader, less, pastMeans, requireTable } from "./_past_means.ts";
import type { Bounds } from "./bounds.ts";
import { meanQuantity, type Quantity } from "./mean_quantity.ts";

import { rowMean } from "./row_mean.ts";

/** Two ends, and something in between. */
const LEAST_CONDITIONS = 3;

/**
 * Makes the height of a peak something to bet on: the largest inner mean less
 * the larger of the two end means.
 *
 * "At most h" says that some end is no more than h below every inner condition.
 * To refute it, the inner condition that the past says is best (of the first
 * seed, the mean of all of them) must win against both ends. "At least h" says
 * that some inner condition is h above both ends. To refute it, every one must
 * lose against them, which the mean of two bets shows.
 *
 * The estimate is the mean of the differences that were bet on, for the end
 * with the smaller one: unlike the best mean less the best end, it is never too
 * large on average.
 *
 * @param scores `scores[seed][condition]`, three conditions or more in their
 * order; `undefined` for a score that failed.
 * @param bounds What an inner score less an end's can be, in their unit.
 * @returns The height, negative where an end is best.
 * @throws {RangeError} If there are fewer than three conditions, or not as many
 * scores of each seed.
 * @see R. L. Berger (1982), Multiparameter Hypothesis Testing and Acceptance
 * Sampling, DOI 10.1080/00401706.1982.10487790, for why both must win
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { heightQuantity } from "./height_quantity.ts";
 *
 * const scores = [[0, 0.5, 0.25], [0, 0.5, 0.25]];
 * const { point } = heightQuantity(scores, { lower: -1, upper: 1 });
 * assertEquals(point, 0.25);
 * ```
 */
export function heightQuantity(
  scores: readonly (readonly (number | undefined)[])[],
  bounds: Bounds,
): Quantity {
  requireTable("measure a peak", scores, LEAST_CONDITIONS);
  const last = (scores[0]?.length ?? LEAST_CONDITIONS) - 1;
  const ends = [0, last];
  const inner = Array.from({ length: last - 1 }, (_, index) => index + 1);
  const past = pastMeans(scores);
  const chosen = scores.map((row, seed) => {
    const best = leader(past[seed]!, inner);
    return best === undefined ? rowMean(row.slice(1, last)) : row[best];
  });
  const above = ends.map((end) =>
    meanQuantity(scores.map((row, at) => less(chosen[at], row[end])), bounds)
  );
  const below = inner.map((at) =>
    ends.map((end) =>
      meanQuantity(scores.map((row) => less(row[at], row[end])), bounds)
    )
  );
  const [lowest] = above.toSorted((one, other) =>
    (one.point ?? -Infinity) - (other.point ?? -Infinity)
  );
  return {
    bounds,
    point: lowest?.point,
    runs: lowest?.runs ?? 0,
    above: (height) => ({ least: above.map((each) => each.above(height)) }),
    below: (height) => ({
      least: below.map((pair) => ({
        average: pair.map((each) => each.below(height)),
      })),
    }),
  };
}
