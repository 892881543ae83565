/**
 * The claims of one family in a run: which assertions go on for them, and what
 * they come to.
 *
 * @module
 */

import { type Family, type Runner, sidesOf, stoppedOf } from "./_family.ts";
import { isFair } from "./bets.ts";
import {
  barOfHalf,
  type ClaimPart,
  type ClaimStanding,
  decideClaims,
  evidenceMissing,
} from "./decide_claims.ts";
import { lookAhead } from "./outlook.ts";

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
