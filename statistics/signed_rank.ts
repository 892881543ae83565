/**
 * Whether two arms that share their seeds differ, seen through ranks: a run
 * that went far astray counts as the largest difference and no more, where it
 * could decide a test of the mean alone.
 *
 * The null distribution is that of the ranks as they are, ties and all, so
 * nothing is approximated. Halves of ranks are kept out by doubling them.
 *
 * @module
 */

import { doubledMidranks } from "./_midranks.ts";
import { requireFinite } from "./_require.ts";
import { tieTolerance } from "./_tie_tolerance.ts";

/** What a signed-rank test found. */
export interface SignedRankResult {
  /** Exact two-sided p-value of symmetry about 0, above 0 and at most 1. */
  readonly p: number;
  /** Sum of the ranks of the positive differences. */
  readonly plus: number;
  /** Sum of the ranks of the negative differences. */
  readonly minus: number;
  /** How many differences are 0: they take the lowest ranks, in no sum. */
  readonly zeros: number;
}

const ACTION = "run a signed-rank test";

/** One pattern in 2^1000 is still a share that a double holds in full. */
const MOST_DIFFERENCES = 1000;

/**
 * Tests whether paired differences are symmetric about 0, by Wilcoxon's signed
 * ranks.
 *
 * Zeros are treated as Pratt proposed: ranked with the others and only then
 * left out, since without their ranks a sample can become significant by
 * moving towards 0. Tied magnitudes share the mean of their ranks. Magnitudes
 * tie, and a difference is 0, up to 1e-12 of the largest magnitude: what is
 * equal on paper often differs in binary.
 *
 * @param differences `differences[seed]`, one paired difference a seed, in any
 * unit; 1 to 1000 of them.
 * @returns The p-value and the rank sums that it rests on.
 * @throws {RangeError} If there is no difference, there are more than 1000, or
 * one is not finite.
 * @see F. Wilcoxon (1945), Individual Comparisons by Ranking Methods,
 * DOI 10.2307/3001968
 * @see J. W. Pratt (1959), Remarks on Zeros and Ties in the Wilcoxon Signed
 * Rank Procedures, DOI 10.1080/01621459.1959.10501526
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { signedRank } from "./signed_rank.ts";
 *
 * const result = signedRank([0.1, 0.2, 0.2, -0.1, 0.4, 0]);
 * assertEquals(result, { p: 6 / 32, plus: 17.5, minus: 2.5, zeros: 1 });
 * ```
 */
export function signedRank(differences: readonly number[]): SignedRankResult {
  requireFinite(ACTION, { name: "differences", got: differences, least: 1 });
  if (differences.length > MOST_DIFFERENCES) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted at most ${MOST_DIFFERENCES} differences, got ` +
        `${differences.length}`,
    );
  }
  const magnitudes = differences.map((each) => Math.abs(each));
  const largest = magnitudes.reduce((a, b) => Math.max(a, b));
  const tolerance = tieTolerance(1) * largest;
  const doubled = doubledMidranks(magnitudes, tolerance);
  const signed: number[] = [];
  let [plus, minus] = [0, 0];
  for (const [index, difference] of differences.entries()) {
    if (Math.abs(difference) <= tolerance) continue;
    const rank = doubled[index]!;
    signed.push(rank);
    if (difference > 0) plus += rank;
    else minus += rank;
  }
  // Each pattern's opposite exchanges the two sums.
  const p = Math.min(1, 2 * shareUpTo(Math.min(plus, minus), signed));
  const zeros = differences.length - signed.length;
  return { p, plus: plus / 2, minus: minus / 2, zeros };
}

/** The share of all subsets of the ranks whose sum is at most that much. */
function shareUpTo(most: number, ranks: readonly number[]): number {
  const shares = new Float64Array(most + 1);
  shares[0] = 1;
  let reach = 0;
  // In ascending order the sums spread late, which halves the work or better.
  for (const rank of ranks.toSorted((a, b) => a - b)) {
    reach = Math.min(most, reach + rank);
    for (let sum = reach; sum >= 0; sum--) {
      const withRank = sum >= rank ? shares[sum - rank]! : 0;
      shares[sum] = (shares[sum]! + withRank) / 2;
    }
  }
  return shares.reduce((sum, each) => sum + each, 0);
}
