/**
 * The verdicts of a run, as its seeds come in round by round.
 *
 * Whether an assertion goes on depends on finished rounds alone, and every
 * verdict is replayed from the first seed. So a run comes to the same seeds and
 * verdicts however many workers it has and however often it is interrupted: it
 * calls this after each round, with all scores that there are.
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
import type { Entry, Schedule, Standing } from "./standing.ts";

/** What a run has come to. */
export interface Replay {
  /** In the order of the entries. */
  readonly standings: readonly Standing[];
  /** The looks so far, each with the keys of what was open after it. */
  readonly rounds: readonly { seeds: number; open: readonly string[] }[];
  /** The seeds that what is open is to have next; absent if nothing is. */
  readonly next: number | undefined;
}

/**
 * Replays a run from its first seed, as far as its scores go.
 *
 * After each round, for each family: whatever has the evidence that the false
 * discovery rate takes, and 40 to 1, on either side, is decided, and its
 * evidence frozen. Of the others, what will not have it after the last round
 * stops, with its evidence frozen too: should others lower the bar below it, it
 * is decided after all. All that is open stands at the same seed, so that the
 * evidence of each holds whatever the others have shown.
 *
 * @param entries The assertions that are run.
 * @param schedule When verdicts are looked for, and what shares the promise
 * beside the entries.
 * @returns Where each assertion stands, and what the next round is to bring.
 * @throws {RangeError} If the schedule is none, two entries have the same key,
 * or a score is out of bounds.
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
 * const after = (seeds: number) => {
 *   const scores = new Array<number>(seeds).fill(0.5);
 *   const mean = meanQuantity(scores, { lower: -1, upper: 1 });
 *   const wager = wagerGreater(mean, { bound: 0, margin: 0.05 });
 *   const entry = { key: "gain", family: "paper", wager };
 *   return replay([entry], { first: 8, step: 2, most: 20 });
 * };
 * assertEquals(after(8).next, 10);
 * const { standings: [gain], next } = after(12);
 * assertEquals(next, undefined);
 * assertEquals([gain?.verdict, gain?.seeds], ["supported", 12]);
 * ```
 */
export function replay(
  entries: readonly Entry[],
  schedule: Schedule,
): Replay {
  requireKeys(entries);
  const runners = entries.map(startRunner);
  const families = familiesOf(runners, schedule);
  const openOnes = () => runners.filter(({ state }) => state === "open");
  const rounds: { seeds: number; open: string[] }[] = [];
  let next: number | undefined;
  for (const seeds of looksOf(schedule)) {
    const open = openOnes();
    if (open.length === 0) break;
    if (open.some(({ support }) => support.length < seeds)) {
      next = seeds;
      break;
    }
    for (const runner of open) runner.seeds = seeds;
    for (const family of families) {
      decide(family);
      stop(family);
    }
    rounds.push({ seeds, open: openOnes().map(({ entry }) => entry.key) });
  }
  const found = families.flatMap(standingsOf);
  const byKey = new Map(found.map((standing) => [standing.key, standing]));
  const standings = entries.map(({ key }) => byKey.get(key)!);
  return { standings, rounds, next };
}

function familiesOf(
  runners: readonly Runner[],
  schedule: Schedule,
): Family[] {
  const { others = [] } = schedule;
  const names = new Set(runners.map(({ entry }) => entry.family));
  return [...names].map((name) => ({
    runners: runners.filter(({ entry }) => entry.family === name),
    others: others.filter(({ family }) => family === name),
    schedule,
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

function requireKeys(entries: readonly Entry[]): void {
  const keys = entries.map(({ key }) => key);
  const twice = keys.find((key, at) => keys.indexOf(key) < at);
  if (twice !== undefined) {
    throw new RangeError(
      `Cannot look for verdicts: wanted one entry a key, got two "${twice}"`,
    );
  }
}
