/** What falls on either side of each threshold of a score. */

/** How many items score at least each threshold, from the highest threshold. */
export interface Thresholds {
  /** Positives at or above each threshold. */
  hits: number[];
  /** Negatives at or above each threshold. */
  alarms: number[];
  /** All positives. */
  positives: number;
  /** All negatives. */
  negatives: number;
}

/**
 * Counts what is at or above each distinct score: items that share a score
 * share their threshold.
 *
 * @param scores `scores[item]`, in any unit.
 * @param positive `positive[item]`, to which group each belongs.
 * @throws {RangeError} If the sizes do not fit, or a score is not a number.
 */
export function thresholdsOf(
  scores: readonly number[],
  positive: readonly boolean[],
): Thresholds {
  if (scores.length !== positive.length || scores.some(Number.isNaN)) {
    throw new RangeError(
      `Cannot tell ${positive.length} items apart: wanted a number for each, ` +
        `got ${scores.filter((score) => !Number.isNaN(score)).length}`,
    );
  }
  // Numbers that are sorted as such: by far the fastest way to sort them.
  const group = (wanted: boolean) =>
    Float64Array.from(scores.filter((_, item) => positive[item] === wanted))
      .sort();
  const [own, others] = [group(true), group(false)];
  const hits: number[] = [];
  const alarms: number[] = [];
  for (let hit = 0, alarm = 0; hit + alarm < scores.length;) {
    const threshold = Math.max(
      own.at(-hit - 1) ?? -Infinity,
      others.at(-alarm - 1) ?? -Infinity,
    );
    while (own.at(-hit - 1) === threshold) hit++;
    while (others.at(-alarm - 1) === threshold) alarm++;
    hits.push(hit);
    alarms.push(alarm);
  }
  return { hits, alarms, positives: own.length, negatives: others.length };
}
