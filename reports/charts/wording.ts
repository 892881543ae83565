/** What scores, arms and metrics are called in pictures. */
import type { SeedValue, Term } from "../report_model.ts";

const METRICS: Readonly<Record<string, string>> = {
  minority_f1: "minority F1",
  macro_f1: "macro F1",
  balanced_accuracy: "balanced accuracy",
  mcc: "Matthews\u2019 correlation",
  confidence_correct: "confidence where right",
  accuracy_minus_confidence: "accuracy less confidence",
  ece_equal_width: "calibration error",
  brier: "Brier score",
};

/**
 * A metric in words.
 *
 * @param metric As `contrasts.csv` has it.
 */
export function metricTitle(metric: string): string {
  const [, column, value] = /^epoch of (.*) >= (.*)$/.exec(metric) ?? [];
  return column === undefined
    ? METRICS[metric] ?? metric.replaceAll("_", " ")
    : `epochs to a ${metricTitle(column)} of ${value}`;
}

/** An arm in words, such as `"with, layer removed"`. */
export function armTitle(
  { cell, inference }: Pick<Term, "cell" | "inference">,
): string {
  return inference === "layer-removed" ? `${cell}, layer removed` : cell;
}

/**
 * What a sum of scores compares, in words.
 *
 * @param seeds The values of a condition; all are made up alike.
 */
export function contrastTitle([first]: readonly SeedValue[]): string {
  const terms = first?.terms ?? [];
  return terms.map((term, at) => {
    const sign = term.weight < 0 ? "\u2212 " : at === 0 ? "" : "+ ";
    return sign + armTitle(term);
  }).join(" ");
}
