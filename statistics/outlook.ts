/**
 * What the remaining seeds may bring. A run gives up assertions that they cannot
 * decide, and says how many seeds could. Giving up never makes a verdict wrong:
 * it only costs some that would have come late.
 *
 * @module
 */

import { logSum } from "./_log_mean.ts";
import { type Bets, partsOf } from "./bets.ts";
import type { Wager } from "./wager.ts";
import { type Bet, logGrowths, SHARES } from "./wealth.ts";

/** From how many to how many seeds, counted from the first. */
export interface SeedRange {
  /** The fewest seeds that may be enough. */
  readonly least: number;
  /** `Infinity` if the evidence may not grow at all. */
  readonly most: number;
}

/** What an assertion may come to. */
export interface Outlook {
  /**
   * Whether one of the sides reaches the evidence if it grows as fast as so far,
   * and two standard errors faster. Without these errors, a third of the verdicts
   * on weak effects would be given up.
   */
  readonly canDecide: boolean;
  /**
   * About how many seeds decide, on the side that is closer: at the growth so
   * far, give or take a standard error. `undefined` if neither side would grow
   * even with that error in its favour.
   */
  readonly wanted: SeedRange | undefined;
}

/** Nobody will run more seeds than this. */
const MOST_SEEDS = 1e5;

/**
 * Looks ahead from the first seeds of an assertion.
 *
 * @param wager The bets on both sides.
 * @param options How many seeds are looked at, 2 or more, and there can be at
 * most; and the evidence that decides, such as 40.
 * @returns Whether it can be decided, and what would decide it.
 * @throws {RangeError} If fewer than two seeds are looked at, or more than there
 * are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meanQuantity } from "./mean_quantity.ts";
 * import { lookAhead } from "./outlook.ts";
 * import { wagerGreater } from "./wager.ts";
 *
 * const mean = meanQuantity([0.3, 0.1, 0.2, 0.2], { lower: -1, upper: 1 });
 * const wager = wagerGreater(mean, { bound: 0, margin: 0.05 });
 * const options = { seeds: 4, most: 12, evidence: 40 };
 * const { canDecide, wanted } = lookAhead(wager, options);
 * assertEquals(canDecide, false);
 * assertEquals(wanted, { least: 19, most: 26 });
 * ```
 */
export function lookAhead(
  wager: Wager,
  { seeds, most, evidence }: Record<"seeds" | "most" | "evidence", number>,
): Outlook {
  const bar = Math.log(evidence);
  const sides = [wager.support, wager.contradiction].map((bets) =>
    prospectOf(bets, seeds)
  );
  const guesses = sides.map((prospect) => {
    const at = (errors: number) =>
      seeds + firstOf((left) => prospect(left, errors) >= bar);
    return { middle: at(0), range: { least: at(1), most: at(-1) } };
  });
  const [nearer] = guesses.toSorted((one, other) => {
    const isNearer = one.middle === other.middle
      ? one.range.least < other.range.least
      : one.middle < other.middle;
    return isNearer ? -1 : 1;
  });
  return {
    canDecide: sides.some((prospect) => prospect(most - seeds, 2) >= bar),
    wanted: nearer!.range.least === Infinity ? undefined : nearer!.range,
  };
}

/** The logarithm of the evidence after more seeds, some errors faster. */
type Prospect = (left: number, errors: number) => number;

function prospectOf(bets: Bets, seeds: number): Prospect {
  if ("scores" in bets) return prospectOfBet(bets, seeds);
  const { parts, merge } = partsOf(bets);
  const prospects = parts.map((each) => prospectOf(each, seeds));
  return (left, errors) => merge(prospects.map((each) => each(left, errors)));
}

function prospectOfBet(bet: Bet, seeds: number): Prospect {
  if (!(seeds >= 2 && seeds <= bet.scores.length)) {
    throw new RangeError(
      `Cannot look ahead: wanted 2 to ${bet.scores.length} seeds, got ${seeds}`,
    );
  }
  const scores = bet.scores.slice(0, seeds);
  const shares = logGrowths({ ...bet, scores }).map((logs, at) => {
    const sum = logs.reduce((total, each) => total + each, 0);
    const rate = sum / seeds;
    const squares = logs.reduce((total, each) => total + (each - rate) ** 2, 0);
    const error = Math.sqrt(squares / (seeds - 1) / seeds);
    return { log: Math.log(SHARES[at]!.weight) + sum, rate, error };
  });
  const now = logSum(shares.map(({ log }) => log));
  return (left, errors) =>
    now +
    left * Math.max(...shares.map(({ rate, error }) => rate + errors * error));
}

/** The least number of seeds that is enough, by halving. */
function firstOf(isEnough: (seeds: number) => boolean): number {
  if (isEnough(0)) return 0;
  let [below, enough] = [0, 1];
  while (!isEnough(enough)) {
    if (enough > MOST_SEEDS) return Infinity;
    [below, enough] = [enough, 2 * enough];
  }
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}
