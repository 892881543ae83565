/**
 * What bets may still come to. An assertion that cannot be decided with the
 * seeds that are left is given up early: that makes no verdict wrong, and costs
 * only verdicts that would have come late. And it says what would decide it.
 *
 * @module
 */

import { logSum } from "./_log_mean.ts";
import { type Bets, partsOf } from "./bets.ts";
import type { Wager } from "./wager.ts";
import { type Bet, logGrowths, SHARES } from "./wealth.ts";

/** Where an assertion stands, and what it takes. */
export interface OutlookOptions {
  /** The seeds that are looked at, from the first; 2 or more. */
  readonly seeds: number;
  /** The evidence that decides, such as 40. */
  readonly evidence: number;
}

/** From how many to how many seeds, counted from the first. */
export interface SeedRange {
  readonly least: number;
  /** `Infinity` where the evidence may as well not grow at all. */
  readonly most: number;
}

/** More seeds than this are as good as none. */
const MOST_SEEDS = 1e5;

/**
 * Says whether an assertion may still be decided, on either side, if each seed
 * from here on adds what the fastest share of the money added so far, and two
 * standard errors more.
 *
 * The rate so far is a guess from few seeds. With it alone, a third of the
 * verdicts on weak effects would be given up; with two errors more, 0 to 5 %.
 *
 * @param wager The bets on both sides.
 * @param options How many seeds there are and can be, and the evidence to reach.
 * @returns Whether the evidence may be reached.
 * @throws {RangeError} If fewer than two seeds are looked at, or more than there
 * are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meanQuantity } from "./mean_quantity.ts";
 * import { canDecide } from "./outlook.ts";
 * import { wagerGreater } from "./wager.ts";
 *
 * const mean = meanQuantity([0.3, 0.1, 0.2, 0.2], { lower: -1, upper: 1 });
 * const wager = wagerGreater(mean, { bound: 0, margin: 0.05 });
 * const within = (most: number) =>
 *   canDecide(wager, { seeds: 4, most, evidence: 40 });
 * assertEquals([within(12), within(24)], [false, true]);
 * ```
 */
export function canDecide(
  wager: Wager,
  { seeds, most, evidence }: OutlookOptions & { readonly most: number },
): boolean {
  return [wager.support, wager.contradiction].some((bets) =>
    outlookOf(bets, seeds)(most - seeds, 2) >= Math.log(evidence)
  );
}

/**
 * Guesses how many seeds decide an assertion, on the side that is nearer.
 *
 * The evidence is taken to grow as fast as so far, give or take a standard
 * error: the rate so far alone is too rosy.
 *
 * @param wager The bets on both sides.
 * @param options How many seeds there are, and the evidence to reach.
 * @returns Numbers of seeds in all; nothing if the evidence grows on neither
 * side.
 * @throws {RangeError} If fewer than two seeds are looked at, or more than there
 * are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meanQuantity } from "./mean_quantity.ts";
 * import { seedsToDecide } from "./outlook.ts";
 * import { wagerGreater } from "./wager.ts";
 *
 * const mean = meanQuantity([0.3, 0.1, 0.2, 0.2], { lower: -1, upper: 1 });
 * const wager = wagerGreater(mean, { bound: 0, margin: 0.05 });
 * const range = seedsToDecide(wager, { seeds: 4, evidence: 40 });
 * assertEquals(range, { least: 19, most: 26 });
 * ```
 */
export function seedsToDecide(
  wager: Wager,
  { seeds, evidence }: OutlookOptions,
): SeedRange | undefined {
  const guesses = [wager.support, wager.contradiction].map((bets) => {
    const outlook = outlookOf(bets, seeds);
    const at = (errors: number) =>
      seeds + firstOf((left) => outlook(left, errors) >= Math.log(evidence));
    return { middle: at(0), least: at(1), most: at(-1) };
  });
  const [nearer] = guesses.toSorted((one, other) =>
    one.middle < other.middle ? -1 : 1
  );
  const { middle, least, most } = nearer!;
  return middle === Infinity ? undefined : { least, most };
}

/** The logarithm of the evidence after further seeds, at a rate. */
type Outlook = (left: number, errors: number) => number;

function outlookOf(bets: Bets, seeds: number): Outlook {
  if ("scores" in bets) return outlookOfBet(bets, seeds);
  const { parts, merge } = partsOf(bets);
  const outlooks = parts.map((each) => outlookOf(each, seeds));
  return (left, errors) => merge(outlooks.map((each) => each(left, errors)));
}

function outlookOfBet(bet: Bet, seeds: number): Outlook {
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
