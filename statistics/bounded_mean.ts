/**
 * The mean of values that have a largest magnitude, with an interval that holds
 * whatever else is so of them. Few seeds that all agree say nothing of one that
 * would not: the interval has room for a seed, not seen, with the worst value
 * that there can be.
 *
 * @module
 */

import { drawMeans, estimateOf } from "./_imagined_seed.ts";
import { requireFinite } from "./_require.ts";
import { requireResampling, type ResamplingOptions } from "./_resampling.ts";
import type { Estimate } from "./estimate.ts";

/** What values can be, and how an interval is drawn. */
export interface BoundedMeanOptions extends ResamplingOptions {
  /**
   * The largest magnitude that a value can have, seen or unseen, in its unit.
   *
   * @default {1} what two scores from 0 to 1 can differ by
   */
  readonly largest?: number;
}

const ACTION = "bound a mean";

/**
 * Estimates a mean, with an interval for any distribution of bounded values.
 *
 * Each end misses in at most (1 - level) / 2 of the studies. That is proved
 * where values are either of two, and a conjecture that no simulation has
 * refuted where they are not. It is far wider than a bootstrap interval: of n
 * values that are all the same, its ends lie 1 - ((1 - level) / 2)^(1 / n) of
 * the way to the largest there can be.
 *
 * @param values `values[seed]`, in any unit.
 * @param options The seed of the draws, and optionally the largest possible
 * value, the level and how many draws.
 * @returns The mean with its interval.
 * @throws {RangeError} If there is no value, or one is not finite or past
 * `largest`; if `largest` is not above 0, the level not inside 0..1, the seed
 * no unsigned 32-bit integer, or there are too few resamples for the level.
 * @see E. Learned-Miller and P. S. Thomas (2019), A New Confidence Interval for
 * the Mean of a Bounded Random Variable, after N. Gaffke (2005),
 * DOI 10.48550/arXiv.1905.06208
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { boundedMean } from "./bounded_mean.ts";
 *
 * const { lower, upper } = boundedMean([0.5, 0.5, 0.5, 0.5], { seed: 1 });
 * assert(lower < 0 && upper > 0.75);
 * ```
 */
export function boundedMean(
  values: readonly number[],
  options: BoundedMeanOptions,
): Estimate {
  const { largest = 1, level = 0.95, resamples = 9999, seed } = options;
  requireFinite(ACTION, { name: "values", got: values, least: 1 });
  requireFinite(ACTION, { name: "largest", got: [largest], least: 1 });
  if (!(largest > 0)) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted a largest value above 0, got ${largest}`,
    );
  }
  requireResampling(ACTION, { level, resamples, seed });
  const past = values.findIndex((value) => Math.abs(value) > largest);
  if (past !== -1) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted values from -${largest} to ${largest}, got ` +
        `${values[past]} at index ${past}; state a larger "largest"`,
    );
  }
  const drawn = drawMeans(values, { largest, resamples, seed });
  return estimateOf(values, drawn, { largest, level });
}
