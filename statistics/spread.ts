/**
 * How far apart conditions are: the largest condition mean less the smallest.
 * Both are chosen by the scores that they are measured on, and noise alone
 * drives them apart, so that the range of means is too large on average. Its
 * interval makes room for every pair that might have been chosen, and reaches
 * 0 wherever no pair is known to differ.
 *
 * @module
 */

import { meanOf } from "./_moments.ts";
import { requireFinite, requireLevel } from "./_require.ts";
import { requireScores } from "./_require_scores.ts";
import { requireResampling, type ResamplingOptions } from "./_resampling.ts";
import { blockPermutation } from "./block_permutation.ts";
import { bootstrapMean } from "./bootstrap_mean.ts";
import type { Estimate } from "./estimate.ts";
import { signFlip } from "./sign_flip.ts";

/** How {@linkcode spread} draws, and how sure it is to be. */
export interface SpreadOptions extends ResamplingOptions {
  /**
   * The range of means that the p-value is against; 0 or more, in the unit of
   * the scores.
   *
   * @default {0}
   */
  readonly margin?: number;
}

/** How far apart the conditions are, and whether at all. */
export interface SpreadResult {
  /**
   * The largest condition mean less the smallest, in the unit of the scores;
   * neither end of its interval is below 0.
   */
  readonly estimate: Estimate;
  /** P-value of a range of at most the margin, above 0 and at most 1. */
  readonly p: number;
}

const ACTION = "measure a spread";

/**
 * Measures the range of the condition means.
 *
 * Each pair's mean difference gets a BCa interval at level 1 - (1 - level) over
 * the number of pairs, so that by Bonferroni all of them hold at once in
 * `level` of the studies. Where they do, no pair is nearer than its interval
 * is to 0, and none is farther apart than the far end of its own; so the range
 * lies between the largest of the one and the largest of the other.
 *
 * Without a margin the p-value is that of {@linkcode blockPermutation}, which
 * asks for any difference and pays for no pairs. It may be small while the
 * interval still reaches 0. With a margin there must be a pair beyond it as
 * well: the p-value is the larger of that one and, by Bonferroni, of the
 * smallest sign-flip p-value of a pair's difference less the margin.
 *
 * The lower end should not stand alone: the bootstrap of few seeds is too
 * narrow, and the more so the more pairs share the level. Where 8 conditions
 * are equal, it is above 0 in about 67 of 100 studies of 6 seeds, 37 of 10 and
 * 19 of 20, and the p-value at most 0.05 in 5.
 *
 * @param scores `scores[seed][condition]`, all in the same unit.
 * @param options The seed, and optionally the level and how many resamples, by
 * default 9,999 for the interval and 99,999 arrangements for the p-value.
 * @returns The range with its interval, and the p-value.
 * @throws {RangeError} If there are fewer than 2 seeds or conditions, a score
 * is missing or not finite, or scores differ by more than a double holds; if
 * the margin is below 0 or not finite, the level is not inside 0..1, the seed
 * is not an unsigned 32-bit integer, or there are too few resamples for the
 * pairs' level.
 * @see O. J. Dunn (1961), Multiple Comparisons among Means,
 * DOI 10.1080/01621459.1961.10482090
 * @see B. Efron (1987), Better Bootstrap Confidence Intervals,
 * DOI 10.1080/01621459.1987.10478410
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { spread } from "./spread.ts";
 *
 * const scores = [[1, 2, 4], [2, 3, 6], [6, 7, 9]];
 * const { estimate, p } = spread(scores, { seed: 1 });
 * assert(estimate.lower >= 3 && estimate.upper <= 4);
 * assertEquals(p, 1 / 36);
 * ```
 */
export function spread(
  scores: readonly (readonly number[])[],
  options: SpreadOptions,
): SpreadResult {
  const { level = 0.95, margin = 0, resamples, seed } = options;
  requireScores(ACTION, scores, { seeds: 2, conditions: 2 });
  requireLevel(ACTION, level);
  requireFinite(ACTION, { name: "margin", got: [margin], least: 1 });
  if (margin < 0) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted a margin of 0 or more, got ${margin}`,
    );
  }
  const pairs = pairsOf(scores[0]!.length);
  const drawn = {
    level: 1 - (1 - level) / pairs.length,
    resamples: resamples ?? 9999,
    seed,
  };
  requireResampling(ACTION, drawn);

  const differences = pairs.map(([a, b]) =>
    scores.map((row) => row[a]! - row[b]!)
  );
  const apart = differences.map((pair) => bootstrapMean(pair, drawn));
  const omnibus = blockPermutation(scores, {
    resamples: resamples ?? 99_999,
    seed,
  });
  return {
    estimate: {
      point: Math.max(...apart.map(({ point }) => Math.abs(point))),
      lower: Math.max(
        0,
        ...apart.map(({ lower, upper }) => Math.max(lower, -upper)),
      ),
      upper: Math.max(
        ...apart.map(({ lower, upper }) => Math.max(upper, -lower)),
      ),
      level,
      runs: scores.length,
    },
    p: Math.max(omnibus.p, beyondP(differences, { margin, seed })),
  };
}

/** P-value of no pair being farther apart than the margin; none without one. */
function beyondP(
  pairs: readonly (readonly number[])[],
  { margin, seed }: { readonly margin: number; readonly seed: number },
): number {
  if (margin === 0) return 0;
  const each = pairs.map((pair) => {
    const sign = Math.sign(meanOf(pair));
    const beyond = pair.map((value) => sign * value - margin);
    return meanOf(beyond) > 0 ? signFlip(beyond, { seed }).p : 1;
  });
  return Math.min(1, pairs.length * Math.min(...each));
}

/** All pairs of that many conditions, each once. */
function pairsOf(conditions: number): [number, number][] {
  return Array.from(
    { length: conditions },
    (_, b) => Array.from({ length: b }, (_, a): [number, number] => [a, b]),
  ).flat();
}
