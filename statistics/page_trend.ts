/**
 * Whether scores rise or fall along conditions that have an order, such as
 * class imbalance from mild to severe. A test of any difference at all would
 * spread its power over orders that nobody claims; Page's L asks for the
 * claimed one, within each seed, through ranks.
 *
 * @module
 */

import { mersenne } from "pure-rand/generator/mersenne";
import { doubledMidranks } from "./_midranks.ts";
import { requireInteger } from "./_require.ts";
import { requireScores } from "./_require_scores.ts";
import { shuffle } from "./_shuffle.ts";
import { type PatternOptions, requirePatterns } from "./_resampling.ts";
import { tieTolerance } from "./_tie_tolerance.ts";
import { countTrends } from "./_trend_counts.ts";

/** How {@linkcode pageTrend} counts orderings. */
export interface PageTrendOptions extends PatternOptions {
  /**
   * The most conditions for which all orderings are counted, from 0 to 12. Of
   * more than 2^1000 orderings in all, which 45 seeds of 10 conditions have
   * not yet, some are drawn in any case.
   *
   * @default {10}
   */
  readonly exactUpTo?: number;
}

/** What a trend test found. */
export interface PageTrendResult {
  /** P-value of no difference between conditions, above 0 and at most 1. */
  readonly p: number;
  /** Whether all orderings were counted rather than some drawn. */
  readonly exact: boolean;
  /** Page's L: the sum of each condition's place times its rank sum. */
  readonly statistic: number;
  /**
   * L less its mean, in its standard deviations, both given the ties: above 0
   * where scores rise. It is 0 where all scores of each seed tie.
   */
  readonly standardized: number;
}

/** Doubled ranks and what their orderings have in common. */
interface Ranked {
  readonly blocks: readonly (readonly number[])[];
  readonly observed: number;
  readonly mean: number;
  readonly deviation: number;
}

const ACTION = "run a trend test";

/** Counted at about 5,000 sets of ranks a block. */
const MOST_EXACT_CONDITIONS = 12;

/** Where counts of orderings would soon be past the largest double. */
const MOST_EXACT_BITS = 1000;

/**
 * Tests whether scores follow the order of their conditions, by Page's L.
 *
 * Scores are ranked within each seed, ties sharing the mean of their ranks;
 * they tie up to 1e-12 of the seed's largest magnitude, since what is equal on
 * paper often differs in binary. Under the null hypothesis every ordering of a
 * seed's ranks is as likely. The p-value of drawn orderings is
 * (hits + 1) / (drawn + 1).
 *
 * @param scores `scores[seed][condition]`, in any unit, the conditions in the
 * order of the trend; a seed's scores may be in a unit of their own.
 * @param options The seed of the draws, and optionally how many are drawn from
 * how many conditions on.
 * @returns The p-value, L and L standardized.
 * @throws {RangeError} If there is no seed, there are fewer than 2 conditions,
 * a score is missing or not finite; if the seed is not an unsigned 32-bit
 * integer, `resamples` not a positive one, or `exactUpTo` not from 0 to 12.
 * @see E. B. Page (1963), Ordered Hypotheses for Multiple Treatments: A
 * Significance Test for Linear Ranks, DOI 10.1080/01621459.1963.10500843
 * @see B. Phipson and G. K. Smyth (2010), Permutation P-values Should Never Be
 * Zero, DOI 10.2202/1544-6115.1585
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { pageTrend } from "./page_trend.ts";
 *
 * const scores = [[0.5, 0.6, 0.7], [0.4, 0.6, 0.9]];
 * const result = pageTrend(scores, { seed: 1 });
 * assertEquals(result, { p: 2 / 36, exact: true, statistic: 28, standardized: 2 });
 * ```
 */
export function pageTrend(
  scores: readonly (readonly number[])[],
  options: PageTrendOptions,
): PageTrendResult {
  const { resamples = 99_999, seed, exactUpTo = 10 } = options;
  requireScores(ACTION, scores, { seeds: 1, conditions: 2 });
  requirePatterns(ACTION, { resamples, seed });
  requireInteger(ACTION, {
    name: "exactUpTo",
    got: exactUpTo,
    least: 0,
    most: MOST_EXACT_CONDITIONS,
  });

  const { blocks, observed, mean, deviation } = rankWithin(scores);
  const isHit = (sum: number) =>
    Math.abs(sum - mean) >= Math.abs(observed - mean);
  const conditions = scores[0]!.length;
  const exact = conditions <= exactUpTo &&
    blocks.length * log2Factorial(conditions) <= MOST_EXACT_BITS;
  return {
    p: exact
      ? countHits(blocks, isHit)
      : drawHits(blocks, isHit, { resamples, seed }),
    exact,
    statistic: observed / 2,
    standardized: deviation === 0 ? 0 : (observed - mean) / deviation,
  };
}

function rankWithin(scores: readonly (readonly number[])[]): Ranked {
  const conditions = scores[0]!.length;
  const blocks = scores.map((row) => {
    const largest = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    return doubledMidranks(row, tieTolerance(1) * largest);
  });
  // A doubled rank is conditions + 1 on average, and so is a doubled place.
  const centre = conditions + 1;
  let observed = 0;
  let squares = 0;
  for (const block of blocks) {
    for (const [at, rank] of block.entries()) {
      observed += (at + 1) * rank;
      squares += (rank - centre) ** 2;
    }
  }
  return {
    blocks,
    observed,
    mean: blocks.length * conditions * centre ** 2 / 2,
    deviation: Math.sqrt(squares * conditions * centre / 12),
  };
}

function countHits(
  blocks: Ranked["blocks"],
  isHit: (sum: number) => boolean,
): number {
  const { offset, counts } = countTrends(blocks);
  let hits = 0;
  let total = 0;
  for (const [at, count] of counts.entries()) {
    total += count;
    if (isHit(offset + at)) hits += count;
  }
  return hits / total;
}

function drawHits(
  blocks: Ranked["blocks"],
  isHit: (sum: number) => boolean,
  options: { readonly resamples: number; readonly seed: number },
): number {
  const generator = mersenne(options.seed);
  const shuffled = blocks.map((block) => Float64Array.from(block));
  let hits = 0;
  for (let draw = 0; draw < options.resamples; draw++) {
    let sum = 0;
    for (const block of shuffled) {
      shuffle(block, generator);
      for (let at = 0; at < block.length; at++) sum += (at + 1) * block[at]!;
    }
    if (isHit(sum)) hits++;
  }
  return (hits + 1) / (options.resamples + 1);
}

function log2Factorial(count: number): number {
  let sum = 0;
  for (let factor = 2; factor <= count; factor++) sum += Math.log2(factor);
  return sum;
}
