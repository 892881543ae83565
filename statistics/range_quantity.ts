/**
 * How far apart several conditions are. Nobody knows which is best and which is
 * worst. So each seed is bet on those that were so in the seeds before it.
 *
 * @module
 */

import { conditionsOf, minus, pastLeaders } from "./_past_leaders.ts";
import type { Bounds } from "./bounds.ts";
import { meanQuantity, type Quantity } from "./mean_quantity.ts";
import { NO_BET, type Score } from "./wealth.ts";

/**
 * Gives the bets on the range of several means: the largest minus the smallest.
 *
 * Against "at most r", the condition that was best so far must win over the one
 * that was worst; if these are the same, there is no bet. Against "at least r",
 * every ordered pair must lose.
 *
 * The estimate is the mean difference that was bet on, and 0 for a seed without
 * a bet; it takes two seeds. On average it is never too large, so it can be
 * below 0. The range of the means is too large: noise drives means apart.
 *
 * @param scores `scores[seed][condition]`, two conditions or more; `undefined`
 * for a score that failed.
 * @param bounds What the score of a condition minus another's can be, in their
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
  const all = conditionsOf(scores, 2);
  const turned = scores.map((row) => row.map((score) => minus(0, score)));
  const [best, worst] = [pastLeaders(scores, all), pastLeaders(turned, all)];
  const chosen = scores.map((row, seed): Score => {
    const [high, low] = [best[seed], worst[seed]];
    const isChoice = high !== undefined && low !== undefined && high !== low;
    return isChoice ? minus(row[high], row[low]) : NO_BET;
  });
  const known = chosen.flatMap((score, seed) =>
    seed === 0 || score === undefined ? [] : score === NO_BET ? 0 : score
  );
  const pairs = all.flatMap((high) =>
    all.filter((low) => low !== high).map((low) =>
      meanQuantity(scores.map((row) => minus(row[high], row[low])), bounds)
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
