/**
 * The interval of any statistic over several data sets or models at once. Each
 * stratum keeps its place and its number of seeds, since the strata were
 * chosen and only the seeds were drawn: the interval says how far other seeds
 * would move the statistic, not other data sets.
 *
 * @module
 */

import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { requireFinite } from "./_require.ts";
import { quantileOf, requireResampling } from "./_resampling.ts";
import type { Estimate } from "./estimate.ts";

/** How {@linkcode stratifiedBootstrap} draws, and how sure it is to be. */
export interface StratifiedBootstrapOptions {
  /**
   * Nominal coverage of the interval, a fraction between 0 and 1.
   *
   * @default {0.95}
   */
  readonly level?: number;
  /**
   * How many resamples are drawn.
   *
   * @default {9999}
   */
  readonly resamples?: number;
  /** Seed of the resampling, a whole number from 0 to 4294967295. */
  readonly seed: number;
}

/** A number that sums up all strata; it must not change what it is given. */
export type StratifiedStatistic = (
  scores: readonly (readonly number[])[],
) => number;

const ACTION = "bootstrap strata";

/**
 * Estimates a statistic, with the percentile interval of resamples drawn
 * within the strata.
 *
 * The percentiles make no allowance for few seeds: with about five a stratum
 * and few strata, an interval of level 0.95 covers in some 90 of 100 studies.
 *
 * @param scores `scores[stratum][seed]`, in any unit; strata may differ in
 * their number of seeds.
 * @param statistic What is estimated, from scores of the same shape.
 * @param options The seed, and optionally the level and how many resamples.
 * @returns The statistic and its interval, in the unit of the statistic;
 * `runs` counts the scores of all strata.
 * @throws {RangeError} If there is no stratum, one has fewer than 2 scores, or
 * a score or the statistic is not finite; if the level is not inside 0..1, the
 * seed is not an unsigned 32-bit integer, or there are too few resamples for
 * the level.
 * @see R. Agarwal et al. (2021), Deep Reinforcement Learning at the Edge of the
 * Statistical Precipice, DOI 10.48550/arXiv.2108.13264
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { interquartileMean } from "./interquartile_mean.ts";
 * import { stratifiedBootstrap } from "./stratified_bootstrap.ts";
 *
 * const scores = [[0.5, 0.25, 1], [0.75, 0.5, 0.5]];
 * const estimate = stratifiedBootstrap(
 *   scores,
 *   (drawn) => interquartileMean(drawn.flat()),
 *   { seed: 1 },
 * );
 * assertEquals(estimate.point, 0.5625);
 * assert(estimate.lower < 0.5625 && estimate.upper > 0.5625);
 * ```
 */
export function stratifiedBootstrap(
  scores: readonly (readonly number[])[],
  statistic: StratifiedStatistic,
  options: StratifiedBootstrapOptions,
): Estimate {
  const { level = 0.95, resamples = 9999, seed } = options;
  requireStrata(scores);
  requireResampling(ACTION, { level, resamples, seed });

  const generator = mersenne(seed);
  const drawFrom = (stratum: readonly number[]) =>
    stratum.map(() => stratum[uniformInt(generator, 0, stratum.length - 1)]!);
  const point = measure(statistic, scores);
  const drawn = new Float64Array(resamples)
    .map(() => measure(statistic, scores.map(drawFrom)))
    .sort();
  const tail = (1 - level) / 2;
  return {
    point,
    lower: quantileOf(drawn, tail),
    upper: quantileOf(drawn, 1 - tail),
    level,
    runs: scores.reduce((sum, stratum) => sum + stratum.length, 0),
  };
}

function requireStrata(scores: readonly (readonly number[])[]): void {
  if (scores.length === 0) {
    throw new RangeError(`Cannot ${ACTION}: wanted 1 or more strata, got 0`);
  }
  for (const [index, stratum] of scores.entries()) {
    requireFinite(ACTION, {
      name: `scores in stratum ${index}`,
      got: stratum,
      least: 2,
    });
  }
}

function measure(
  statistic: StratifiedStatistic,
  scores: readonly (readonly number[])[],
): number {
  const value = statistic(scores);
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted a finite statistic of every resample, got ` +
        `${value}`,
    );
  }
  return value;
}
