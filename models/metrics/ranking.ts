/** How well a score ranks one group above another, whatever the threshold. */
import { type Thresholds, thresholdsOf } from "./_thresholds.ts";

/** The false-alarm rates of {@linkcode Ranking.roc}: finer where they are low. */
// deno-fmt-ignore
export const FALSE_ALARM_RATES: readonly number[] = [
  0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075,
  0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
];

/** The false-alarm rate of {@linkcode Ranking.recallAtFalseAlarms}. */
export const FALSE_ALARM_RATE = 0.05;

/** What all thresholds of a score come to; all are shares, 0 to 1. */
export interface Ranking {
  /** Area under the ROC curve; 0.5 for a score that knows nothing. */
  auroc: number;
  /**
   * Mean precision over the positives, each at the threshold of its own score.
   * A score that knows nothing has the share of positives among all items.
   */
  averagePrecision: number;
  /**
   * F1 at the threshold that is best for these very items: more than any
   * threshold that is chosen beforehand can promise.
   */
  bestF1: number;
  /** Recall where at most {@linkcode FALSE_ALARM_RATE} of the negatives alarm. */
  recallAtFalseAlarms: number;
  /** The same for each of the {@linkcode FALSE_ALARM_RATES}: the ROC curve. */
  roc: number[];
}

/**
 * Measures how well a score ranks positives above negatives. Items with the same
 * score share their threshold: nothing is gained by a lucky order.
 *
 * @param scores `scores[item]`, in any unit: higher for positives.
 * @param positive `positive[item]`, to which group each belongs.
 * @returns Nothing if all items are of one group.
 * @throws {RangeError} If the sizes do not fit, or a score is not a number.
 * @see T. Fawcett (2006), An introduction to ROC analysis, DOI
 * 10.1016/j.patrec.2005.10.010
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ranking } from "./ranking.ts";
 * const measured = ranking([1, 2, 3, 4], [false, true, false, true]);
 * assertEquals(measured?.auroc, 0.75);
 * assertEquals(measured?.recallAtFalseAlarms, 0.5);
 * assertEquals(measured?.bestF1, 0.8);
 * ```
 */
export function ranking(
  scores: readonly number[],
  positive: readonly boolean[],
): Ranking | undefined {
  const thresholds = thresholdsOf(scores, positive);
  const { hits, alarms, positives, negatives } = thresholds;
  if (positives === 0 || negatives === 0) return undefined;
  const precision = hits.map((hit, at) => hit / (hit + (alarms[at] as number)));
  const f1 = hits.map((hit, at) =>
    2 * hit / (hit + (alarms[at] as number) + positives)
  );
  return {
    auroc: area(thresholds),
    averagePrecision: hits.reduce(
      (sum, hit, at) =>
        sum + (hit - (hits[at - 1] ?? 0)) * (precision[at] as number),
      0,
    ) / positives,
    bestF1: f1.reduce((best, each) => Math.max(best, each)),
    recallAtFalseAlarms: recallAt(FALSE_ALARM_RATE, thresholds),
    roc: FALSE_ALARM_RATES.map((rate) => recallAt(rate, thresholds)),
  };
}

/** Mann and Whitney's count of pairs that are in order, as a share; exact. */
function area({ hits, alarms, positives, negatives }: Thresholds): number {
  const wins = hits.reduce((sum, hit, at) => {
    const alarm = alarms[at] as number;
    const tied = alarm - (alarms[at - 1] ?? 0);
    return sum + (hit - (hits[at - 1] ?? 0)) * (negatives - alarm + tied / 2);
  }, 0);
  return wins / (positives * negatives);
}

/** The most that is recalled with so many false alarms or fewer. */
function recallAt(
  rate: number,
  { hits, alarms, positives, negatives }: Thresholds,
): number {
  const within = alarms.findLastIndex((alarm) => alarm / negatives <= rate);
  return (hits[within] ?? 0) / positives;
}
