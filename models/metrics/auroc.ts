/** How well a score tells two groups apart. */
import { ranking } from "./ranking.ts";

/**
 * Measures the area under the ROC curve: how often a positive scores above a
 * negative, where a tie counts half.
 *
 * @param scores `scores[item]`, in any unit.
 * @param positive `positive[item]`, to which group each belongs.
 * @returns The area, 0 to 1, and 0.5 for a score that knows nothing; nothing if
 * all items are of one group.
 * @throws {RangeError} If the sizes do not fit, or a score is not a number.
 * @see J. A. Hanley and B. J. McNeil (1982), The meaning and use of the area
 * under a receiver operating characteristic (ROC) curve, DOI
 * 10.1148/radiology.143.1.7063747
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { auroc } from "./auroc.ts";
 * assertEquals(auroc([0.5, 0.75, 0.75, 1], [false, false, true, true]), 0.875);
 * assertEquals(auroc([0.5, 1], [true, true]), undefined);
 * ```
 */
export function auroc(
  scores: readonly number[],
  positive: readonly boolean[],
): number | undefined {
  return ranking(scores, positive)?.auroc;
}
