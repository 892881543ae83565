/**
 * One mean as a share of another, such as how much of a gain is kept. A ratio
 * has no bounds of its own. Whether it is r is asked of a mean that has: that
 * of numerator - r denominator is 0 if it is.
 *
 * @module
 */

import { logEvidence } from "./bets.ts";
import { type BoundedTerm, contrastBounds } from "./bounds.ts";
import type { Estimate } from "./estimate.ts";
import { intervalOf } from "./interval.ts";
import { meanQuantity } from "./mean_quantity.ts";

/** What both parts of a ratio are made of, and how sure it is to be. */
export interface RatioOptions {
  /** The terms of the numerator, for what scores can be. */
  readonly numerator: readonly BoundedTerm[];
  /** Those of the denominator; a score that is in both has the same key. */
  readonly denominator: readonly BoundedTerm[];
  /**
   * The chance that the ratio is inside after every seed, a fraction between 0
   * and 1.
   *
   * @default {0.95}
   */
  readonly level?: number;
}

/** The numerator and the denominator of a seed; `undefined` if one failed. */
export type RatioPair = readonly [top: number, bottom: number] | undefined;

const STEP = 0.01;

/** What is tried. Past its ends a ratio of gains is not told. */
const RATIOS = Array.from({ length: 401 }, (_, step) => -1 + step / 100);

/**
 * Estimates a ratio of means, with all ratios that are not ruled out. These
 * need not be an interval, so that each is tried on its own, from -1 to 3 in
 * steps of 0.01; told are the smallest less a step, and the largest and a step.
 *
 * @param pairs `pairs[seed]`, in the order of the seeds.
 * @param options The terms of both parts, and the level if not 0.95.
 * @returns The mean of the numerators over that of the denominators. An end is
 * infinite where -1 or 3 are not ruled out. Nothing unless the mean of the
 * denominators is known to be other than 0: the ratio could be any number.
 * @throws {RangeError} If a score is out of the bounds of its terms, or 0 is not
 * inside them.
 * @see E. C. Fieller (1954), Some Problems in Interval Estimation,
 * DOI 10.1111/j.2517-6161.1954.tb00159.x
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { ratio } from "./ratio.ts";
 *
 * const f1 = (key: string, weight: number) => ({ key, weight, min: 0, max: 1 });
 * const pairs = Array.from({ length: 30 }, () => [0.3, 0.4] as const);
 * const { lower = 0, upper = 0 } = ratio(pairs, {
 *   numerator: [f1("layer removed", 1), f1("without", -1)],
 *   denominator: [f1("with", 1), f1("without", -1)],
 * }) ?? {};
 * assert(0.2 < lower && lower < 0.75 && 0.75 < upper && upper < 1.5);
 * ```
 */
export function ratio(
  pairs: readonly RatioPair[],
  { numerator, denominator, level = 0.95 }: RatioOptions,
): Estimate | undefined {
  const bottoms = meanQuantity(
    pairs.map((pair) => pair?.[1]),
    contrastBounds(denominator),
  );
  const known = intervalOf(bottoms, { level });
  if (known === undefined || known.lower * known.upper <= 0) return undefined;
  const bar = Math.log(1 / (1 - level));
  const left = RATIOS.filter((each) => {
    const taken = denominator.map((term) => ({
      ...term,
      weight: -each * term.weight,
    }));
    const { above, below } = meanQuantity(
      pairs.map((pair) => pair && pair[0] - each * pair[1]),
      contrastBounds([...numerator, ...taken]),
    );
    const logs = logEvidence({ average: [above(0), below(0)] });
    return logs.every((log) => log < bar);
  });
  const [first, last] = [left[0], left.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const tops = pairs.reduce((sum, pair) => sum + (pair?.[0] ?? 0), 0);
  return {
    point: tops / known.runs / known.point,
    lower: first === RATIOS[0] ? -Infinity : first - STEP,
    upper: last === RATIOS.at(-1) ? Infinity : last + STEP,
    level,
    runs: known.runs,
  };
}
