/**
 * How far the best inner condition stands above both ends, for a claim that
 * something is best in between. Nobody knows which inner condition is best. So
 * each seed is bet on the one that was best in the seeds before it.
 *
 * @module
 */

import { conditionsOf, minus, pastLeaders } from "./_past_leaders.ts";
import type { Bounds } from "./bounds.ts";
import { meanQuantity, type Quantity } from "./mean_quantity.ts";

/**
 * Gives the bets on the height of a peak: the largest inner mean minus the
 * larger of the two end means.
 *
 * Against "at most h", the inner condition that was best so far (at the first
 * seed, the mean of all) must win over both ends. Against "at least h", every
 * inner condition must lose to one of the ends.
 *
 * The estimate is the mean difference that was bet on, over the better end. On
 * average it is never too large. The best mean minus the best end is too large.
 *
 * @param scores `scores[seed][condition]`, three conditions or more in their
 * order; `undefined` for a score that failed.
 * @param bounds What an inner score minus an end's can be, in their unit.
 * @returns The height, negative where an end is best.
 * @throws {RangeError} If there are fewer than three conditions, or not as many
 * scores of each seed.
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
  const conditions = conditionsOf(scores, 3);
  const [ends, inner] = [[0, conditions.length - 1], conditions.slice(1, -1)];
  const leaders = pastLeaders(scores, inner);
  const chosen = scores.map((row, seed) => {
    const leader = leaders[seed];
    if (leader !== undefined) return row[leader];
    const { point, runs } = meanQuantity(inner.map((at) => row[at]), bounds);
    return runs === inner.length ? point : undefined;
  });
  const above = ends.map((end) =>
    meanQuantity(scores.map((row, at) => minus(chosen[at], row[end])), bounds)
  );
  const below = inner.map((at) =>
    ends.map((end) =>
      meanQuantity(scores.map((row) => minus(row[at], row[end])), bounds)
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
