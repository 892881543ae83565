/**
 * Several bets that answer one question, as one number: the least of what they
 * won where all of them must win, and the mean where any of them may.
 *
 * @module
 */

import { logMean } from "./_log_mean.ts";
import { type Bet, logWealth } from "./wealth.ts";

/** One bet, or bets on the same seeds. */
export type Bets = Bet | SeveralBets;

/** Bets on the same seeds that answer one question together. */
export type SeveralBets =
  /** All must win: together they refute that any of several things is so. */
  | { readonly least: readonly Bets[] }
  /** One is enough: they refute that all of several things are so. */
  | { readonly average: readonly Bets[] };

/**
 * Gives the evidence of bets after each seed: an e-value, whose mean is at most
 * 1 if what the bets refute is so. 40 reads as "40 to 1".
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

/** Gives the bets, and how the logarithms of their wealth become one number. */
export function partsOf(bets: SeveralBets): {
  parts: readonly Bets[];
  merge: (logs: readonly number[]) => number;
} {
  return "least" in bets
    ? { parts: bets.least, merge: (logs) => Math.min(...logs) }
    : { parts: bets.average, merge: logMean };
}
