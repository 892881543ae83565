/**
 * Several bets on one question become one number: the least of their wealths if
 * all of them must win, the mean if one is enough.
 *
 * @module
 */

import { logMean } from "./_log_mean.ts";
import { type Bet, logWealth } from "./wealth.ts";

/** One bet, or bets on the same seeds. */
export type Bets = Bet | SeveralBets;

/** Several bets on one question. */
export type SeveralBets =
  /** All must win, to refute "A or B". */
  | { readonly least: readonly Bets[] }
  /** One is enough, to refute "A and B". */
  | { readonly average: readonly Bets[] };

/**
 * Gives the evidence of bets after each seed, as an e-value: its mean is at most
 * 1 if what the bets are against is true. Evidence of 40 reads "40 to 1".
 *
 * @param bets One bet, or several on the same seeds.
 * @returns `logs[seed]`: the natural logarithm of the evidence after that seed.
 * @throws {RangeError} If a bet cannot be made.
 * @see R. L. Berger (1982), Multiparameter Hypothesis Testing and Acceptance
 * Sampling, DOI 10.1080/00401706.1982.10487790, for the least
 * @see V. Vovk and R. Wang (2021), E-values: Calibration, combination and
 * applications, DOI 10.1214/20-AOS2020, for the mean
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { logEvidence } from "./bets.ts";
 *
 * const scores = [0.2, 0.2];
 * const bet = { scores, bounds: { lower: -1, upper: 1 }, mean: 0 };
 * const up = { ...bet, side: "above" } as const;
 * const down = { ...bet, side: "below" } as const;
 * assertEquals(logEvidence({ least: [up, down] }), logEvidence(down));
 * ```
 */
export function logEvidence(bets: Bets): number[] {
  if ("scores" in bets) return logWealth(bets);
  const { parts, merge } = partsOf(bets);
  const paths = parts.map(logEvidence);
  const seeds = Math.min(...paths.map(({ length }) => length));
  return Array.from(
    { length: seeds },
    (_, seed) => merge(paths.map((path) => path[seed]!)),
  );
}

/**
 * Tells whether the evidence of bets is fair from each seed to the next: whatever
 * the seeds before, it is not expected to grow if what the bets are against is
 * true. One bet is, and the mean of several is. The least of several is not: it
 * grows where the one that was behind catches up.
 */
export function isFair(bets: Bets): boolean {
  return "scores" in bets || "average" in bets && bets.average.every(isFair);
}

/** Gives the bets, and how the logarithms of their wealth become one number. */
export function partsOf(bets: SeveralBets): {
  parts: readonly Bets[];
  merge: (logs: readonly number[]) => number;
} {
  return "least" in bets
    ? { parts: bets.least, merge: (logs) => Math.min(...logs) }
    : { parts: bets.average, merge: logMean };
}
