/**
 * The verdicts of a run whose seeds come in round by round.
 *
 * A run calls this after each round with all scores that it has. Everything is
 * replayed from the first seed, and only finished rounds count. So the seeds and
 * verdicts do not depend on the number of workers, or on interruptions.
 *
 * @module
 */

import {
  decide,
  type Family,
  type Runner,
  standingsOf,
  startRunner,
  stop,
} from "./_family.ts";
import { claimStandingsOf, goOn } from "./_family_claims.ts";
import type { RunClaimStanding } from "./decide_claims.ts";
import type { Entry, Schedule, Standing } from "./standing.ts";

/** What a run has come to. */
export interface Replay {
  /** By the keys of the entries. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** By the names of the claims that the entries are of. */
  readonly claims: ReadonlyMap<string, RunClaimStanding>;
  /** The looks so far, each with the keys of what it let go on. */
  readonly rounds: readonly { seeds: number; goingOn: readonly string[] }[];
  /** How many seeds these need next; `undefined` if none goes on. */
  readonly next: number | undefined;
}

/**
 * Replays a run from its first seed, as far as its scores go.
 *
 * After each round, an assertion is decided if one of its sides has the evidence
 * that the false discovery rate of its family takes, and at least 40 to 1. Those
 * that the remaining seeds cannot decide are given up. In both cases the
 * evidence is frozen; what was given up may still be decided if the bar falls.
 * A claim takes more evidence than each of its assertions. So decided ones go on
 * while the claim needs it, and what they bring counts for the claim alone. All
 * that go on stand at the same seed, or the promises would not hold.
 *
 * @param entries The assertions of the run.
 * @param schedule When to look for verdicts, and what else shares the promise.
 * @returns Where each assertion and each claim stands, and how many seeds come
 * next.
 * @throws {RangeError} If the schedule is not of whole numbers from 1, a key
 * comes twice, a claim is in two families, or a score is out of bounds.
 * @see H. Wang, S. Dandapanthula and A. Ramdas (2025), Anytime-valid FDR control
 * with the stopped e-BH procedure, DOI 10.48550/arXiv.2502.08539
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meanQuantity } from "./mean_quantity.ts";
 * import { replay } from "./replay.ts";
 * import { wagerGreater } from "./wager.ts";
 *
 * const mean = meanQuantity([0.5, 0.5, 0.5], { lower: -1, upper: 1 });
 * const wager = wagerGreater(mean, { bound: 0, margin: 0.05 });
 * const entry = { key: "gain", claim: "gain", family: "paper", wager };
 * const run = replay([entry], { first: 2, step: 4, most: 20 });
 * assertEquals(run.standings.get("gain")?.verdict, "inconclusive");
 * assertEquals(run.next, 6);
 * ```
 */
export function replay(
  entries: readonly Entry[],
  schedule: Schedule,
): Replay {
  const keys = entries.map(({ key }) => key);
  if (new Set(keys).size < keys.length) {
    throw new RangeError(`Cannot look for verdicts: got a key twice, ${keys}`);
  }
  for (const [claim, own] of Map.groupBy(entries, ({ claim }) => claim)) {
    const names = [...new Set(own.map(({ family }) => family))];
    if (names.length === 1) continue;
    throw new RangeError(
      `Cannot look for verdicts: ${claim} is in several families, ${names}`,
    );
  }
  const runners = entries.map(startRunner);
  const families = familiesOf(runners, schedule);
  const goingOnes = () => runners.filter(({ isGoingOn }) => isGoingOn);
  const rounds: { seeds: number; goingOn: string[] }[] = [];
  let next: number | undefined;
  for (const seeds of looksOf(schedule)) {
    const going = goingOnes();
    if (going.length === 0) break;
    if (going.some(({ support }) => support.length < seeds)) {
      next = seeds;
      break;
    }
    for (const runner of going) {
      runner.trained = seeds;
      if (runner.state === "open") runner.seeds = seeds;
    }
    for (const family of families) {
      decide(family);
      stop(family);
      goOn(family);
    }
    const goingOn = goingOnes().map(({ entry }) => entry.key);
    rounds.push({ seeds, goingOn });
  }
  const found = families.flatMap(standingsOf);
  const standings = new Map(found.map((each) => [each.key, each]));
  const claims = new Map(families.flatMap(claimStandingsOf));
  return { standings, claims, rounds, next };
}

function familiesOf(
  runners: readonly Runner[],
  {
    most,
    rate = 0.05,
    giveUpFrom = 12,
    others = [],
    otherClaims = [],
    isWhole = () => true,
  }: Schedule,
): Family[] {
  const names = new Set(runners.map(({ entry }) => entry.family));
  return [...names].map((name) => ({
    runners: runners.filter(({ entry }) => entry.family === name),
    others: others.filter(({ family }) => family === name),
    otherClaims: otherClaims.filter(({ family }) => family === name),
    most,
    rate,
    giveUpFrom,
    isWhole,
  }));
}

/** The seeds of each look. */
function looksOf({ first, step, most }: Schedule): number[] {
  for (const seeds of [first, step, most]) {
    if (!Number.isInteger(seeds) || seeds < 1) {
      throw new RangeError(
        "Cannot look for verdicts: wanted whole numbers of seeds from 1, got " +
          `${first} at first, ${step} a round and ${most} at most`,
      );
    }
  }
  const looks = [];
  for (let seeds = first; seeds < most; seeds += step) looks.push(seeds);
  return [...looks, most];
}
