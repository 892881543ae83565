/**
 * How far the best of the inner conditions stands above both ends, for a claim
 * that something is best in between: a curve with its maximum at an end has no
 * peak, however large that maximum is. The best is chosen by the same scores
 * that it is measured on, so the interval and the p-value make room for every
 * condition that might have been chosen.
 *
 * @module
 */

import { requireLevel } from "./_require.ts";
import { requireScores } from "./_require_scores.ts";
import { requireResampling, type ResamplingOptions } from "./_resampling.ts";
import { tieTolerance } from "./_tie_tolerance.ts";
import { bootstrapArgmax } from "./bootstrap_argmax.ts";
import { bootstrapMean } from "./bootstrap_mean.ts";
import type { Estimate } from "./estimate.ts";
import { signFlip } from "./sign_flip.ts";

/** How {@linkcode peakHeight} draws, and how sure it is to be. */
export interface PeakHeightOptions extends ResamplingOptions {
  /**
   * The most seeds for which all sign patterns are counted, from 0 to 40.
   *
   * @default {20}
   */
  readonly exactUpTo?: number;
}

/** How high the peak is, and where it may be. */
export interface PeakHeightResult {
  /**
   * The mean of the best inner condition less that of the better end, in the
   * unit of the scores; below 0 where an end is the best.
   */
  readonly estimate: Estimate;
  /**
   * P-value of no inner condition being above both ends, above 0 and at most
   * 1; two-sided, so that a peak is found by chance half as often.
   */
  readonly p: number;
  /** The inner condition of the point; the first of them where several tie. */
  readonly best: number;
  /** Of all conditions, the fewest whose shares add up to the level. */
  readonly contenders: readonly number[];
  /**
   * `shares[condition]`, ends included: the share of resamples in which it was
   * the best of all, from 0 to 1.
   */
  readonly shares: readonly number[];
}

/** What one condition has over an end, or over both of them. */
interface Height {
  readonly point: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
}

/** The options of one height; the ends of its interval differ in their level. */
interface HeightOptions {
  readonly levels: { readonly lower: number; readonly upper: number };
  readonly resamples: number;
  readonly seed: number;
  readonly exactUpTo: number;
}

const ACTION = "measure a peak";

/**
 * Measures how far the best inner condition stands above both the first and the
 * last one, seed by seed.
 *
 * The height is the largest over inner conditions of the smaller mean
 * difference from either end, and its interval has the same of the differences'
 * BCa intervals. For k conditions these are at level 1 - (1 - level) / (k - 2).
 *
 * The lower end is too high only if that of some condition is. A condition's is
 * too high only if that of its smaller true difference is, the same one in all
 * studies, so that two ends cost nothing: an intersection-union test. The
 * k - 2 conditions add up to (1 - level) / 2, by Bonferroni.
 *
 * The upper end is too low only if one of two upper ends is, those of the
 * condition that is truly the best: together (1 - level) / (k - 2). Of three
 * conditions that would be twice as much as a tail may have, so that there the
 * upper ends are at the level of four.
 *
 * The p-value follows the lower end: k - 2 times the smallest over conditions
 * of the larger of two sign-flip p-values, of which one is 1 where the mean is
 * not above 0. To test for another height than 0, take it off the scores of all
 * inner conditions.
 *
 * The lower end should not stand alone: the bootstrap of few seeds is too
 * narrow. Where all of 5 to 8 conditions are equal but one end far below, it is
 * above 0 in about 15 of 100 studies of 6 seeds, 8 of 10 and 6 of 20, and not
 * in 2.5, which the p-value keeps to.
 *
 * @param scores `scores[seed][condition]`, larger is better, all in the same
 * unit, the conditions in their order.
 * @param options The seed, and optionally the level, of the interval and of the
 * contenders, how many resamples and sign patterns are drawn, and up to how many
 * seeds signs are counted.
 * @returns The height, its p-value, and the conditions that may be the best.
 * @throws {RangeError} If there are fewer than 2 seeds or 3 conditions, a score
 * is missing or not finite, or scores differ by more than a double holds; if
 * the level is not inside 0..1, the seed is not an unsigned 32-bit integer,
 * there are too few resamples for the conditions' level, or `exactUpTo` is not
 * from 0 to 40.
 * @see R. L. Berger (1982), Multiparameter Hypothesis Testing and Acceptance
 * Sampling, the intersection-union test, DOI 10.1080/00401706.1982.10487790
 * @see B. Efron (1987), Better Bootstrap Confidence Intervals,
 * DOI 10.1080/01621459.1987.10478410
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { peakHeight } from "./peak_height.ts";
 *
 * const scores = [[0.25, 0.75, 0.5], [0.25, 1, 0.5], [0, 0.75, 0.5]];
 * const { estimate, p, best } = peakHeight(scores, { seed: 1 });
 * assert(estimate.lower >= 0.25 && estimate.upper <= 0.5);
 * assertEquals([p, best], [2 / 8, 1]);
 * ```
 */
export function peakHeight(
  scores: readonly (readonly number[])[],
  options: PeakHeightOptions,
): PeakHeightResult {
  const { level = 0.95, resamples = 9999, seed, exactUpTo = 20 } = options;
  requireScores(ACTION, scores, { seeds: 2, conditions: 3 });
  requireLevel(ACTION, level);
  const inner = scores[0]!.length - 2;
  const levels = {
    lower: 1 - (1 - level) / inner,
    upper: 1 - (1 - level) / Math.max(inner, 2),
  };
  requireResampling(ACTION, { level: levels.upper, resamples, seed });

  const draws = { resamples, seed };
  const heights = Array.from(
    { length: inner },
    (_, index) =>
      heightAboveEnds(scores, index + 1, { ...draws, levels, exactUpTo }),
  );
  const points = heights.map(({ point }) => point);
  const { contenders, shares } = bootstrapArgmax(scores, { ...draws, level });
  return {
    estimate: {
      point: Math.max(...points),
      lower: Math.max(...heights.map(({ lower }) => lower)),
      upper: Math.max(...heights.map(({ upper }) => upper)),
      level,
      runs: scores.length,
    },
    p: Math.min(1, inner * Math.min(...heights.map(({ p }) => p))),
    best: 1 + firstTying(points, scores),
    contenders,
    shares,
  };
}

/** A condition is above both ends by as much as it is above the better one. */
function heightAboveEnds(
  scores: readonly (readonly number[])[],
  condition: number,
  options: HeightOptions,
): Height {
  const ends = [0, scores[0]!.length - 1].map((end) =>
    heightOf(scores.map((row) => row[condition]! - row[end]!), options)
  );
  return {
    point: Math.min(...ends.map(({ point }) => point)),
    lower: Math.min(...ends.map(({ lower }) => lower)),
    upper: Math.min(...ends.map(({ upper }) => upper)),
    p: Math.max(...ends.map(({ p }) => p)),
  };
}

function heightOf(
  differences: readonly number[],
  options: HeightOptions,
): Height {
  const { levels, resamples, seed, exactUpTo } = options;
  const { point, lower, upper } = bootstrapMean(differences, {
    level: levels.lower,
    resamples,
    seed,
  });
  return {
    point,
    lower,
    upper: levels.upper === levels.lower
      ? upper
      : bootstrapMean(differences, { level: levels.upper, resamples, seed })
        .upper,
    p: point > 0 ? signFlip(differences, { resamples, seed, exactUpTo }).p : 1,
  };
}

/** Where the largest is; means that are equal on paper often differ a little. */
function firstTying(
  points: readonly number[],
  scores: readonly (readonly number[])[],
): number {
  const reach = scores.flat().reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const least = Math.max(...points) - tieTolerance(scores.length) * reach;
  return points.findIndex((point) => point >= least);
}
