/**
 * One number a seed out of several, for claims about their mean: the mean over
 * the data sets and networks of a run, say.
 *
 * @module
 */

/**
 * Gives the mean of the scores of a seed.
 *
 * @param row `row[condition]`, one or more, in one unit; `undefined` for one
 * that failed.
 * @returns Their mean; nothing if any of them failed, as what is left is a
 * choice that the scores made.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { rowMean } from "./row_mean.ts";
 *
 * assertEquals(rowMean([0.25, 0.75]), 0.5);
 * assertEquals(rowMean([0.25, undefined]), undefined);
 * ```
 */
export function rowMean(
  row: readonly (number | undefined)[],
): number | undefined {
  let sum = 0;
  for (const score of row) {
    if (score === undefined) return undefined;
    sum += score;
  }
  return row.length === 0 ? undefined : sum / row.length;
}
