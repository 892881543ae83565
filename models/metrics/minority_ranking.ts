/** How well logits rank images of rare classes above the rest. */
import { classScores } from "./_class_scores.ts";
import { type Ranking, ranking } from "./ranking.ts";

/**
 * Means over the minority classes, each against all others; nothing where the
 * test images lack such a class, or have no other.
 */
export interface MinorityRanking {
  /** Area under the ROC curve. */
  minorityAuroc?: number | undefined;
  /** Average precision: it depends on how frequent the class is in the test. */
  minorityAveragePrecision?: number | undefined;
  /** F1 at the threshold that is best for the test images: optimistic. */
  minorityBestF1?: number | undefined;
  /** Recall where 1 in 20 images of the others is taken for the class. */
  minorityRecallAtFalseAlarms?: number | undefined;
  /** Recall at each of the false-alarm rates of {@linkcode Ranking.roc}. */
  roc?: number[] | undefined;
}

/**
 * Ranks images by how much their logits speak for each minority class: by the
 * probability of the class, of a softmax or of its own sigmoid.
 *
 * @param logits Row-major `[count, classes]`.
 * @param options The true classes, how many there are, and which are rare.
 * @returns The means.
 * @throws {RangeError} If a score is not a number.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { minorityRanking } from "./minority_ranking.ts";
 * const logits = Float32Array.of(2, 0, 3, 1, 1, 0);
 * const { minorityAuroc, minorityBestF1 } = minorityRanking(logits, {
 *   labels: Uint8Array.of(0, 0, 1),
 *   classes: 2,
 *   minority: [1],
 *   outputs: "softmax",
 * });
 * // Never named, and yet ranked first.
 * assertEquals([minorityAuroc, minorityBestF1], [1, 1]);
 * ```
 */
export function minorityRanking(
  logits: Float32Array,
  { labels, classes, minority, outputs }: {
    labels: Uint8Array;
    classes: number;
    minority: readonly number[];
    outputs: "softmax" | "sigmoid";
  },
): MinorityRanking {
  const rankings = minority.flatMap((index) =>
    ranking(
      classScores(logits, index, { classes, outputs }),
      Array.from(labels, (label) => label === index),
    ) ?? []
  );
  if (rankings.length < minority.length) return {};
  const mean = (of: (ranking: Ranking) => number) =>
    rankings.reduce((sum, each) => sum + of(each), 0) / rankings.length;
  return {
    minorityAuroc: mean(({ auroc }) => auroc),
    minorityAveragePrecision: mean(({ averagePrecision }) => averagePrecision),
    minorityBestF1: mean(({ bestF1 }) => bestF1),
    minorityRecallAtFalseAlarms: mean((each) => each.recallAtFalseAlarms),
    roc: rankings[0]?.roc.map((_, at) => mean(({ roc }) => roc[at] as number)),
  };
}
