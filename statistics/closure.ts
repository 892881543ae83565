/**
 * Which verdicts are free of any error. A false discovery rate allows one wrong
 * verdict in twenty. Closed testing allows none at all in 39 of 40 runs, keeps
 * fewer verdicts, and takes no more seeds.
 *
 * @module
 */

import { logMean } from "./_log_mean.ts";
import { LEAST_EVIDENCE } from "./e_benjamini_hochberg.ts";

/**
 * Finds the e-values that stay large in any company: every set of e-values that
 * holds the one has a mean of at least 40. The smallest mean is that of the
 * e-value and some of the smallest others, so that few sets need a look.
 *
 * @param logs Natural logarithms of the e-values of all hypotheses of one
 * direction, in any order; minus infinity for those without evidence.
 * @returns `isKept[index]`, in the same order. The chance that any of the kept
 * ones is wrong is at most 1 in 40.
 * @see R. Marcus, E. Peritz and K. R. Gabriel (1976), On closed testing
 * procedures with special reference to ordered analysis of variance,
 * DOI 10.1093/biomet/63.3.655
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
