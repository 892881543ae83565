/**
 * Means under drawn weights of all seeds and of one more, imagined, that scores
 * the least or the most there can be: what is not seen is not ruled out.
 *
 * @module
 */

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import { meanOf } from "./_moments.ts";
import { quantileOf } from "./_resampling.ts";
import type { Estimate } from "./estimate.ts";

/** How means are drawn. */
interface DrawOptions {
  /** The largest magnitude that a value can have, seen or unseen. */
  readonly largest: number;
  readonly resamples: number;
  readonly seed: number;
}

/** Means under drawn weights, with the imagined seed at either end. */
export interface DrawnMeans {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * The weights are uniform on the simplex: exponential draws over their sum.
 * Both ends share them, so that negated values mirror the result.
 */
export function drawMeans(
  values: readonly number[],
  { largest, resamples, seed }: DrawOptions,
): DrawnMeans {
  const generator = mersenne(seed);
  const drawWeight = () => -Math.log1p(-uniformFloat64(generator));
  const low = new Float64Array(resamples);
  const high = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    const imagined = drawWeight();
    let total = imagined;
    let sum = 0;
    for (const value of values) {
      const weight = drawWeight();
      total += weight;
      // In units of the largest, so that no sum overflows.
      sum += weight * (value / largest);
    }
    low[resample] = largest * ((sum - imagined) / total);
    high[resample] = largest * ((sum + imagined) / total);
  }
  return { low, high };
}

/** The mean of the values, and between which ends the drawn ones lie. */
export function estimateOf(
  values: readonly number[],
  { low, high }: DrawnMeans,
  { largest, level }: { readonly largest: number; readonly level: number },
): Estimate {
  const tail = (1 - level) / 2;
  return {
    point: largest * meanOf(values.map((value) => value / largest)),
    lower: quantileOf(low.toSorted(), tail),
    upper: quantileOf(high.toSorted(), 1 - tail),
    level,
    runs: values.length,
  };
}
