/** How well logits name the classes of labelled images. */
import { scoreImage } from "./_score_image.ts";
import { type Calibration, calibration } from "./calibration.ts";
import { type Margins, margins } from "./margins.ts";
import { type MinorityRanking, minorityRanking } from "./minority_ranking.ts";
import { type ShotAccuracy, shotAccuracy } from "./shot_accuracy.ts";

/** Precision, recall and F1 of one class; 0 where they are 0 / 0. */
export interface ClassMetrics {
  /** The share of what is called so that is. */
  precision: number;
  /** The share of what is so that is called so. */
  recall: number;
  /** The harmonic mean of both. */
  f1: number;
  /** The number of images of this class. */
  support: number;
}

/** The metrics of one evaluation; shares, where nothing else is said. */
export interface Metrics extends Calibration, MinorityRanking, ShotAccuracy {
  /** One for each class, in the order of the logits. */
  classes: ClassMetrics[];
  /** Images, `confusion[true class][named class]`. */
  confusion: number[][];
  /** Mean F1 of the minority classes: the outcome of the paper. */
  minorityF1: number;
  /** Mean F1 of all classes. */
  macroF1: number;
  /** The share of images that are classified correctly. */
  accuracy: number;
  /** Mean recall of the classes. */
  balancedAccuracy: number;
  /** Geometric mean of the recalls of all classes: 0 if one is never found. */
  geometricMean: number;
  /** Matthews' correlation coefficient, -1 to 1; 0 where it is 0 / 0. */
  mcc: number;
  /**
   * Mean negative log-likelihood of the true class, in nats; with one sigmoid
   * for each class, of all that is said of an image: the sum over classes of
   * the binary cross-entropies.
   */
  logLoss: number;
  /**
   * Mean over images of the squared error of the probabilities, summed over
   * the classes, as Brier did: 0 to 2, or to the number of classes with one
   * sigmoid for each. Of two classes and one softmax, it is twice the score
   * of one class's probability.
   */
  brier: number;
  /** How far images lie from the decision; absent if all classes are rare. */
  margins?: Margins | undefined;
}

/** What {@linkcode classificationMetrics} needs beside the logits. */
export interface MetricsOptions {
  /** The class of each image. */
  labels: Uint8Array;
  /** The number of classes. */
  classes: number;
  /** The classes that are rare in training. */
  minority: readonly number[];
  /**
   * Training images of each class.
   * @default {unknown: no class is told to be many-shot or few-shot}
   */
  trained?: readonly number[];
  /**
   * What makes probabilities of logits: one softmax over all classes, or one
   * sigmoid for each class, whose probabilities need not add up to 1.
   *
   * @default {"softmax"}
   */
  outputs?: "softmax" | "sigmoid";
}

/**
 * Measures logits against labels.
 *
 * The class that is named is that of the highest logit, the first among equals.
 * Matthews' correlation for any number of classes is R_K of Gorodkin 2004, DOI
 * 10.1016/j.compbiolchem.2004.09.006. The Brier score is that of Brier 1950,
 * DOI 10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2. The geometric mean of
 * recalls is that of Kubat and Matwin 1997, "Addressing the Curse of Imbalanced
 * Training Sets". For the rest, see {@linkcode calibration} and {@linkcode
 * minorityRanking}.
 *
 * @param logits Row-major `[count, classes]`.
 * @param options The true classes, and which are rare.
 * @returns The metrics.
 * @throws {RangeError} If there is no image, the sizes do not fit, a logit is
 * not finite, or a label or minority class is none of the classes.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { classificationMetrics } from "./metrics.ts";
 * const metrics = classificationMetrics(Float32Array.of(2, 0, 0, 2, 1, 0), {
 *   labels: Uint8Array.of(0, 1, 1),
 *   classes: 2,
 *   minority: [1],
 * });
 * assertAlmostEquals(metrics.minorityF1, 2 / 3);
 * ```
 */
export function classificationMetrics(
  logits: Float32Array,
  options: MetricsOptions,
): Metrics {
  validate(logits, options);
  const { labels, classes, minority, outputs = "softmax", trained } = options;
  const confusion = new Float64Array(classes * classes);
  let logLoss = 0;
  let brier = 0;
  const confidences: number[] = [];
  const right: boolean[] = [];
  for (const [image, label] of labels.entries()) {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const named = indexOfMaximum(row);
    const score = scoreImage(row, { label, named, outputs });
    logLoss += score.logLoss;
    brier += score.brier;
    confidences.push(score.confidence);
    right.push(named === label);
    const cell = label * classes + named;
    confusion[cell] = (confusion[cell] as number) + 1;
  }
  const perClass = Array.from(
    { length: classes },
    (_, index) => classMetrics(confusion, classes, index),
  );
  const count = labels.length;
  return {
    classes: perClass,
    confusion: Array.from(
      { length: classes },
      (_, index) => [...confusion.subarray(index * classes).slice(0, classes)],
    ),
    minorityF1: mean(minority.map((index) => perClass[index]?.f1 ?? NaN)),
    macroF1: mean(perClass.map(({ f1 }) => f1)),
    accuracy: right.filter(Boolean).length / count,
    balancedAccuracy: mean(perClass.map(({ recall }) => recall)),
    geometricMean: geometricMean(perClass.map(({ recall }) => recall)),
    mcc: matthewsCorrelation(confusion, classes),
    logLoss: logLoss / count,
    brier: brier / count,
    ...calibration(confidences, right),
    ...minorityRanking(logits, { labels, classes, minority, outputs }),
    margins: margins(logits, { labels, classes, minority }),
    ...trained &&
      shotAccuracy(perClass.map(({ recall }) => recall), trained),
  };
}

function validate(
  logits: Float32Array,
  { labels, classes, minority }: MetricsOptions,
): void {
  if (labels.length === 0 || logits.length !== labels.length * classes) {
    throw new RangeError(
      `Cannot measure ${labels.length} images of ${classes} classes: got ` +
        `${logits.length} logits`,
    );
  }
  const wild = logits.find((logit) => !Number.isFinite(logit));
  if (wild !== undefined) {
    throw new RangeError(
      `Cannot measure ${labels.length} images: wanted finite logits, got ` +
        `${wild}`,
    );
  }
  const stray = [...labels, ...minority].find((index) =>
    !(index >= 0 && index < classes)
  );
  if (stray !== undefined || minority.length === 0) {
    throw new RangeError(
      `Cannot measure ${classes} classes: wanted labels and one or more ` +
        `minority classes below ${classes}, got ${stray ?? "no minority"}`,
    );
  }
}

function classMetrics(
  confusion: Float64Array,
  classes: number,
  index: number,
): ClassMetrics {
  const { named, support } = marginsOf(confusion, classes, index);
  const hits = confusion[index * classes + index] as number;
  return {
    precision: ratio(hits, named),
    recall: ratio(hits, support),
    f1: ratio(2 * hits, named + support),
    support,
  };
}

/** How often a class was named, and how often it was true. */
function marginsOf(confusion: Float64Array, classes: number, index: number) {
  let named = 0;
  let support = 0;
  for (let other = 0; other < classes; other++) {
    named += confusion[other * classes + index] as number;
    support += confusion[index * classes + other] as number;
  }
  return { named, support };
}

function matthewsCorrelation(confusion: Float64Array, classes: number): number {
  let count = 0;
  let hits = 0;
  let chance = 0;
  let namedSquares = 0;
  let supportSquares = 0;
  for (let index = 0; index < classes; index++) {
    const { named, support } = marginsOf(confusion, classes, index);
    hits += confusion[index * classes + index] as number;
    count += support;
    chance += named * support;
    namedSquares += named ** 2;
    supportSquares += support ** 2;
  }
  return ratio(
    hits * count - chance,
    Math.sqrt((count ** 2 - namedSquares) * (count ** 2 - supportSquares)),
  );
}

function indexOfMaximum(row: Float32Array): number {
  let best = 0;
  for (let index = 1; index < row.length; index++) {
    if ((row[index] as number) > (row[best] as number)) best = index;
  }
  return best;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
