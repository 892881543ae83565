/**
 * The interval of a quantity: all values that no bet rules out. It holds after
 * every seed at once, so you may look whenever you like. Verdicts come from the
 * same bets, so that an interval never disagrees with the verdict beside it.
 *
 * @module
 */

import { type Bets, logEvidence } from "./bets.ts";
import { type Estimate, LEVEL } from "./estimate.ts";
import type { Quantity } from "./mean_quantity.ts";

/** Halvings of the bounds: the ends are exact to 15 digits of their width. */
const HALVINGS = 50;

/**
 * Estimates a quantity, with the interval of all values that no bet rules out.
 * A value that is ruled out once stays out. If nothing is ruled out on a side,
 * that end is the bound; without bounds, no value can be ruled out.
 *
 * @param quantity A mean, a height or a range.
 * @param options The chance that the interval holds the quantity after every
 * seed, a fraction between 0 and 1; 0.95 by default. Then an end is where the
 * evidence reaches 40 to 1.
 * @returns The estimate with its interval, in the unit of the scores.
 * `undefined` if no score is known, and if every value is ruled out. The chance
 * of that is at most 1 - level: report it as a fault.
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
  { bounds, point, runs, above, below }: Quantity,
  { level = LEVEL }: { readonly level?: number } = {},
): Estimate | undefined {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(
      `Cannot give an interval: wanted a level between 0 and 1, got ${level}`,
    );
  }
  if (point === undefined) return undefined;
  if (!Number.isFinite(bounds.upper - bounds.lower)) {
    return { point, lower: -Infinity, upper: Infinity, level, runs };
  }
  const bar = Math.log(2 / (1 - level));
  const isOut = (bets: Bets) => logEvidence(bets).some((log) => log >= bar);
  const ends = [bounds.lower, bounds.upper] as const;
  const lower = endOf((value) => isOut(above(value)), ends);
  const upper = endOf((value) => isOut(below(value)), [ends[1], ends[0]]);
  return lower > upper ? undefined : { point, lower, upper, level, runs };
}

/** Finds the value nearest to the outer end that is not ruled out. */
function endOf(
  isOut: (value: number) => boolean,
  [outer, inner]: readonly [outer: number, inner: number],
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
