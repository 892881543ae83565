/**
 * The assertions of one family in a run: which have the evidence for a verdict,
 * and which will never have it.
 *
 * @module
 */

import { logEvidence } from "./bets.ts";
import { closure } from "./closure.ts";
import { eBenjaminiHochberg } from "./e_benjamini_hochberg.ts";
import { lookAhead } from "./outlook.ts";
import type { Entry, Standing, Stopped, StoppedClaim } from "./standing.ts";
import type { Verdict } from "./verdict.ts";

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
  trained: number;
  /** What its verdict took, if it has one. */
  bar: number;
}

/** Assertions that share a promise, and what they are decided by. */
export interface Family {
  readonly runners: readonly Runner[];
  readonly others: readonly Stopped[];
  readonly otherClaims: readonly StoppedClaim[];
  readonly most: number;
  readonly rate: number;
  readonly giveUpFrom: number;
  readonly isWhole: (claim: string) => boolean;
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
    trained: 0,
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
  const { most, giveUpFrom } = family;
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
      trained: runner.trained,
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
  { runners, others, rate }: Family,
  hoped: readonly Runner[] = [],
): number {
  const all = [...runners.map(stoppedOf), ...others];
  const touching = all.filter(({ isTouching }) => isTouching).length;
  const logs = all.map(({ support, contradiction }, at) =>
    hoped.includes(runners[at]!) ? Infinity : Math.max(support, contradiction)
  );
  return eBenjaminiHochberg(logs, { rate, hypotheses: all.length + touching });
}

/** Its verdict and evidence, at the look where it is or was stopped. */
export function stoppedOf(runner: Runner): Stopped & { verdict: Verdict } {
  const { entry: { family, wager: { isTouching } }, state } = runner;
  const sides = sidesOf(runner, runner.seeds);
  const isSupported = sides.support >= Math.log(runner.bar);
  const verdict = isSupported ? "supported" : "contradicted";
  return {
    family,
    isTouching,
    ...sides,
    verdict: state === "decided" ? verdict : "inconclusive",
  };
}

/** The evidence after as many seeds. */
export function sidesOf(
  { support, contradiction }: Pick<Runner, "support" | "contradiction">,
  seeds: number,
): Pick<Stopped, "support" | "contradiction"> {
  return {
    support: support[seeds - 1] ?? -Infinity,
    contradiction: contradiction[seeds - 1] ?? -Infinity,
  };
}
