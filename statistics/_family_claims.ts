/**
 * The claims of one family in a run: which assertions go on for them, and what
 * they come to.
 *
 * @module
 */

import { type Family, type Runner, sidesOf, stoppedOf } from "./_family.ts";
import { isFair } from "./bets.ts";
import {
  barAhead,
  type ClaimPart,
  type ClaimsOptions,
  type ClaimStanding,
  decideClaims,
} from "./decide_claims.ts";
import { lookAhead } from "./outlook.ts";

/** What a claim came to, and whether it still gets more seeds. */
export interface RunClaimStanding extends ClaimStanding {
  readonly isGoingOn: boolean;
}

/**
 * Lets go on what is open, and what is decided if more seeds of it may decide its
 * claim. What has stopped does not begin again: which seeds it would get must not
 * depend on later seeds of others.
 */
export function goOn(family: Family): void {
  const claims = claimsOf(family);
  const { most, giveUpFrom = 12 } = family.schedule;
  const options = optionsOf(family);
  const standings = decideClaims(claims.map(({ parts }) => parts), options);
  const bar = Math.log(barAhead(claims, options));
  for (const [at, claim] of claims.entries()) {
    const isDecided = standings[at]!.verdict !== "inconclusive";
    const needs = isDecided || claim.isLost
      ? []
      : needsOf(claim, { ...standings[at]!, bar });
    for (const runner of claim.runners) {
      const missing = needs.find((each) => each.runner === runner)?.missing;
      runner.isGoingOn &&= runner.state === "open" ||
        missing !== undefined &&
          mayBring(missing, runner, { most, giveUpFrom });
    }
  }
}

/**
 * The decided assertions that a claim needs more evidence from, and how much, as
 * natural logarithms. Of those against it, that which has most is followed.
 */
function needsOf(
  { runners, parts }: FamilyClaim,
  { contradiction, drawn, bar }: ClaimStanding,
): { runner: Runner; missing: number }[] {
  const going = runners.map((runner, at) => ({ runner, part: parts[at]! }))
    .filter(({ runner }) => runner.isGoingOn && runner.state === "decided");
  if (drawn === "contradicted") {
    const [leader] = going
      .filter(({ part }) => part.verdict === "contradicted")
      .toSorted((a, b) => b.part.contradiction - a.part.contradiction);
    return leader === undefined
      ? []
      : [{ runner: leader.runner, missing: bar - contradiction }];
  }
  return going
    .map(({ runner, part }) => ({ runner, missing: bar - part.support }))
    .filter(({ missing }) => missing > 0);
}

/** Whether the rest of the seeds may bring what a claim is short of. */
function mayBring(
  missing: number,
  { claimSeeds: seeds, ...runner }: Runner,
  { most, giveUpFrom }: { most: number; giveUpFrom: number },
): boolean {
  if (seeds >= most) return false;
  if (seeds < giveUpFrom) return true;
  const { support, contradiction } = sidesOf(runner, seeds);
  const evidence = Math.exp(Math.max(support, contradiction) + missing);
  return lookAhead(runner.entry.wager, { seeds, most, evidence }).canDecide;
}

/** Decides the claims of a family, by their names. */
export function claimStandingsOf(
  family: Family,
): (readonly [name: string, RunClaimStanding])[] {
  const claims = claimsOf(family);
  const parts = claims.map(({ parts }) => parts);
  return decideClaims(parts, optionsOf(family)).map((standing, at) => {
    const { name, runners } = claims[at]!;
    const isGoingOn = runners.some(({ isGoingOn }) => isGoingOn);
    return [name, { ...standing, isGoingOn }];
  });
}

/** A claim, and its assertions in the run. */
interface FamilyClaim {
  readonly name: string;
  readonly runners: readonly Runner[];
  /** Those of the runners, in their order. */
  readonly parts: readonly ClaimPart[];
  /** Whether the sides of any touch: then it counts twice. */
  readonly isTouching: boolean;
  /** Whether it will have no verdict, or is not to have more seeds. */
  readonly isLost: boolean;
}

function claimsOf({ runners, schedule }: Family): FamilyClaim[] {
  const { goesOnFor = () => true } = schedule;
  const claims = Map.groupBy(runners, ({ entry }) => entry.claim);
  return [...claims].map(([name, runners]) => {
    const parts = runners.map(partOf);
    const isAgainst = parts.some(({ verdict }) => verdict === "contradicted");
    const isShort = runners.some(({ state }) =>
      state === "given-up" || state === "spent"
    );
    const isLost = !goesOnFor(name) || isShort && !isAgainst;
    const isTouching = parts.some(({ isTouching }) => isTouching);
    return { name, runners, parts, isTouching, isLost };
  });
}

/** What the claims of a family are decided beside. */
function optionsOf({ runners, schedule }: Family): ClaimsOptions {
  const { rate = 0.05, otherClaims = [] } = schedule;
  const family = runners[0]?.entry.family;
  return {
    rate,
    otherClaims: otherClaims.filter((each) => each.family === family),
  };
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
