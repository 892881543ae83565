/**
 * The one test of this folder: a bet against what a claim denies.
 *
 * Scores lie between two bounds. Someone who doubts that "the mean is at most
 * m" puts a share of their money on every seed, and is paid
 * (score - lower) / (m - lower) for each coin. If the mean is at most m, the
 * bet is fair or worse, whatever the scores look like otherwise; who starts
 * with 1 coin and ever owns 40 had a chance of at most 1 in 40. So it does no
 * harm to look after every seed, nor to stop at any of them.
 *
 * @module
 */

import { logSum } from "./_log_mean.ts";
import type { Bounds } from "./bounds.ts";

/**
 * What a bet does not take part in: the wealth stays as it is. It may depend on
 * the seeds before it, never on the seed itself.
 */
export const NO_BET = "no bet";

/**
 * The score of a seed, in its unit. `undefined` if it failed: then it counts
 * as the worst that it could have been, for each bet.
 */
export type Score = number | undefined | typeof NO_BET;

/** A bet on the scores of some seeds. */
export interface Bet {
  /** `scores[seed]`, in the order of the seeds. */
  readonly scores: readonly Score[];
  /** What the mean is compared with; strictly inside the bounds. */
  readonly mean: number;
  /**
   * `above` wins if the mean is above `mean`, and refutes that it is at most
   * that; `below` wins if it is below, and refutes that it is at least that.
   */
  readonly side: "above" | "below";
  /** What a score can be. */
  readonly bounds: Bounds;
}

/**
 * The shares of the money that are put on each seed, and how the first coin is
 * divided among them. Most of it goes to the largest share, as nearly all
 * effects met here are worth it; the others are for weak effects among much
 * noise. The largest is below 1: no single score may ruin the bet. They were
 * fixed by simulation, before any verdict.
 */
export const SHARES = [
  { share: 0.15, weight: 1 / 6 },
  { share: 0.5, weight: 1 / 6 },
  { share: 0.99, weight: 2 / 3 },
] as const;

/** Sums of scores with few decimals may be past their bounds by this much. */
const TOLERANCE = 1e-9;

/**
 * Gives the wealth of a bet after each seed.
 *
 * The wealth falls (side `above`) or rises (`below`) with `mean`, and the last
 * does not depend on the order of the seeds.
 *
 * @param bet The scores, and what is bet on them.
 * @returns `logs[seed]`: the natural logarithm of the wealth after that seed,
 * from a wealth of 1 before the first.
 * @throws {RangeError} If the bounds are not finite or upside down, `mean` is
 * not strictly between them, or a score is NaN or out of bounds by more than
 * 1e-9.
 * @see I. Waudby-Smith and A. Ramdas (2024), Estimating means of bounded random
 * variables by betting, DOI 10.1093/jrsssb/qkad009
 * @see T. M. Cover (1991), Universal Portfolios,
 * DOI 10.1111/j.1467-9965.1991.tb00002.x, for means over shares
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { logWealth } from "./wealth.ts";
 *
 * const [log = 0] = logWealth({
 *   scores: [0.5],
 *   mean: 0,
 *   side: "above",
 *   bounds: { lower: -1, upper: 1 },
 * });
 * // Each coin of 0.15, of 0.5 and of 0.99 has become 1.5.
 * const wealth = 1.075 / 6 + 1.25 / 6 + 1.495 * 2 / 3;
 * assertAlmostEquals(Math.exp(log), wealth);
 * ```
 */
export function logWealth(bet: Bet): number[] {
  const growths = logGrowths(bet);
  const totals = SHARES.map(({ weight }) => Math.log(weight));
  return bet.scores.map((_, seed) => {
    for (let index = 0; index < totals.length; index++) {
      totals[index]! += growths[index]![seed]!;
    }
    return logSum(totals);
  });
}

/**
 * Gives what each seed multiplies the money by.
 *
 * @returns `growths[share][seed]`, natural logarithms.
 * @throws {RangeError} As {@linkcode logWealth} does.
 */
export function logGrowths(bet: Bet): number[][] {
  const { scores, mean, side, bounds: { lower, upper } } = bet;
  requireBet(bet);
  // What a coin brings beyond itself, from -1.
  const gains = scores.map((score) => {
    if (score === NO_BET) return 0;
    if (score === undefined) return -1;
    const sure = Math.min(Math.max(score, lower), upper);
    return side === "above"
      ? (sure - mean) / (mean - lower)
      : (mean - sure) / (upper - mean);
  });
  return SHARES.map(({ share }) =>
    gains.map((gain) => Math.log1p(share * gain))
  );
}

function requireBet({ scores, mean, bounds: { lower, upper } }: Bet): void {
  const isInside = lower < mean && mean < upper;
  if (!isInside || !Number.isFinite(lower) || !Number.isFinite(upper)) {
    throw new RangeError(
      "Cannot bet on scores: wanted a mean strictly between finite bounds, " +
        `got ${mean} and ${lower} to ${upper}`,
    );
  }
  for (const [seed, score] of scores.entries()) {
    if (typeof score !== "number") continue;
    if (!(score >= lower - TOLERANCE && score <= upper + TOLERANCE)) {
      throw new RangeError(
        `Cannot bet on scores: wanted each from ${lower} to ${upper}, got ` +
          `${score} at index ${seed}`,
      );
    }
  }
}
