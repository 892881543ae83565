/** What scores, arms and metrics are called in pictures and tables. */
import type { SeriesTerm } from "../document.ts";

/** A metric of an evaluation, for people. */
interface MetricWording {
  title: string;
  /** Whether it is about how far confidence can be trusted. */
  isCalibration?: boolean;
}

const METRICS: Readonly<Record<string, MetricWording>> = {
  minorityF1: { title: "minority F1" },
  macroF1: { title: "macro F1" },
  accuracy: { title: "accuracy" },
  balancedAccuracy: { title: "balanced accuracy" },
  mcc: { title: "Matthews\u2019 correlation" },
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
  eceEqualWidth: {
    title: "calibration error (bins of equal width)",
    isCalibration: true,
  },
  eceEqualMass: {
    title: "calibration error (bins of equal size)",
    isCalibration: true,
  },
  aurocConfidence: { title: "AUROC of confidence", isCalibration: true },
  logLoss: { title: "log loss", isCalibration: true },
  brier: { title: "Brier score", isCalibration: true },
};

/** What a term measures, in words. */
export function metricTitle(
  { metric, reaches }: Pick<SeriesTerm, "metric" | "reaches">,
): string {
  const title = METRICS[metric]?.title ?? metric;
  return reaches === undefined ? title : `epochs to a ${title} of ${reaches}`;
}

/** Whether a metric is about how far confidence can be trusted. */
export function isCalibration(metric: string): boolean {
  return METRICS[metric]?.isCalibration ?? false;
}

/** An arm in words, such as `"with, layer removed"`. */
export function armTitle(
  { cell, inference }: Pick<SeriesTerm, "cell" | "inference">,
): string {
  return inference === "layer-removed" ? `${cell}, layer removed` : cell;
}
