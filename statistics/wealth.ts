/**
 * The one test of this folder: a bet against "the mean is at most m".
 *
 * A player starts with 1 coin and puts a share of their money on every seed. Each
 * coin pays back (score - lower) / (m - lower). If the mean is at most m, this
 * bet is fair or worse, whatever the scores look like. Then the chance that the
 * player ever owns 40 coins is at most 1 in 40. So you may look after every
 * seed, and stop when you like.
 *
 * @module
 */

import { logSum } from "./_log_mean.ts";
import type { Bounds } from "./bounds.ts";

/** No bet on this seed. Only the seeds before it may decide that. */
export const NO_BET = "no bet";

/**
 * The score of a seed, in its unit. `undefined` means that the seed failed: each
 * bet takes it for the worst score that there can be.
 */
export type Score = number | undefined | typeof NO_BET;

/** A bet on the scores of some seeds. */
export interface Bet {
  /** `scores[seed]`, in the order of the seeds. */
  readonly scores: readonly Score[];
  /** What the true mean is compared with; strictly inside the bounds. */
  readonly mean: number;
  /** `above` bets against "at most `mean`", `below` against "at least `mean`". */
  readonly side: "above" | "below";
  /** What a score can be. */
  readonly bounds: Bounds;
}

/**
 * The first coin is divided among three players, each with a fixed share that
 * they put on every seed. Most of it goes to the largest share, which is best
 * for most effects seen here. That share is below 1, so that no single score can
 * ruin the player. All was fixed by simulation, before any verdict.
 */
export const SHARES = [
  { share: 0.15, weight: 1 / 6 },
  { share: 0.5, weight: 1 / 6 },
  { share: 0.99, weight: 2 / 3 },
] as const;

/** Rounding may move a sum of scores past its bounds by this much. */
const TOLERANCE = 1e-9;

/**
 * Gives the wealth of a bet after each seed.
 *
 * A larger `mean` gives less wealth on side `above`, and more on `below`. The
 * wealth at the end does not depend on the order of the seeds.
 *
 * @param bet The scores, and what is bet on them.
 * @returns `logs[seed]`: the natural logarithm of the wealth after that seed.
 * @throws {RangeError} If `mean` is not strictly between finite bounds, or a
 * score is NaN or out of bounds by more than 1e-9.
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

/** Gives the logarithm of each seed's factor: `growths[share][seed]`. */
export function logGrowths(bet: Bet): number[][] {
  const { scores, mean, side, bounds: { lower, upper } } = bet;
  requireBet(bet);
  // What a coin pays beyond itself, from -1.
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
