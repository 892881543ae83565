/**
 * The mean of the middle half. Less noisy than the median and less led by one
 * failed training than the mean, which is why it stands for many data sets at
 * once. A statistic and no estimate: its interval comes from
 * `stratifiedBootstrap`, and without one it is not to be reported.
 *
 * @module
 */

import { meanOf } from "./_moments.ts";
import { requireFinite } from "./_require.ts";

/** The share that is left out at either end. */
const TRIMMED = 0.25;

/**
 * Gives the mean of what is left after a quarter of the values, rounded down,
 * is taken from either end.
 *
 * @param values `values[run]`, in any order and unit.
 * @returns The interquartile mean, in the unit of the values.
 * @throws {RangeError} If there is no value, or one is not finite.
 * @see R. Agarwal et al. (2021), Deep Reinforcement Learning at the Edge of the
 * Statistical Precipice, DOI 10.48550/arXiv.2108.13264
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { interquartileMean } from "./interquartile_mean.ts";
 *
 * assertEquals(interquartileMean([9, 1, 3, -50]), 2);
 * ```
 */
export function interquartileMean(values: readonly number[]): number {
  requireFinite("take an interquartile mean", {
    name: "values",
    got: values,
    least: 1,
  });
  const cut = Math.floor(TRIMMED * values.length);
  const sorted = values.toSorted((a, b) => a - b);
  return meanOf(sorted.slice(cut, values.length - cut));
}
