/**
 * One mean as a share of another, such as how much of a gain is kept. A ratio
 * has no bounds to bet on. But if it is r, then the mean of numerator - r
 * denominator is 0, and that mean has bounds.
 *
 * @module
 */

import { logEvidence } from "./bets.ts";
import { type BoundedTerm, contrastBounds } from "./bounds.ts";
import { type Estimate, LEVEL } from "./estimate.ts";
import { intervalOf } from "./interval.ts";
import { meanQuantity } from "./mean_quantity.ts";

/** What the two parts of a ratio are made of. */
export interface RatioOptions {
  /** The terms of the numerator, with the ranges of their scores. */
  readonly numerator: readonly BoundedTerm[];
  /** A score that is in both parts has the same key in both. */
  readonly denominator: readonly BoundedTerm[];
  /** The chance that the interval holds the ratio. @default {0.95} */
  readonly level?: number;
}

/** The numerator and the denominator of a seed; `undefined` if one failed. */
export type RatioPair = readonly [top: number, bottom: number] | undefined;

const STEP = 0.01;

/** The ratios to try. Beyond them, the interval has no end. */
const RATIOS = Array.from({ length: 401 }, (_, step) => -1 + step / 100);

/**
 * Estimates a ratio of means, with the interval of all ratios that no bet rules
 * out. Each ratio from -1 to 3 is tried, in steps of 0.01, because the ones that
 * are left may have gaps. The interval ends one step beyond them.
 *
 * @param pairs `pairs[seed]`, in the order of the seeds.
 * @param options The terms of both parts, for their bounds.
 * @returns The mean of the numerators over that of the denominators. An end is
 * infinite if -1 or 3 is not ruled out. `undefined` if the mean denominator may
 * be 0, because then the ratio may be anything, and if a score has no bounds.
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
  { numerator, denominator, level = LEVEL }: RatioOptions,
): Estimate | undefined {
  const bottoms = meanQuantity(
    pairs.map((pair) => pair?.[1]),
    contrastBounds(denominator),
  );
  const known = intervalOf(bottoms, { level });
  if (known === undefined || known.lower * known.upper <= 0) return undefined;
  const { lower, upper } = contrastBounds(numerator);
  if (!Number.isFinite(upper - lower)) return undefined;
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
