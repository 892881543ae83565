/**
 * How far the means of two samples lie apart that share nothing: no seed, no
 * draw. Labels are exchanged among all values for the test, and each sample is
 * resampled by itself for the interval.
 *
 * @module
 */

import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { expandedQuantile } from "./_expanded_quantile.ts";
import { meanOf } from "./_moments.ts";
import { normalCdf } from "./_normal.ts";
import { requireFinite } from "./_require.ts";
import {
  quantileOf,
  requireResampling,
  type ResamplingOptions,
} from "./_resampling.ts";
import { tieTolerance } from "./_tie_tolerance.ts";
import type { Estimate } from "./estimate.ts";

/** How far apart the means are, and whether at all. */
export interface IndependentDifferenceResult {
  /** The second mean less the first, in their unit. */
  readonly estimate: Estimate;
  /** Two-sided p-value of both samples being alike, above 0 and at most 1. */
  readonly p: number;
}

const ACTION = "compare two samples";

/**
 * Compares the means of two samples.
 *
 * @param samples The values of each, `samples[sample][run]`, in any unit.
 * @param options The seed, and optionally the level and how much is drawn.
 * @returns The difference with its expanded percentile interval, and a
 * permutation test's p-value, (hits + 1) / (drawn + 1).
 * @throws {RangeError} If a sample has fewer than 2 values, one is not finite,
 * or the options are not such as `bootstrapMean()` takes.
 * @see E. J. G. Pitman (1937), Significance Tests Which May Be Applied to
 * Samples from Any Populations, DOI 10.2307/2984124
 * @see T. C. Hesterberg (2015), What Teachers Should Know About the Bootstrap,
 * DOI 10.1080/00031305.2015.1089789
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { independentDifference } from "./independent_difference.ts";
 *
 * const samples = [[0.1, 0.2, 0.3], [0.7, 0.8, 0.9]] as const;
 * const { estimate, p } = independentDifference(samples, { seed: 1 });
 * assert(estimate.lower > 0.3 && estimate.upper < 0.9);
 * assert(p > 0.08 && p < 0.12); // 2 of the 20 ways to deal them out
 * ```
 */
export function independentDifference(
  samples: readonly [readonly number[], readonly number[]],
  options: ResamplingOptions,
): IndependentDifferenceResult {
  const { level = 0.95, resamples = 9999, seed } = options;
  for (const got of samples) {
    requireFinite(ACTION, { name: "values of a sample", got, least: 2 });
  }
  requireResampling(ACTION, { level, resamples, seed });
  const [first, second] = samples;
  const runs = Math.min(first.length, second.length);
  const point = meanOf(second) - meanOf(first);
  // One generator for both, so that they are not drawn in step.
  const generator = mersenne(seed);
  const means = samples.map((values) =>
    resampledMeans(values, { resamples, generator })
  );
  const differences = means[1]!.map((mean, at) => mean - means[0]![at]!).sort();
  const share = normalCdf(expandedQuantile(level, runs));
  return {
    estimate: {
      point,
      level,
      runs,
      lower: quantileOf(differences, 1 - share),
      upper: quantileOf(differences, share),
    },
    p: permutationP(samples, { resamples, generator }),
  };
}

/** How much is drawn, and from where. */
interface Drawn {
  resamples: number;
  generator: ReturnType<typeof mersenne>;
}

function resampledMeans(
  values: readonly number[],
  { resamples, generator }: Drawn,
): Float64Array {
  const { length } = values;
  return Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let at = 0; at < length; at++) {
      sum += values[uniformInt(generator, 0, length - 1)]!;
    }
    return sum / length;
  });
}

function permutationP(
  [first, second]: readonly [readonly number[], readonly number[]],
  { resamples, generator }: Drawn,
): number {
  const all = [...first, ...second];
  const total = all.reduce((sum, value) => sum + value, 0);
  const size = all.reduce((sum, value) => sum + Math.abs(value), 0);
  const expected = total * second.length / all.length;
  const sumOf = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0);
  const observed = Math.abs(sumOf(second) - expected);
  const tolerance = tieTolerance(all.length) * size;
  let hits = 0;
  for (let draw = 0; draw < resamples; draw++) {
    let sum = 0;
    for (let place = 0; place < second.length; place++) {
      const other = uniformInt(generator, place, all.length - 1);
      const chosen = all[other]!;
      all[other] = all[place]!;
      all[place] = chosen;
      sum += chosen;
    }
    if (Math.abs(sum - expected) >= observed - tolerance) hits++;
  }
  return (hits + 1) / (resamples + 1);
}
