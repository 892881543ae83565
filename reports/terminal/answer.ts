/** One plain sentence: does the layer help here, how much, at what price. */
import type { Estimate } from "../../statistics/estimate.ts";
import type { Verdict } from "../../statistics/verdict.ts";

/** What the answer is drawn from. */
export interface AnswerEvidence {
  /** Names of the rare classes. */
  minority: readonly string[];
  /** On the mean gain in minority F1 being above 0. */
  verdict: Verdict;
  /** The mean gain in minority F1; absent if nothing could be decided. */
  gain: Estimate | undefined;
  /** Mean minority F1 without and with the layer. */
  f1: { without: number; with: number } | undefined;
  /** The change of the expected calibration error, if it was measured. */
  calibration: Estimate | undefined;
}

/**
 * Writes the answer.
 *
 * @param evidence What a run measured on the user's images.
 * @returns One or two sentences.
 */
export function answer(evidence: AnswerEvidence): string {
  const { minority, verdict, gain, f1, calibration } = evidence;
  if (gain === undefined || f1 === undefined) {
    return "Nothing can be said of these images: too many trainings failed.";
  }
  const rare = minority.join(" and ");
  const change = `the F1 of ${rare} goes from ${f1.without.toFixed(2)} to ` +
    `${f1.with.toFixed(2)} (change ${between(gain)})`;
  const help = {
    supported: `On these images the layer helps: ${change}`,
    contradicted: `On these images the layer does not help: ${change}`,
    inconclusive: "It is open whether the layer helps on these images: " +
      `${change}, and more seeds would tell`,
  }[verdict];
  return calibration === undefined
    ? `${help}.`
    : `${help}; ${priceOf(calibration)}.`;
}

function priceOf(calibration: Estimate): string {
  const { lower, upper } = calibration;
  const change = `(change of the calibration error ${between(calibration)})`;
  if (lower > 0) {
    return `the price: its probabilities can be trusted less ${change}`;
  }
  if (upper < 0) {
    return `and its probabilities can be trusted more, not less ${change}`;
  }
  return `what it does to its probabilities is open ${change}`;
}

function between({ point, lower, upper, level }: Estimate): string {
  const [value, low, high] = [point, lower, upper].map((number) =>
    `${number < 0 ? "-" : "+"}${Math.abs(number).toFixed(2)}`
  );
  return `${value}, ${Math.round(level * 100)} % interval ${low} to ${high}`;
}
