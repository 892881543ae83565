/**
 * The ratio of two means over the same seeds, such as how much of a gain
 * remains when a part is removed. Seeds are resampled as pairs, which keeps
 * what numerator and denominator share. A denominator that may be 0 leaves the
 * ratio open, and the interval says so by having no ends.
 *
 * @module
 */

import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { normalCdf } from "./_normal.ts";
import { requireFinite } from "./_require.ts";
import {
  quantileOf,
  requireResampling,
  type ResamplingOptions,
} from "./_resampling.ts";
import { expandedQuantile } from "./_expanded_quantile.ts";
import { tieTolerance } from "./_tie_tolerance.ts";
import type { Estimate } from "./estimate.ts";

/** Both columns of the pairs over their scales, the second's mean above 0. */
interface ScaledPairs {
  readonly tops: Float64Array;
  readonly bottoms: Float64Array;
  readonly unit: number;
}

/** The means of each resample. */
interface ResampledMeans {
  readonly tops: Float64Array;
  readonly bottoms: Float64Array;
}

const ACTION = "bootstrap a ratio";

/**
 * Estimates the ratio of two means, with the expanded percentile interval of
 * resampled pairs: percentiles widened as Student's t is wider than a normal
 * variable, since plain ones cover too seldom with few seeds.
 *
 * Where the denominator's own interval at the same level covers 0, the
 * interval is -Infinity to Infinity: nothing is known about the ratio.
 *
 * With 6 to 10 seeds of which some jump, no interval can know the jumps it has
 * not seen, and it covers in 70 to 80 of 100 studies at level 0.95.
 *
 * @param pairs `pairs[seed]`, numerator and denominator of a seed, each in any
 * unit.
 * @param options The seed, and optionally the level and how many resamples.
 * @returns The ratio and its interval, in the unit of the numerator over that
 * of the denominator; undefined where the denominator's mean is 0, so that
 * there is no ratio.
 * @throws {RangeError} If there are fewer than 2 pairs or a number is not
 * finite; if the level is not inside 0..1, the seed is not an unsigned 32-bit
 * integer, or there are too few resamples for the level.
 * @see E. C. Fieller (1954), when the interval of a ratio has no ends,
 * DOI 10.1111/j.2517-6161.1954.tb00159.x
 * @see T. C. Hesterberg (2015), the expanded percentiles,
 * DOI 10.1080/00031305.2015.1089789
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { bootstrapRatio } from "./bootstrap_ratio.ts";
 *
 * const pairs = [[0.25, 0.5], [0.5, 0.75], [0.25, 0.5], [0.5, 1]] as const;
 * const retained = bootstrapRatio(pairs, { seed: 1 })!;
 * assertEquals(retained.point, 1.5 / 2.75);
 * assert(retained.lower >= 0.5 && retained.upper <= 2 / 3);
 * ```
 */
export function bootstrapRatio(
  pairs: readonly (readonly [number, number])[],
  options: ResamplingOptions,
): Estimate | undefined {
  const { level = 0.95, resamples = 9999, seed } = options;
  requireFinite(ACTION, {
    name: "numerators",
    got: pairs.map(([top]) => top),
    least: 2,
  });
  requireFinite(ACTION, {
    name: "denominators",
    got: pairs.map(([, bottom]) => bottom),
    least: 2,
  });
  requireResampling(ACTION, { level, resamples, seed });

  const runs = pairs.length;
  const scaled = scalePairs(pairs);
  if (scaled === undefined) return undefined;
  const point = scaled.unit * sumOf(scaled.tops) / sumOf(scaled.bottoms);
  const means = resamplePairs(scaled, { resamples, seed });
  const tail = normalCdf(-expandedQuantile(level, runs));
  if (quantileOf(means.bottoms.toSorted(), tail) <= tieTolerance(runs)) {
    return { point, lower: -Infinity, upper: Infinity, level, runs };
  }
  const ratios = means.tops
    .map((top, index) => ratioOf(top, means.bottoms[index]!))
    .sort();
  const lower = scaled.unit * quantileOf(ratios, tail);
  const upper = scaled.unit * quantileOf(ratios, 1 - tail);
  return { point, lower, upper, level, runs };
}

/** The pairs in units of their own; undefined if the second's mean is 0. */
function scalePairs(
  pairs: readonly (readonly [number, number])[],
): ScaledPairs | undefined {
  const topScale = pairs.reduce((a, [b]) => Math.max(a, Math.abs(b)), 0) || 1;
  const bottomScale = pairs.reduce((a, [, b]) => Math.max(a, Math.abs(b)), 0);
  if (bottomScale === 0) return undefined;
  const bottoms = Float64Array.from(pairs, ([, each]) => each / bottomScale);
  const sum = sumOf(bottoms);
  if (Math.abs(sum) <= tieTolerance(pairs.length) * pairs.length) {
    return undefined;
  }
  const sign = Math.sign(sum);
  return {
    tops: Float64Array.from(pairs, ([each]) => sign * each / topScale),
    bottoms: bottoms.map((each) => sign * each),
    unit: topScale / bottomScale,
  };
}

function resamplePairs(
  scaled: ScaledPairs,
  options: { readonly resamples: number; readonly seed: number },
): ResampledMeans {
  const runs = scaled.tops.length;
  const generator = mersenne(options.seed);
  const tops = new Float64Array(options.resamples);
  const bottoms = new Float64Array(options.resamples);
  for (let resample = 0; resample < options.resamples; resample++) {
    for (let draw = 0; draw < runs; draw++) {
      const run = uniformInt(generator, 0, runs - 1);
      tops[resample]! += scaled.tops[run]! / runs;
      bottoms[resample]! += scaled.bottoms[run]! / runs;
    }
  }
  return { tops, bottoms };
}

/**
 * A denominator that falls through 0 takes the ratio past infinity, and not
 * to the other end of the interval.
 */
function ratioOf(top: number, bottom: number): number {
  if (bottom > 0) return top / bottom;
  return top === 0 ? 0 : top * Infinity;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0);
}
