/**
 * The interval of a mean over a handful of runs. Scores are bounded and
 * skewed, so neither a normal nor a symmetric interval fits them; the
 * bias-corrected and accelerated bootstrap follows their shape. Simplified
 * from the general method to the mean alone, for which the jackknife has a
 * closed form.
 *
 * @module
 */

import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { normalCdf, normalQuantile } from "./_normal.ts";
import { requireFinite } from "./_require.ts";
import {
  quantileOf,
  requireResampling,
  type ResamplingOptions,
} from "./_resampling.ts";
import { tieTolerance } from "./_tie_tolerance.ts";
import { expandedQuantile } from "./_expanded_quantile.ts";
import type { Estimate } from "./estimate.ts";

/** How {@linkcode bootstrapMean} draws, and how sure it is to be. */
export interface BootstrapMeanOptions extends ResamplingOptions {
  /**
   * Whether the interval is widened for few values, by as much as Student's t
   * is wider than the normal distribution.
   *
   * @default {false}
   */
  readonly isExpanded?: boolean;
}

/** Values moved to mean 0 and divided by the largest distance from it. */
interface Standardized {
  readonly mean: number;
  readonly scale: number;
  readonly deviations: Float64Array;
}

const ACTION = "bootstrap a mean";

/**
 * Estimates a mean, with the bias-corrected and accelerated (BCa) bootstrap
 * interval.
 *
 * With fewer than about ten values any bootstrap interval is somewhat too
 * narrow, so it should not stand alone there; an expanded one is less so. At
 * levels far below those in
 * use the bias correction can move the whole interval past the point.
 *
 * @param values `values[run]`, one number a run, in any unit.
 * @param options The seed, and optionally the level and how many resamples.
 * @returns The mean and its interval, in the unit of the values; an interval
 * of no width when all values are equal.
 * @throws {RangeError} If there are fewer than 2 values, one is not finite,
 * or they span more than a double holds; if the level is not inside 0..1, the
 * seed is not an unsigned 32-bit integer, or there are too few resamples for
 * the level.
 * @see B. Efron (1987), Better Bootstrap Confidence Intervals,
 * DOI 10.1080/01621459.1987.10478410
 * @see T. C. Hesterberg (2015), What Teachers Should Know About the Bootstrap,
 * on expanded percentiles, DOI 10.1080/00031305.2015.1089789
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { bootstrapMean } from "./bootstrap_mean.ts";
 *
 * const estimate = bootstrapMean([0.5, 0.25, 1, 0.25], { seed: 1 });
 * assertEquals(estimate.point, 0.5);
 * assert(estimate.lower < 0.5 && estimate.upper > 0.5);
 * ```
 */
export function bootstrapMean(
  values: readonly number[],
  options: BootstrapMeanOptions,
): Estimate {
  const { level = 0.95, resamples = 9999, seed } = options;
  const { isExpanded = false } = options;
  requireFinite(ACTION, { name: "values", got: values, least: 2 });
  requireResampling(ACTION, { level, resamples, seed });

  const runs = values.length;
  const { mean, scale, deviations } = standardize(values);
  if (scale === 0) {
    return { point: mean, lower: mean, upper: mean, level, runs };
  }

  const means = resampleMeans(deviations, { resamples, seed });
  const bias = biasCorrection(means, tieTolerance(runs));
  const skew = acceleration(deviations);
  const endAt = (z: number) =>
    mean + scale * quantileOf(means, adjust(bias + z, { bias, skew }));
  const z = isExpanded
    ? expandedQuantile(level, runs)
    : normalQuantile((1 + level) / 2);
  return { point: mean, lower: endAt(-z), upper: endAt(z), level, runs };
}

/**
 * All later arithmetic runs on deviations of size 1, so that neither a large
 * offset nor a very small or large unit costs digits, overflows or underflows.
 */
function standardize(values: readonly number[]): Standardized {
  const first = values[0]!;
  const runs = values.length;
  if (values.every((value) => value === first)) {
    return { mean: first, scale: 0, deviations: new Float64Array(runs) };
  }
  const span = values.reduce((a, b) => Math.max(a, b)) -
    values.reduce((a, b) => Math.min(a, b));
  if (!Number.isFinite(span)) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted values whose span a double can hold, got a ` +
        `span past ${Number.MAX_VALUE}`,
    );
  }
  const rough = values.reduce((sum, value) => sum + value / runs, 0);
  // What is left over after the first pass is the rounding error of the mean.
  const rest = values.reduce((sum, value) => sum + (value - rough) / runs, 0);
  const mean = rough + rest;
  const deviations = Float64Array.from(values, (value) => value - rough - rest);
  const scale = deviations.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return { mean, scale, deviations: deviations.map((each) => each / scale) };
}

/** The means of as many resamples with replacement, in ascending order. */
function resampleMeans(
  deviations: Float64Array,
  options: { readonly resamples: number; readonly seed: number },
): Float64Array {
  const runs = deviations.length;
  const generator = mersenne(options.seed);
  const means = new Float64Array(options.resamples);
  for (let resample = 0; resample < means.length; resample++) {
    let sum = 0;
    for (let draw = 0; draw < runs; draw++) {
      sum += deviations[uniformInt(generator, 0, runs - 1)]!;
    }
    means[resample] = sum / runs;
  }
  return means.sort();
}

/**
 * Efron's z0: how far the median of the resampled means lies from the mean
 * itself, which is 0 here, in standard deviations. Ties count half, or few
 * distinct values would pass for bias.
 */
function biasCorrection(means: Float64Array, tolerance: number): number {
  let below = 0;
  for (const mean of means) {
    if (mean < -tolerance) below += 1;
    else if (mean <= tolerance) below += 0.5;
  }
  // Half a resample from either end at least, which keeps z0 finite.
  const half = 0.5 / means.length;
  const share = below / means.length;
  return normalQuantile(Math.min(Math.max(share, half), 1 - half));
}

/** Efron's a: for a mean, the jackknife reduces to a sixth of the skewness. */
function acceleration(deviations: Float64Array): number {
  let squares = 0;
  let cubes = 0;
  for (const each of deviations) {
    squares += each ** 2;
    cubes += each ** 3;
  }
  return cubes / (6 * squares ** 1.5);
}

/** Which quantile of the resampled means stands for one end of the interval. */
function adjust(
  z: number,
  options: { readonly bias: number; readonly skew: number },
): number {
  // No division by 0: the skew of a mean is below 1/6, and more than six
  // standard deviations would take more resamples than fit into memory.
  return normalCdf(options.bias + z / (1 - options.skew * z));
}
