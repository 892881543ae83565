/**
 * The assertions of one family on their way through a run: which of them have
 * the evidence for a verdict, and which will not come to have it.
 *
 * @module
 */

import { logEvidence } from "./bets.ts";
import { closure } from "./closure.ts";
import { eBenjaminiHochberg } from "./e_benjamini_hochberg.ts";
import { canDecide, seedsToDecide } from "./outlook.ts";
import type { Entry, Schedule, Standing, Stopped } from "./standing.ts";

/** An assertion on its way. */
export interface Runner {
  readonly entry: Entry;
  /** The evidence on either side after each seed. */
  readonly support: readonly number[];
  readonly contradiction: readonly number[];
  state: Standing["state"];
  /** Where its evidence is read: the last look at which it was open. */
  seeds: number;
  /** What its verdict took, if it has one. */
  bar: number;
}

/** Those that share a promise, in a run or not. */
export interface Family {
  readonly runners: readonly Runner[];
  readonly others: readonly Stopped[];
  readonly schedule: Schedule;
}

/** Puts an assertion at the start. */
export function startRunner(entry: Entry): Runner {
  return {
    entry,
    support: logEvidence(entry.wager.support),
    contradiction: logEvidence(entry.wager.contradiction),
    state: "open",
    seeds: 0,
    bar: Infinity,
  };
}

/** Decides whatever has the evidence for a verdict, on either side. */
export function decide(family: Family): void {
  const bar = barOf(family);
  for (const runner of family.runners) {
    if (runner.state === "decided") continue;
    if (largest(stoppedOf(runner)) < Math.log(bar)) continue;
    runner.state = "decided";
    runner.bar = bar;
  }
}

/**
 * Stops what got all seeds, and what they will not decide even if everything
 * that is open is decided with it, so that the bar is as low as it can be.
 */
export function stop(family: Family): void {
  const { most, giveUpFrom = 12 } = family.schedule;
  const open = family.runners.filter(({ state }) => state === "open");
  const evidence = barOf(family, open);
  for (const runner of open) {
    const { seeds, entry: { wager } } = runner;
    if (seeds >= most) runner.state = "spent";
    else if (seeds < giveUpFrom) continue;
    else if (!canDecide(wager, { seeds, most, evidence })) {
      runner.state = "given-up";
    }
  }
}

/** Says where each of a family stands. */
export function standingsOf(family: Family): Standing[] {
  const all = [...family.runners.map(stoppedOf), ...family.others];
  const stars = {
    supported: closure(all.map(({ support }) => support)),
    contradicted: closure(all.map(({ contradiction }) => contradiction)),
  };
  return family.runners.map((runner, at) => {
    const { entry: { key, wager }, state, seeds } = runner;
    const stopped = stoppedOf(runner);
    const isDecided = state === "decided";
    const bar = isDecided ? runner.bar : barOf(family, [runner]);
    const isSupported = stopped.support >= Math.log(bar);
    const isContradicted = stopped.contradiction >= Math.log(bar);
    const verdict = isSupported ? "supported" : "contradicted";
    return {
      ...stopped,
      key,
      state,
      seeds,
      bar,
      verdict: isDecided ? verdict : "inconclusive",
      isBoth: isDecided && isSupported && isContradicted,
      isStarred: isDecided && stars[verdict][at]!,
      wanted: isDecided || seeds < 2
        ? undefined
        : seedsToDecide(wager, { seeds, evidence: bar }),
    };
  });
}

/**
 * The evidence that decides in a family.
 *
 * @param hoped What is taken to be decided, whatever its evidence.
 */
function barOf(
  { runners, others, schedule: { rate = 0.05 } }: Family,
  hoped: readonly Runner[] = [],
): number {
  const all = [...runners.map(stoppedOf), ...others];
  const touching = all.filter(({ isTouching }) => isTouching).length;
  const logs = all.map((stopped, at) =>
    hoped.includes(runners[at]!) ? Infinity : largest(stopped)
  );
  return eBenjaminiHochberg(logs, { rate, hypotheses: all.length + touching });
}

function largest({ support, contradiction }: Stopped): number {
  return Math.max(support, contradiction);
}

/** The evidence on a runner at the look where it is, or was stopped. */
function stoppedOf(runner: Runner): Stopped {
  const { entry: { family, wager: { isTouching } }, seeds } = runner;
  return {
    family,
    isTouching,
    support: runner.support[seeds - 1] ?? -Infinity,
    contradiction: runner.contradiction[seeds - 1] ?? -Infinity,
  };
}
