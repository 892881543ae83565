/** What the metrics of an evaluation are called. */
import type { Evaluation } from "./trial.ts";

type Metrics = Evaluation["metrics"];

/** The metrics that are one number. */
export type MetricName = {
  [Name in keyof Metrics]-?: Metrics[Name] extends number | undefined ? Name
    : never;
}[keyof Metrics];

/** A metric, for people. */
export interface MetricTitle {
  title: string;
  /** Whether it is about how far confidence can be trusted. */
  isCalibration?: boolean;
}

/** All metrics that are one number. */
export const METRIC_TITLES: Readonly<Record<MetricName, MetricTitle>> = {
  minorityF1: { title: "minority F1" },
  macroF1: { title: "macro F1" },
  accuracy: { title: "accuracy" },
  balancedAccuracy: { title: "balanced accuracy" },
  mcc: { title: "Matthews' correlation" },
  confidence: { title: "confidence", isCalibration: true },
  confidenceCorrect: {
    title: "confidence where correct",
    isCalibration: true,
  },
  confidenceWrong: { title: "confidence where wrong", isCalibration: true },
  accuracyMinusConfidence: {
    title: "accuracy minus confidence",
    isCalibration: true,
  },
  eceEqualWidth: { title: "ECE (equal width)", isCalibration: true },
  eceEqualMass: { title: "ECE (equal mass)", isCalibration: true },
  aurocConfidence: { title: "AUROC of confidence", isCalibration: true },
  logLoss: { title: "log loss", isCalibration: true },
  brier: { title: "Brier score", isCalibration: true },
};
