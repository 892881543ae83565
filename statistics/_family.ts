/**
 * The assertions of one family in a run: which have the evidence for a verdict,
 * which will never have it, and which go on for their claim.
 *
 * @module
 */

import { isFair, logEvidence } from "./bets.ts";
import { closure } from "./closure.ts";
import {
  barOfHalf,
  type ClaimEvidence,
  claimEvidence,
  type ClaimPart,
  type ClaimStanding,
  decideClaims,
  evidenceMissing,
} from "./decide_claims.ts";
import { eBenjaminiHochberg } from "./e_benjamini_hochberg.ts";
import { lookAhead } from "./outlook.ts";
import type { Entry, Schedule, Standing, Stopped } from "./standing.ts";

/** An assertion in a run. */
export interface Runner {
  readonly entry: Entry;
  /** The evidence on either side after each seed. */
  readonly support: readonly number[];
  readonly contradiction: readonly number[];
  state: Standing["state"];
  /** The last look at which it was open: its evidence is frozen there. */
  seeds: number;
  /** Whether it gets more seeds. */
  isGoingOn: boolean;
  /** The last look at which it did: its evidence on the claim is of there. */
  claimSeeds: number;
  /** What its verdict took, if it has one. */
  bar: number;
}

/** Assertions that share a promise. */
export interface Family {
  readonly runners: readonly Runner[];
  readonly others: readonly Stopped[];
  readonly schedule: Schedule;
}

/** Gives an assertion before its first look. */
export function startRunner(entry: Entry): Runner {
  return {
    entry,
    support: logEvidence(entry.wager.support),
    contradiction: logEvidence(entry.wager.contradiction),
    state: "open",
    seeds: 0,
    isGoingOn: true,
    claimSeeds: 0,
    bar: Infinity,
  };
}

/** Decides all that have the evidence for a verdict, on either side. */
export function decide(family: Family): void {
  const bar = barOf(family);
  for (const runner of family.runners) {
    if (runner.state === "decided") continue;
    const { support, contradiction } = stoppedOf(runner);
    if (Math.max(support, contradiction) < Math.log(bar)) continue;
    runner.state = "decided";
    runner.bar = bar;
  }
}

/**
 * Stops all that had all seeds, and all that the rest of the seeds cannot decide
 * even at the lowest bar: that of all open assertions decided.
 */
export function stop(family: Family): void {
  const { most, giveUpFrom = 12 } = family.schedule;
  const open = family.runners.filter(({ state }) => state === "open");
  const evidence = barOf(family, open);
  for (const runner of open) {
    const { seeds, entry: { wager } } = runner;
    if (seeds >= most) runner.state = "spent";
    else if (seeds < giveUpFrom) continue;
    else if (!lookAhead(wager, { seeds, most, evidence }).canDecide) {
      runner.state = "given-up";
    }
  }
}

/**
 * Lets go on what is open, and what is decided if more seeds of it may decide its
 * claim. What has stopped does not begin again: which seeds it would get must not
 * depend on later seeds of others.
 */
export function goOn(family: Family): void {
  const claims = claimsOf(family);
  const bar = Math.log(
    barOfHalf(claims.map(({ parts }) => parts), family.schedule),
  );
  for (const { runners, parts } of claims) {
    const isLost = runners.some(({ state }) =>
      state === "given-up" || state === "spent"
    ) && parts.every(({ verdict }) => verdict !== "contradicted");
    runners.forEach((runner, at) => {
      const missing = isLost
        ? 0
        : evidenceMissing(parts, { of: parts[at]!, bar });
      runner.isGoingOn &&= runner.state === "open" ||
        missing > 0 && mayBring(runner, { missing, ...family });
    });
  }
}

/** Whether the rest of the seeds may bring what a claim is short of. */
function mayBring(
  runner: Runner,
  { missing, schedule: { most, giveUpFrom = 12 } }:
    & Pick<Family, "schedule">
    & { missing: number },
): boolean {
  const { state, claimSeeds: seeds, entry: { wager } } = runner;
  if (state !== "decided" || seeds >= most) return false;
  if (seeds < giveUpFrom) return true;
  const { support, contradiction } = sidesOf(runner, seeds);
  const now = Math.max(support, contradiction);
  const evidence = Math.exp(now + missing);
  return lookAhead(wager, { seeds, most, evidence }).canDecide;
}

/** Decides the claims of a family, by their names. */
export function claimStandingsOf(
  family: Family,
): (readonly [name: string, ClaimStanding])[] {
  const claims = claimsOf(family);
  const parts = claims.map(({ parts }) => parts);
  const standings = decideClaims(parts, family.schedule);
  return claims.map(({ name }, at) => [name, standings[at]!] as const)
    .filter((_, at) => claims[at]!.runners.length > 0);
}

/** A claim, and its assertions in the run: none if it is not in it. */
interface FamilyClaim {
  readonly name: string;
  readonly runners: readonly Runner[];
  /** Those of the runners, in their order. */
  readonly parts: readonly ClaimPart[];
}

/**
 * The claims of a family. Of those in the run, assertions outside of it take no
 * part: they were not checked.
 */
function claimsOf({ runners, others }: Family): FamilyClaim[] {
  const own = Map.groupBy(runners, ({ entry }) => entry.claim);
  const beside = Map.groupBy(others, ({ claim }) => claim);
  return [
    ...[...own].map(([name, runners]) => ({
      name,
      runners,
      parts: runners.map(partOf),
    })),
    ...[...beside].filter(([name]) => !own.has(name))
      .map(([name, parts]) => ({ name, runners: [], parts })),
  ];
}

/** What an assertion brings to its claim. */
function partOf(runner: Runner): ClaimPart {
  const { claimSeeds, contradiction, entry: { wager } } = runner;
  return {
    ...stoppedOf(runner),
    ...sidesOf(runner, claimSeeds),
    path: isFair(wager.contradiction)
      ? contradiction.slice(0, claimSeeds)
      : undefined,
  };
}

/** Gives where each assertion of a family stands. */
export function standingsOf(family: Family): Standing[] {
  const all = [...family.runners.map(stoppedOf), ...family.others];
  const stars = {
    supported: closure(all.map(({ support }) => support)),
    contradicted: closure(all.map(({ contradiction }) => contradiction)),
  };
  return family.runners.map((runner, at) => {
    const { entry: { key, wager }, state, seeds, isGoingOn } = runner;
    const stopped = stoppedOf(runner);
    const { support, contradiction, verdict } = stopped;
    const isDecided = state === "decided";
    const bar = isDecided ? runner.bar : barOf(family, [runner]);
    return {
      ...stopped,
      key,
      state,
      seeds,
      isGoingOn,
      bar,
      together: all.length,
      isBoth: isDecided && Math.min(support, contradiction) >= Math.log(bar),
      isStarred: verdict !== "inconclusive" && stars[verdict][at]!,
      wanted: isDecided || seeds < 2
        ? undefined
        : lookAhead(wager, { seeds, most: seeds, evidence: bar }).wanted,
    };
  });
}

/**
 * The evidence that a verdict takes.
 *
 * @param hoped These count as decided, whatever their evidence.
 */
function barOf(
  { runners, others, schedule: { rate = 0.05 } }: Family,
  hoped: readonly Runner[] = [],
): number {
  const all = [...runners.map(stoppedOf), ...others];
  const touching = all.filter(({ isTouching }) => isTouching).length;
  const logs = all.map(({ support, contradiction }, at) =>
    hoped.includes(runners[at]!) ? Infinity : Math.max(support, contradiction)
  );
  return eBenjaminiHochberg(logs, { rate, hypotheses: all.length + touching });
}

/** The evidence at the look where the assertion is, or was stopped. */
function stoppedOf(runner: Runner): Stopped {
  const { entry: { family, claim, wager: { isTouching } }, state } = runner;
  const sides = sidesOf(runner, runner.seeds);
  const isSupported = sides.support >= Math.log(runner.bar);
  const verdict = isSupported ? "supported" : "contradicted";
  return {
    family,
    claim,
    isTouching,
    ...sides,
    verdict: state === "decided" ? verdict : "inconclusive",
  };
}

/** The evidence after as many seeds. */
function sidesOf(
  { support, contradiction }: Runner,
  seeds: number,
): ClaimEvidence {
  return {
    support: support[seeds - 1] ?? -Infinity,
    contradiction: contradiction[seeds - 1] ?? -Infinity,
  };
}
