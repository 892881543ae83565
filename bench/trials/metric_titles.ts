/** What the metrics of an evaluation are called, and what they can be. */
import type { Evaluation, TrialSpec } from "./trial.ts";

type Metrics = Evaluation["metrics"];

/** The metrics that are one number. */
export type MetricName = {
  [Name in keyof Metrics]-?: Metrics[Name] extends number | undefined ? Name
    : never;
}[keyof Metrics];

/** A metric, for people. */
export interface MetricTitle {
  title: string;
  /** The least and the most that it can be; absent where there is no most. */
  range?: readonly [min: number, max: number];
  /** Whether it is about how far confidence can be trusted. */
  isCalibration?: boolean;
}

/** The range of a share. */
const SHARE = [0, 1] as const;

/** All metrics that are one number. */
export const METRIC_TITLES: Readonly<Record<MetricName, MetricTitle>> = {
  minorityF1: { title: "minority F1", range: SHARE },
  macroF1: { title: "macro F1", range: SHARE },
  accuracy: { title: "accuracy", range: SHARE },
  balancedAccuracy: { title: "balanced accuracy", range: SHARE },
  geometricMean: { title: "geometric mean of recalls", range: SHARE },
  mcc: { title: "Matthews' correlation", range: [-1, 1] },
  minorityAuroc: { title: "AUROC of rare classes", range: SHARE },
  minorityAveragePrecision: {
    title: "average precision of rare classes",
    range: SHARE,
  },
  minorityBestF1: {
    title: "minority F1 at the best threshold",
    range: SHARE,
  },
  minorityRecallAtFalseAlarms: {
    title: "recall of rare classes at 5 % false alarms",
    range: SHARE,
  },
  manyShotAccuracy: { title: "many-shot accuracy", range: SHARE },
  mediumShotAccuracy: { title: "medium-shot accuracy", range: SHARE },
  fewShotAccuracy: { title: "few-shot accuracy", range: SHARE },
  confidence: { title: "confidence", range: SHARE, isCalibration: true },
  confidenceCorrect: {
    title: "confidence where correct",
    range: SHARE,
    isCalibration: true,
  },
  confidenceWrong: {
    title: "confidence where wrong",
    range: SHARE,
    isCalibration: true,
  },
  accuracyMinusConfidence: {
    title: "accuracy minus confidence",
    range: [-1, 1],
    isCalibration: true,
  },
  eceEqualWidth: {
    title: "ECE (equal width)",
    range: SHARE,
    isCalibration: true,
  },
  eceEqualMass: {
    title: "ECE (equal mass)",
    range: SHARE,
    isCalibration: true,
  },
  aurocConfidence: {
    title: "AUROC of confidence",
    range: SHARE,
    isCalibration: true,
  },
  logLoss: { title: "log loss", isCalibration: true },
  brier: { title: "Brier score", range: [0, 2], isCalibration: true },
};

/**
 * What a metric can be.
 *
 * @param metric Which one.
 * @param spec What its trials are asked for: with one sigmoid for each class, a
 * Brier score can be as large as their number.
 * @returns Its least and its most, `Infinity` where there is none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { rangeOf } from "./metric_titles.ts";
 * const classes = { majority: ["a"], minority: ["b", "c"] };
 * const spec = { ...classes, outputs: "sigmoid" as const };
 * assertEquals(rangeOf("mcc", spec), [-1, 1]);
 * assertEquals(rangeOf("brier", spec), [0, 3]);
 * assertEquals(rangeOf("logLoss", spec), [0, Infinity]);
 * ```
 */
export function rangeOf(
  metric: MetricName,
  { outputs, majority, minority }: Readonly<
    & Pick<TrialSpec, "outputs">
    & Record<"majority" | "minority", readonly string[]>
  >,
): readonly [min: number, max: number] {
  if (metric === "brier" && outputs === "sigmoid") {
    return [0, majority.length + minority.length];
  }
  return METRIC_TITLES[metric].range ?? [0, Infinity];
}
