/**
 * A guard against numbers of one evaluation in another: what no checksum can
 * see. It was seen once, in about 100,000 evaluations, and its cause was not
 * found.
 */
import type { TrialResult } from "./trial.ts";

/** More than sums are rounded by, and far less than one image makes. */
const TOLERANCE = 1e-9;

/** Whether the accuracy of each evaluation is that of its confusion matrix. */
export function measuresAgree(
  { evaluations }: Pick<TrialResult, "evaluations">,
): boolean {
  return evaluations.every(({ metrics: { confusion, accuracy } }) => {
    const images = confusion.flat().reduce((sum, count) => sum + count, 0);
    const correct = confusion.reduce(
      (sum, row, at) => sum + (row[at] ?? NaN),
      0,
    );
    return Math.abs(correct / images - accuracy) <= TOLERANCE;
  });
}
