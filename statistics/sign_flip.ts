/**
 * Whether two arms that share their seeds differ. Under the null hypothesis a
 * paired difference is as likely to have either sign, so the test needs no
 * distribution and no minimum of runs, and with few runs it is exact.
 *
 * The sums over all sign patterns are not walked through one by one: every
 * pattern is one of the first half of the pairs and one of the second, and two
 * sorted lists of half patterns are counted against each other. No running
 * sum exists that could drift, and 40 pairs cost a million sums.
 *
 * @module
 */

import { mersenne } from "pure-rand/generator/mersenne";
import { requireFinite, requireInteger } from "./_require.ts";
import {
  type PatternOptions,
  type PatternResult,
  requirePatterns,
} from "./_resampling.ts";
import { tieTolerance } from "./_tie_tolerance.ts";

/** How {@linkcode signFlip} goes through the sign patterns. */
export interface SignFlipOptions extends PatternOptions {
  /**
   * The most pairs for which all sign patterns are counted, from 0 to 40.
   *
   * @default {20}
   */
  readonly exactUpTo?: number;
}

const ACTION = "run a sign-flip test";

/** The halves of 40 pairs have 2^20 patterns each, 8 MiB of sums. */
const MOST_EXACT_PAIRS = 40;

/**
 * Tests whether paired differences have mean 0, by flipping their signs.
 *
 * Differences of 0 stay in: they say that the arms agree. A pattern that ties
 * with the observed mean counts against the claim. The p-value of drawn
 * patterns is (hits + 1) / (drawn + 1), since 0 would claim more than any draw
 * can show.
 *
 * @param differences `differences[seed]`, one paired difference a seed, in any
 * unit.
 * @param options The seed of the draws, and optionally how many, and from how
 * many pairs on.
 * @returns The p-value and what it rests on.
 * @throws {RangeError} If there is no difference or one is not finite; if the
 * seed is not an unsigned 32-bit integer, `resamples` not a positive one, or
 * `exactUpTo` not from 0 to 40.
 * @see R. A. Fisher (1935), The Design of Experiments, section 21
 * @see B. Phipson and G. K. Smyth (2010), Permutation P-values Should Never Be
 * Zero, DOI 10.2202/1544-6115.1585
 * @see E. Horowitz and S. Sahni (1974), the counting by halves,
 * DOI 10.1145/321812.321823
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { signFlip } from "./sign_flip.ts";
 *
 * const { p, exact } = signFlip([0.1, 0.2, 0.3, 0.4], { seed: 1 });
 * assertEquals(p, 2 / 16);
 * assertEquals(exact, true);
 * ```
 */
export function signFlip(
  differences: readonly number[],
  options: SignFlipOptions,
): PatternResult {
  const { resamples = 99_999, seed, exactUpTo = 20 } = options;
  requireFinite(ACTION, { name: "differences", got: differences, least: 1 });
  requirePatterns(ACTION, { resamples, seed });
  requireInteger(ACTION, {
    name: "exactUpTo",
    got: exactUpTo,
    least: 0,
    most: MOST_EXACT_PAIRS,
  });

  const scaled = scaleToOne(differences);
  const magnitudes = scaled.map((each) => Math.abs(each));
  const total = scaled.reduce((sum, each) => sum + each, 0);
  const reach = magnitudes.reduce((sum, each) => sum + each, 0);
  const threshold = Math.abs(total) - tieTolerance(scaled.length) * reach;
  if (scaled.length <= exactUpTo) {
    const permutations = 2 ** scaled.length;
    const hits = countAllHits(magnitudes, threshold);
    return { p: hits / permutations, exact: true, permutations };
  }
  const generator = mersenne(seed);
  let hits = 0;
  for (let draw = 0; draw < resamples; draw++) {
    const sum = drawSignedSum(magnitudes, () => generator.next());
    if (Math.abs(sum) >= threshold) hits++;
  }
  const p = (hits + 1) / (resamples + 1);
  return { p, exact: false, permutations: resamples };
}

/** Divides by the largest magnitude, so that no sum overflows or underflows. */
function scaleToOne(differences: readonly number[]): Float64Array {
  const largest = differences.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return Float64Array.from(differences, (each) => each / (largest || 1));
}

/** How many of all sign patterns have a sum at least that far from 0. */
function countAllHits(magnitudes: Float64Array, threshold: number): number {
  if (threshold <= 0) return 2 ** magnitudes.length;
  const middle = magnitudes.length >> 1;
  const left = signedSums(magnitudes.subarray(0, middle)).sort();
  const right = signedSums(magnitudes.subarray(middle)).sort();
  let above = 0;
  let from = right.length;
  for (const sum of left) {
    while (from > 0 && sum + right[from - 1]! >= threshold) from--;
    above += right.length - from;
  }
  // Each pattern's opposite has the opposite sum.
  return 2 * above;
}

/** The sums of the magnitudes under all patterns of their signs. */
function signedSums(magnitudes: Float64Array): Float64Array {
  const sums = new Float64Array(2 ** magnitudes.length);
  let filled = 1;
  for (const magnitude of magnitudes) {
    for (let index = 0; index < filled; index++) {
      const sum = sums[index]!;
      sums[index] = sum - magnitude;
      sums[filled + index] = sum + magnitude;
    }
    filled *= 2;
  }
  return sums;
}

/** The sum under one drawn pattern; a draw of 32 bits serves 32 signs. */
function drawSignedSum(
  magnitudes: Float64Array,
  drawBits: () => number,
): number {
  let sum = 0;
  let bits = 0;
  for (let index = 0; index < magnitudes.length; index++) {
    if (index % 32 === 0) bits = drawBits();
    const magnitude = magnitudes[index]!;
    sum += (bits & 1) === 1 ? magnitude : -magnitude;
    bits >>>= 1;
  }
  return sum;
}
