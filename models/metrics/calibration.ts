/** Whether a model's confidence can be taken at its word. */
import { auroc } from "./auroc.ts";
import { type ReliabilityBins, reliabilityBins } from "./reliability_bins.ts";

/** The bins of the expected calibration errors, as in Guo et al. */
export const CALIBRATION_BINS = 15;

/** What confidence says of accuracy; all are shares, 0 to 1, but the gap. */
export interface Calibration {
  /** Mean probability of the class that is named. */
  confidence: number;
  /** The same over the images that are named correctly; absent if none is. */
  confidenceCorrect?: number | undefined;
  /** The same over the images that are named wrongly; absent if none is. */
  confidenceWrong?: number | undefined;
  /**
   * The signed gap, -1 to 1: under-confidence above 0, over-confidence below.
   */
  accuracyMinusConfidence: number;
  /** Expected calibration error over bins of equal width. */
  eceEqualWidth: number;
  /** Expected calibration error over bins of as many images each. */
  eceEqualMass: number;
  /**
   * How often an image that is named correctly has a higher confidence than one
   * that is named wrongly; absent if all are right, or all are wrong.
   */
  aurocConfidence?: number | undefined;
  /** The bins of equal width. */
  reliability: ReliabilityBins;
}

/**
 * Measures confidences against whether they were deserved.
 *
 * The expected calibration error is the mean over images of the distance
 * between the accuracy and the mean confidence of their bin.
 *
 * @param confidences `confidences[image]`, the probability of the class that is
 * named, 0 to 1.
 * @param right `right[image]`, whether it is the true class.
 * @returns The measures, over {@linkcode CALIBRATION_BINS} bins.
 * @throws {RangeError} If there is no image, the sizes do not fit, or a
 * confidence is not within 0 and 1.
 * @see C. Guo et al. (2017), On Calibration of Modern Neural Networks,
 * arXiv:1706.04599
 * @see J. Nixon et al. (2019), Measuring Calibration in Deep Learning,
 * arXiv:1904.01685
 * @see D. Hendrycks and K. Gimpel (2017), A Baseline for Detecting
 * Misclassified and Out-of-Distribution Examples in Neural Networks,
 * arXiv:1610.02136, for the area under the ROC curve
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { calibration } from "./calibration.ts";
 * const measured = calibration([0.5, 0.5, 1, 1], [true, true, false, true]);
 * assertEquals(measured.eceEqualWidth, 0.5);
 * assertEquals(measured.accuracyMinusConfidence, 0);
 * assertEquals(measured.confidenceWrong, 1);
 * ```
 */
export function calibration(
  confidences: readonly number[],
  right: readonly boolean[],
): Calibration {
  const bins = CALIBRATION_BINS;
  const reliability = reliabilityBins(confidences, right, { bins });
  const byMass = reliabilityBins(confidences, right, { by: "mass", bins });
  const correct = confidences.filter((_, image) => right[image]);
  const wrong = confidences.filter((_, image) => !right[image]);
  const confidence = mean(confidences);
  return {
    confidence,
    confidenceCorrect: correct.length === 0 ? undefined : mean(correct),
    confidenceWrong: wrong.length === 0 ? undefined : mean(wrong),
    accuracyMinusConfidence: correct.length / confidences.length - confidence,
    eceEqualWidth: expectedError(reliability),
    eceEqualMass: expectedError(byMass),
    aurocConfidence: auroc(confidences, right),
    reliability,
  };
}

function expectedError({ count, confidence, accuracy }: ReliabilityBins) {
  let images = 0;
  let error = 0;
  for (const [bin, size] of count.entries()) {
    images += size;
    error += size * Math.abs((accuracy[bin] ?? 0) - (confidence[bin] ?? 0));
  }
  return error / images;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
