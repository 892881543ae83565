/**
 * Whether two arms that share their seeds are the same within a margin. Two
 * one-sided tests ask whether the mean difference may still be as low as
 * -margin or as high as +margin.
 *
 * A few seeds that all agree cannot show that no other seed jumps. The
 * t-test, the sign flips about a shifted mean and the BCa bootstrap know only
 * the jumps they have seen: where 1 seed of 12 jumps by 0.6, which is a mean
 * of 0.05, each of the three calls 10 seeds the same within 0.05 in 42 studies
 * of 100. What no sample can say is stated instead: the largest difference
 * that can occur. Each test adds one imagined seed with just that difference,
 * and weighs all of them at random.
 *
 * @module
 */

import { drawMeans, estimateOf } from "./_imagined_seed.ts";
import { requireFinite } from "./_require.ts";
import { requireResampling, type ResamplingOptions } from "./_resampling.ts";
import type { Estimate } from "./estimate.ts";

/** What {@linkcode equivalence} takes for the same, and how it draws. */
export interface EquivalenceOptions extends ResamplingOptions {
  /**
   * The largest mean difference of no practical interest, in the unit of the
   * differences; above 0 and below `largest`.
   */
  readonly margin: number;
  /**
   * The largest magnitude that a difference can have, seen or unseen, in the
   * unit of the differences. Anything below the range of the score is an
   * assumption, and wants its reason stated.
   *
   * @default {1} what two scores from 0 to 1 can differ by
   */
  readonly largest?: number;
  /**
   * Nominal coverage of the interval, a fraction between 0 and 1. Each of the
   * two tests is at (1 - level) / 2.
   *
   * @default {0.9}
   */
  readonly level?: number;
}

/** What the two one-sided tests found. */
export interface EquivalenceResult {
  /** The mean difference and its interval, in the unit of the differences. */
  readonly estimate: Estimate;
  /** The larger of the two one-sided p-values, above 0 and at most 1. */
  readonly p: number;
}

const ACTION = "test equivalence";

/**
 * Tests whether the mean of paired differences lies within ±margin.
 *
 * The arms are the same at the chosen level when p is at most
 * (1 - level) / 2, which is when the interval lies inside ±margin.
 *
 * Even n differences of 0 show it only where (1 - margin / largest)^n is at
 * most (1 - level) / 2. At level 0.9 and margin 0.05 that takes 59 seeds if
 * differences can be 1, 23 if 0.4, and 11 if 0.2.
 *
 * At most (1 - level) / 2 of the studies find what is not there. This is the
 * binomial test where all differences are either 0 or the largest, so that it
 * is proved; for others it is a conjecture that no simulation has refuted.
 *
 * @param differences `differences[seed]`, one paired difference a seed, in any
 * unit.
 * @param options The margin, the seed of the draws, and optionally the largest
 * possible difference, the level and how many draws.
 * @returns The mean with its interval, and the p-value.
 * @throws {RangeError} If there is no difference, or one is not finite or past
 * `largest`; if the margin is not between 0 and `largest`, the level not
 * inside 0..1, the seed no unsigned 32-bit integer, or there are too few
 * resamples for the level.
 * @see D. J. Schuirmann (1987), the two one-sided tests,
 * DOI 10.1007/BF01068419
 * @see E. Learned-Miller and P. S. Thomas (2019), A New Confidence Interval for
 * the Mean of a Bounded Random Variable, after N. Gaffke (2005),
 * DOI 10.48550/arXiv.1905.06208
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { equivalence } from "./equivalence.ts";
 *
 * const differences = [0.01, 0, -0.02, 0, 0, 0.01, -0.01, 0, 0.02, 0, 0, 0];
 * const options = { margin: 0.05, largest: 0.1, seed: 1 };
 * const { estimate, p } = equivalence(differences, options);
 * assertEquals(estimate.level, 0.9);
 * assert(p < 0.05 && estimate.lower > -0.05 && estimate.upper < 0.05);
 * ```
 */
export function equivalence(
  differences: readonly number[],
  options: EquivalenceOptions,
): EquivalenceResult {
  const { margin, largest = 1, level = 0.9, resamples = 9999, seed } = options;
  requireFinite(ACTION, { name: "differences", got: differences, least: 1 });
  requireMagnitudes(differences, { margin, largest });
  requireResampling(ACTION, { level, resamples, seed });

  const drawn = drawMeans(differences, { largest, resamples, seed });
  const { low, high } = drawn;
  const pLow = (low.filter((each) => each <= -margin).length + 1) /
    (resamples + 1);
  const pHigh = (high.filter((each) => each >= margin).length + 1) /
    (resamples + 1);
  return {
    estimate: estimateOf(differences, drawn, { largest, level }),
    p: Math.max(pLow, pHigh),
  };
}

function requireMagnitudes(
  differences: readonly number[],
  options: { readonly margin: number; readonly largest: number },
): void {
  const { margin, largest } = options;
  requireFinite(ACTION, {
    name: "margin and largest",
    got: [margin, largest],
    least: 2,
  });
  if (!(margin > 0 && margin < largest)) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted a margin above 0 and below the largest ` +
        `difference ${largest}, got ${margin}`,
    );
  }
  const past = differences.findIndex((each) => Math.abs(each) > largest);
  if (past !== -1) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted differences from -${largest} to ${largest}, ` +
        `got ${differences[past]} at index ${past}; state a larger "largest"`,
    );
  }
}
