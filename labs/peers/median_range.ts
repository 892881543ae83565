/** The middle of some numbers, and how far they reach. */

/** What {@linkcode medianRange} finds. */
export interface MedianRange {
  median: number;
  lowest: number;
  highest: number;
}

/**
 * Summarizes numbers.
 *
 * @param values At least one number, in any order and unit.
 * @returns Their median and range, in the same unit.
 * @throws {RangeError} If there is no number.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { medianRange } from "./median_range.ts";
 * const summary = medianRange([4, 1, 2, 3]);
 * assertEquals(summary, { median: 2.5, lowest: 1, highest: 4 });
 * ```
 */
export function medianRange(values: readonly number[]): MedianRange {
  if (values.length === 0) {
    throw new RangeError("Cannot summarize numbers: there are none");
  }
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const at = (index: number) => sorted[index] as number;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    lowest: at(0),
    highest: at(sorted.length - 1),
  };
}
