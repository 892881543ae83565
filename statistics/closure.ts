/**
 * Which verdicts stand however the others come out. A false discovery rate
 * allows for one wrong verdict in twenty; the closure of tests allows for none
 * in 39 of 40 runs, and takes no further seed to tell which verdicts it keeps.
 *
 * @module
 */

import { logMean } from "./_log_mean.ts";
import { LEAST_EVIDENCE } from "./e_benjamini_hochberg.ts";

/**
 * Finds the e-values that are large in whatever company: each set that holds
 * one has a mean of at least 40. The set with the least mean is the e-value
 * itself with the smallest of the others, so that few sets need a look.
 *
 * @param logs Natural logarithms of e-values of one direction, in any order, of
 * all hypotheses: minus infinity for those that have none.
 * @returns `isKept[index]`, in the same order. The chance that any of those is
 * wrong is at most 1 in 40.
 * @see R. Marcus, E. Peritz and K. R. Gabriel (1976), On closed testing
 * procedures with special reference to ordered analysis of variance,
 * DOI 10.1093/biomet/63.3.655
 * @see V. Vovk and R. Wang (2021), E-values: Calibration, combination and
 * applications, DOI 10.1214/20-AOS2020
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { closure } from "./closure.ts";
 *
 * const logs = [1000, 100, 50, 0].map(Math.log);
 * assertEquals(closure(logs), [true, true, false, false]);
 * ```
 */
export function closure(logs: readonly number[]): boolean[] {
  const rising = logs.toSorted((one, other) => one - other);
  return logs.map((log) => {
    const smaller = rising.slice(0, rising.indexOf(log));
    const sets = [...smaller.keys(), smaller.length];
    return sets.every((count) =>
      logMean([log, ...smaller.slice(0, count)]) >= Math.log(LEAST_EVIDENCE)
    );
  });
}
