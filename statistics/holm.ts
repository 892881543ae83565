/**
 * P-values for several claims at once. Of twenty true null hypotheses one is
 * expected below 0.05, so a family of tests needs its p-values raised before
 * any of them is read. Holm's step-down method does so without any assumption
 * on how the tests depend on each other, and never raises them more than
 * Bonferroni's does.
 *
 * @module
 */

/**
 * Adjusts the p-values of a family by the method of Holm and Bonferroni: an
 * adjusted value of at most 0.05 keeps the chance of any false finding in the
 * whole family at most 0.05.
 *
 * A test that gave no p-value has no place here: left out, it would make the
 * family smaller than it was planned and the others look better. Give it as
 * 1, the p-value of nothing found.
 *
 * @param pValues `pValues[claim]`, one a test, from 0 to 1, in any order.
 * @returns `adjusted[claim]`, in the same order, each from the p-value itself
 * to 1; none for an empty family.
 * @throws {RangeError} If a p-value is missing, NaN or outside 0..1.
 * @see S. Holm (1979), A Simple Sequentially Rejective Multiple Test Procedure,
 * Scandinavian Journal of Statistics 6(2), 65–70, no DOI, JSTOR 4615733
 * @see S. P. Wright (1992), Adjusted P-Values for Simultaneous Inference,
 * DOI 10.2307/2532694
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { holm } from "./holm.ts";
 *
 * assertEquals(holm([0.25, 0.0625, 0.125]), [0.25, 0.1875, 0.25]);
 * ```
 */
export function holm(pValues: readonly number[]): number[] {
  for (let index = 0; index < pValues.length; index++) {
    const p = pValues[index];
    if (p === undefined || !(p >= 0 && p <= 1)) {
      throw new RangeError(
        "Cannot adjust p-values: wanted each from 0 to 1, or 1 for a test " +
          `that gave none, got ${p} at index ${index}`,
      );
    }
  }
  const order = pValues.map((_, index) => index);
  order.sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let highest = 0;
  for (const [rejected, index] of order.entries()) {
    const raised = (pValues.length - rejected) * pValues[index]!;
    highest = Math.min(1, Math.max(highest, raised));
    adjusted[index] = highest;
  }
  return adjusted;
}
