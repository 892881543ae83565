/**
 * What no bet rules out: the interval of a quantity. It holds after every seed
 * at once, so that it may be looked at whenever one likes; and it is made of
 * the bets that verdicts are made of, so that the two never disagree.
 *
 * @module
 */

import { logEvidence } from "./bets.ts";
import type { Estimate } from "./estimate.ts";
import type { Quantity } from "./mean_quantity.ts";

/** How sure an interval is to be. */
export interface IntervalOptions {
  /**
   * The chance that the quantity is inside after every seed, a fraction between
   * 0 and 1. Each end misses it with half of the rest: at 0.95 an end is where
   * the evidence reaches 40 to 1.
   *
   * @default {0.95}
   */
  readonly level?: number;
}

/** Halvings of the bounds: the ends are exact to 15 digits of their width. */
const HALVINGS = 50;

/**
 * Estimates a quantity, with the interval of all values that no bet rules out.
 *
 * What is ruled out after one seed stays so after all later ones. An end is at
 * the bound where the bets rule out nothing.
 *
 * @param quantity A mean, a height or a range.
 * @param options The level, if not 0.95.
 * @returns The estimate with its interval, in the unit of the scores. Nothing
 * where no score is known; and where every value is ruled out, which has a
 * chance of at most 1 - level: report it as a fault.
 * @throws {RangeError} If the level is not inside 0..1, or a score is out of
 * bounds.
 * @see I. Waudby-Smith and A. Ramdas (2024), Estimating means of bounded random
 * variables by betting, DOI 10.1093/jrsssb/qkad009
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { intervalOf } from "./interval.ts";
 * import { meanQuantity } from "./mean_quantity.ts";
 *
 * const scores = new Array<number>(20).fill(0.5);
 * const mean = meanQuantity(scores, { lower: -1, upper: 1 });
 * const { lower = 0, upper = 0 } = intervalOf(mean) ?? {};
 * assert(0.2 < lower && lower < 0.5 && 0.5 < upper && upper < 0.65);
 * ```
 */
export function intervalOf(
  quantity: Quantity,
  options: IntervalOptions = {},
): Estimate | undefined {
  const { level = 0.95 } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(
      "Cannot give an interval: wanted a level between 0 and 1, both " +
        `excluded, got ${level}`,
    );
  }
  const { bounds, point, runs, above, below } = quantity;
  if (point === undefined) return undefined;
  const bar = Math.log(2 / (1 - level));
  const isOut = (logs: readonly number[]) => logs.some((each) => each >= bar);
  const lower = endOf((value) => isOut(logEvidence(above(value))), {
    outer: bounds.lower,
    inner: bounds.upper,
  });
  const upper = endOf((value) => isOut(logEvidence(below(value))), {
    outer: bounds.upper,
    inner: bounds.lower,
  });
  return lower > upper ? undefined : { point, lower, upper, level, runs };
}

/** Finds the value nearest to the outer end that is not ruled out. */
function endOf(
  isOut: (value: number) => boolean,
  { outer, inner }: { outer: number; inner: number },
): number {
  let [out, left] = [outer, inner];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (out + left) / 2;
    if (middle === out || middle === left) break;
    if (isOut(middle)) out = middle;
    else left = middle;
  }
  return out === outer ? outer : left;
}
