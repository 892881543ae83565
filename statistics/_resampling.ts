/**
 * What all resampling functions share: the check of their options, and the
 * quantile of what they drew.
 *
 * @module
 */

import { LARGEST_SEED, requireInteger, requireLevel } from "./_require.ts";

/** The options of a resampling function, with its defaults filled in. */
export interface ResamplingRequirement {
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Throws a RangeError unless the level is a fraction inside 0..1, the seed an
 * unsigned 32-bit integer, and the resamples enough for the level.
 */
export function requireResampling(
  action: string,
  requirement: ResamplingRequirement,
): void {
  const { level, resamples, seed } = requirement;
  requireLevel(action, level);
  requireInteger(action, {
    name: "a seed",
    got: seed,
    least: 0,
    most: LARGEST_SEED,
  });
  requireInteger(action, {
    name: `resamples for level ${level}`,
    got: resamples,
    least: fewestResamples(level),
    most: LARGEST_SEED,
  });
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
