/**
 * What all resampling functions share: the check of their options, and the
 * quantile of what they drew.
 *
 * @module
 */

import { LARGEST_SEED, requireInteger, requireLevel } from "./_require.ts";

/** How something is resampled, and how sure it is to be. */
export interface ResamplingOptions {
  /**
   * Nominal coverage of the interval, a fraction between 0 and 1.
   *
   * @default {0.95}
   */
  readonly level?: number;
  /**
   * How many resamples, or sets of weights, are drawn.
   *
   * @default {9999}
   */
  readonly resamples?: number;
  /** Seed of what is drawn, a whole number from 0 to 4294967295. */
  readonly seed: number;
}

/** What a test found that counts patterns, or draws them. */
export interface PatternResult {
  /** P-value of no difference, above 0 and at most 1; two-sided. */
  readonly p: number;
  /** Whether all patterns were counted rather than some drawn. */
  readonly exact: boolean;
  /** How many patterns the p-value rests on. */
  readonly permutations: number;
}

/** How patterns are drawn where there are too many to count all of them. */
export interface PatternOptions {
  /**
   * How many are drawn.
   *
   * @default {99999}
   */
  readonly resamples?: number;
  /**
   * Seed of those that are drawn, a whole number from 0 to 4294967295. An exact
   * test does not read it.
   */
  readonly seed: number;
}

/**
 * Throws a RangeError unless the level is a fraction inside 0..1, the seed an
 * unsigned 32-bit integer, and the resamples enough for the level.
 */
export function requireResampling(
  action: string,
  requirement: Required<ResamplingOptions>,
): void {
  const { level, resamples, seed } = requirement;
  requireLevel(action, level);
  requireSeed(action, seed);
  requireInteger(action, {
    name: `resamples for level ${level}`,
    got: resamples,
    least: fewestResamples(level),
    most: LARGEST_SEED,
  });
}

/**
 * Throws a RangeError unless the seed is an unsigned 32-bit integer, and the
 * resamples a positive one.
 */
export function requirePatterns(
  action: string,
  { resamples, seed }: Required<PatternOptions>,
): void {
  requireSeed(action, seed);
  requireInteger(action, {
    name: "resamples",
    got: resamples,
    least: 1,
    most: LARGEST_SEED,
  });
}

function requireSeed(action: string, got: number): void {
  const limits = { least: 0, most: LARGEST_SEED };
  requireInteger(action, { name: "a seed", got, ...limits });
}

/**
 * Gives the order statistic at (B + 1) times the probability, interpolated.
 *
 * @param sorted One number or more in ascending order; may be infinite.
 * @param probability Between 0 and 1.
 * @returns A number between the first and the last.
 */
export function quantileOf(sorted: Float64Array, probability: number): number {
  const last = sorted.length - 1;
  const position = Math.min(
    Math.max((sorted.length + 1) * probability - 1, 0),
    last,
  );
  const below = Math.floor(position);
  const lower = sorted[below]!;
  const upper = sorted[Math.min(below + 1, last)]!;
  // Infinity less Infinity, or nothing of Infinity, would be no number.
  if (position === below || lower === upper) return lower;
  return lower + (position - below) * (upper - lower);
}

/**
 * The fewest resamples whose extremes still bracket the level: 39 for 0.95.
 * The small number keeps 2 / (1 - 0.9), a little over 20 in binary, at 20.
 */
function fewestResamples(level: number): number {
  return Math.ceil(2 / (1 - level) - 1e-9) - 1;
}
