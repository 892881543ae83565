/**
 * Whether any of several conditions differs, in whatever order. Within a seed
 * all conditions share the split and the start, so labels are exchanged within
 * seeds only, and what a seed adds to all of its scores drops out. With two
 * conditions this is the sign-flip test of their differences.
 *
 * @module
 */

import { mersenne } from "pure-rand/generator/mersenne";
import { requireScores } from "./_require_scores.ts";
import { shuffle } from "./_shuffle.ts";
import {
  type PatternOptions,
  type PatternResult,
  requirePatterns,
} from "./_resampling.ts";
import { tieTolerance } from "./_tie_tolerance.ts";

/** What a permutation test within blocks found. */
export interface BlockPermutationResult extends PatternResult {
  /** The largest condition mean less the smallest, in the unit of scores. */
  readonly range: number;
}

/** Scores with each seed's mean taken off, and divided by the largest score. */
interface Centered {
  readonly rows: readonly Float64Array[];
  readonly scale: number;
  /** How far apart two statistics may be and still tie. */
  readonly tolerance: number;
}

const ACTION = "permute within blocks";

/** The rounding error that a score brings along: it is often a mean itself. */
const SCORE_ERROR = 4 * Number.EPSILON;

/**
 * Tests whether all conditions have the same mean, by permuting the conditions'
 * labels within each seed.
 *
 * The statistic is the variance of the condition means, for which the test is
 * the permutation form of the F-test of a randomized block design. All
 * (k!)^(n - 1) arrangements of k conditions and n seeds are counted when there
 * are no more of them than `resamples`; those that differ by the names of the
 * conditions alone count as one. An arrangement that ties with the
 * observed one counts against a difference. The p-value of drawn arrangements
 * is (hits + 1) / (drawn + 1).
 *
 * @param scores `scores[seed][condition]`, all in the same unit.
 * @param options The seed of the draws, and optionally how many.
 * @returns The p-value, what it rests on, and how far the condition means are
 * apart.
 * @throws {RangeError} If there is no seed, there are fewer than 2 conditions,
 * a score is missing or not finite; if the seed is not an unsigned 32-bit
 * integer, or `resamples` not a positive one.
 * @see E. J. G. Pitman (1938), Significance Tests Which May Be Applied to
 * Samples from Any Populations: III, DOI 10.1093/biomet/29.3-4.322
 * @see B. Phipson and G. K. Smyth (2010), Permutation P-values Should Never Be
 * Zero, DOI 10.2202/1544-6115.1585
 * @see B. R. Heap (1963), the order of the counting, DOI 10.1093/comjnl/6.3.293
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { blockPermutation } from "./block_permutation.ts";
 *
 * const scores = [[1, 2, 4], [2, 3, 5], [6, 7, 9]];
 * const result = blockPermutation(scores, { seed: 1 });
 * assertEquals(result, { p: 1 / 36, exact: true, permutations: 36, range: 3 });
 * ```
 */
export function blockPermutation(
  scores: readonly (readonly number[])[],
  options: PatternOptions,
): BlockPermutationResult {
  const { resamples = 99_999, seed } = options;
  requireScores(ACTION, scores, { seeds: 1, conditions: 2 });
  requirePatterns(ACTION, { resamples, seed });

  const { rows, scale, tolerance } = center(scores);
  const sums = new Float64Array(rows[0]!.length);
  for (const row of rows) addTo(sums, row);
  const range = scale * (Math.max(...sums) - Math.min(...sums)) / rows.length;
  const threshold = Math.max(0, Math.sqrt(squaresOf(sums)) - tolerance) ** 2;
  const arrangements = factorial(sums.length) ** (rows.length - 1);
  if (arrangements <= resamples) {
    const p = countAllHits(rows, threshold) / arrangements;
    return { p, exact: true, permutations: arrangements, range };
  }
  const hits = drawHits(rows, threshold, { resamples, seed });
  const p = (hits + 1) / (resamples + 1);
  return { p, exact: false, permutations: resamples, range };
}

function center(scores: readonly (readonly number[])[]): Centered {
  const all = scores.flat();
  const scale = all.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
  const rows = scores.map((row) => {
    const scaled = Float64Array.from(row, (score) => score / scale);
    const mean = scaled.reduce((sum, each) => sum + each, 0) / row.length;
    return scaled.map((each) => each - mean);
  });
  const reach = rows.reduce((sum, row) => sum + sumOfMagnitudes(row), 0);
  const error = SCORE_ERROR * sumOfMagnitudes(all.map((each) => each / scale));
  return { rows, scale, tolerance: tieTolerance(all.length) * reach + error };
}

/**
 * How many of all arrangements have a sum of squares that large. The first
 * seed's labels stay: moving them too would only rename the conditions.
 */
function countAllHits(
  rows: readonly Float64Array[],
  threshold: number,
): number {
  const countFrom = (sums: Float64Array, at: number): number => {
    const row = rows[at];
    if (row === undefined) return squaresOf(sums) >= threshold ? 1 : 0;
    let hits = 0;
    for (const order of ordersOf(row)) {
      hits += countFrom(addTo(sums.slice(), order), at + 1);
    }
    return hits;
  };
  return countFrom(rows[0]!, 1);
}

/** How many drawn arrangements have a sum of squares that large. */
function drawHits(
  rows: readonly Float64Array[],
  threshold: number,
  options: { readonly resamples: number; readonly seed: number },
): number {
  const generator = mersenne(options.seed);
  const [first, ...others] = rows;
  const shuffled = others.map((row) => row.slice());
  const sums = new Float64Array(first!.length);
  let hits = 0;
  for (let draw = 0; draw < options.resamples; draw++) {
    sums.set(first!);
    for (const row of shuffled) {
      shuffle(row, generator);
      addTo(sums, row);
    }
    if (squaresOf(sums) >= threshold) hits++;
  }
  return hits;
}

/** All orders of a row, one after another in the same array. */
function* ordersOf(row: Float64Array): Generator<Float64Array> {
  const order = row.slice();
  const turns = new Array<number>(order.length).fill(0);
  yield order;
  let at = 1;
  while (at < order.length) {
    const turn = turns[at]!;
    if (turn < at) {
      const other = at % 2 === 0 ? 0 : turn;
      [order[at], order[other]] = [order[other]!, order[at]!];
      yield order;
      turns[at] = turn + 1;
      at = 1;
    } else {
      turns[at] = 0;
      at++;
    }
  }
}

function addTo(sums: Float64Array, row: Float64Array): Float64Array {
  for (let at = 0; at < sums.length; at++) sums[at] = sums[at]! + row[at]!;
  return sums;
}

function squaresOf(sums: Float64Array): number {
  let squares = 0;
  for (const sum of sums) squares += sum * sum;
  return squares;
}

function sumOfMagnitudes(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += Math.abs(value);
  return sum;
}

function factorial(count: number): number {
  let product = 1;
  for (let factor = 2; factor <= count; factor++) product *= factor;
  return product;
}
