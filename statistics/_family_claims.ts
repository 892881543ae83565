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
  type ClaimStanding,
  decideClaims,
  type RunClaimStanding,
} from "./decide_claims.ts";
import { lookAhead } from "./outlook.ts";

/**
 * Lets go on what is open, and what is decided if more seeds of it may decide its
 * claim. What has stopped does not begin again: which seeds it would get must not
 * depend on later seeds of others.
 */
export function goOn(family: Family): void {
  for (const runner of family.runners) {
    runner.isGoingOn &&= runner.state === "open" || runner.state === "decided";
  }
  if (!family.runners.some(isForClaim)) return;
  const claims = claimsOf(family);
  const standings = decideClaims(claims.map(({ parts }) => parts), family);
  const log = Math.log(barAhead(claims, family));
  for (const [at, claim] of claims.entries()) {
    const targets = targetsOf(claim, { standing: standings[at]!, log });
    for (
      const { runner } of claim.parts.filter(({ runner }) => isForClaim(runner))
    ) {
      runner.isGoingOn = mayReach(targets.get(runner), { ...family, runner });
    }
  }
}

/** Whether it has its verdict, and goes on all the same. */
function isForClaim({ isGoingOn, state }: Runner): boolean {
  return isGoingOn && state === "decided";
}

/**
 * The evidence that a claim needs of decided assertions, as natural logarithms.
 * Against the claim, that which has most of those that go on is followed: it must
 * get ahead of what has stopped.
 *
 * @param options What it came to, and the evidence that it is to have.
 */
function targetsOf(
  { parts, isLost }: FamilyClaim,
  { standing: { verdict, drawn, contradiction }, log }: {
    standing: ClaimStanding;
    log: number;
  },
): Map<Runner, number> {
  if (isLost || verdict !== "inconclusive") return new Map();
  const going = parts.filter(({ runner }) => isForClaim(runner));
  if (drawn !== "contradicted") {
    const short = going.filter(({ support }) => support < log);
    return new Map(short.map(({ runner }) => [runner, log]));
  }
  const against = (all: readonly RunPart[]) =>
    all.filter(({ verdict }) => verdict === "contradicted")
      .toSorted((a, b) => b.contradiction - a.contradiction);
  const [first] = against(parts);
  const [leader] = against(going);
  return first === undefined || leader === undefined || contradiction >= log
    ? new Map()
    : new Map([[leader.runner, first.contradiction + log - contradiction]]);
}

/** Whether the rest of the seeds may bring an assertion so much evidence. */
function mayReach(
  target: number | undefined,
  { runner, most, giveUpFrom }: Pick<Family, "most" | "giveUpFrom"> & {
    runner: Runner;
  },
): boolean {
  const { trained: seeds, entry: { wager } } = runner;
  if (target === undefined || seeds >= most) return false;
  const evidence = Math.exp(target);
  return seeds < giveUpFrom ||
    lookAhead(wager, { seeds, most, evidence }).canDecide;
}

/** Decides the claims of a family, by their names. */
export function claimStandingsOf(
  family: Family,
): (readonly [name: string, RunClaimStanding])[] {
  const claims = claimsOf(family);
  const parts = claims.map(({ parts }) => parts);
  return decideClaims(parts, family).map((standing, at) => {
    const { name, parts } = claims[at]!;
    const isGoingOn = parts.some(({ runner }) => runner.isGoingOn);
    return [name, { ...standing, isGoingOn }];
  });
}

/** An assertion in the run, as a part of its claim. */
interface RunPart extends ClaimPart {
  readonly runner: Runner;
}

/** A claim, and its assertions in the run. */
interface FamilyClaim {
  readonly name: string;
  readonly parts: readonly RunPart[];
  /** Whether the sides of any touch: then it counts twice. */
  readonly isTouching: boolean;
  /** Whether more seeds will not decide it. */
  readonly isLost: boolean;
}

function claimsOf({ runners, isWhole }: Family): FamilyClaim[] {
  const claims = Map.groupBy(runners, ({ entry }) => entry.claim);
  return [...claims].map(([name, runners]) => {
    const isAll = isWhole(name);
    const parts = runners.map((runner) => partOf(runner, isAll));
    const isAgainst = parts.some(({ verdict }) => verdict === "contradicted");
    const isShort = runners.some(({ state }) =>
      state === "given-up" || state === "spent"
    );
    return {
      name,
      parts,
      isTouching: parts.some(({ isTouching }) => isTouching),
      isLost: !isAll || isShort && !isAgainst,
    };
  });
}

/** What an assertion brings to its claim; a part of a claim supports nothing. */
function partOf(runner: Runner, isWhole: boolean): RunPart {
  const { trained, contradiction, entry: { wager } } = runner;
  const { verdict, ...stopped } = stoppedOf(runner);
  return {
    runner,
    ...stopped,
    ...sidesOf(runner, trained),
    verdict: isWhole || verdict === "contradicted" ? verdict : "inconclusive",
    path: isFair(wager.contradiction)
      ? contradiction.slice(0, trained)
      : undefined,
  };
}
