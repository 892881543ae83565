/** How well a score tells two groups apart. */

/**
 * Measures the area under the ROC curve: how often a positive scores above a
 * negative, where a tie counts half.
 *
 * @param scores `scores[item]`, in any unit.
 * @param positive `positive[item]`, to which group each belongs.
 * @returns The area, 0 to 1, and 0.5 for a score that knows nothing; nothing if
 * all items are of one group.
 * @throws {RangeError} If the sizes do not fit, or a score is not a number.
 * @see J. A. Hanley and B. J. McNeil (1982), The meaning and use of the area
 * under a receiver operating characteristic (ROC) curve, DOI
 * 10.1148/radiology.143.1.7063747
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { auroc } from "./auroc.ts";
 * assertEquals(auroc([0.5, 0.75, 0.75, 1], [false, false, true, true]), 0.875);
 * assertEquals(auroc([0.5, 1], [true, true]), undefined);
 * ```
 */
export function auroc(
  scores: readonly number[],
  positive: readonly boolean[],
): number | undefined {
  if (scores.length !== positive.length || scores.some(Number.isNaN)) {
    throw new RangeError(
      `Cannot tell ${positive.length} items apart: wanted a number for each, ` +
        `got ${scores.filter((score) => !Number.isNaN(score)).length}`,
    );
  }
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const ranks = midranks(scores);
  const rankSum = ranks.reduce(
    (sum, rank, item) => positive[item] ? sum + rank : sum,
    0,
  );
  // Wilcoxon's rank sum as Mann and Whitney's count of pairs; all exact.
  const wins = rankSum - positives * (positives + 1) / 2;
  return wins / (positives * negatives);
}

/** The ranks of values from 1; equal values share the mean of theirs. */
function midranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) =>
    // Not their difference, which is not a number for two infinities.
    values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0
  );
  const ranks = new Array<number>(values.length);
  for (let first = 0, end = 0; first < order.length; first = end) {
    while (
      end < order.length && values[order[end]!] === values[order[first]!]
    ) end++;
    for (const item of order.slice(first, end)) {
      ranks[item] = (first + end + 1) / 2;
    }
  }
  return ranks;
}
