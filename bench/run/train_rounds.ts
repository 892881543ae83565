/**
 * Trains a run round by round, as far as its claims need it.
 *
 * All cells get the seeds of the first look; from then on, those of assertions
 * that are open, or that their claim needs more of. What comes next depends on
 * finished rounds alone: who trains them, in which order, and how often that is
 * interrupted changes nothing.
 */
import type { RoundEvent, RunView } from "../../reports/terminal/run_view.ts";
import { placedTrials } from "../study/placed_trials.ts";
import {
  isOfAssertion,
  keyOf,
  type Placed,
  type RunStandings,
} from "../study/standings.ts";
import type { Results } from "../study/series.ts";
import type { Trial, TrialResult } from "../trials/trial.ts";
import { type Session, sortLike } from "./session.ts";
import type { SeedPlan, Settings } from "./settings/settings.ts";

/** What rounds are trained by. */
export interface RoundsOptions {
  /** How many seeds, and what is done beside training. */
  rules: Pick<Settings, "failFast" | "explain"> & { seeds: SeedPlan };
  session: Pick<Session, "run" | "explain">;
  view: RunView;
  /** Where assertions stand, by the results of finished rounds. */
  standingsOf: (results: Results) => RunStandings;
  /** Told of each finished round; it may stop the run. */
  onRound?: (standings: RunStandings) => void;
  /** Aborted where the run ends before its end. */
  stop: AbortController;
  /** Whether departures are tried on fresh seeds. @default {false} */
  isConfirmation?: boolean;
}

/**
 * The trials of a run before its first look for verdicts.
 *
 * @param placed All statements of the run.
 */
export function firstTrials(
  placed: readonly Placed[],
  seeds: SeedPlan,
): Trial[] {
  return placedTrials(placed, seedsAtFirst(seeds));
}

/** A fixed number of seeds is trained at once. */
function seedsAtFirst({ first, most, isFixed }: SeedPlan): number {
  return isFixed ? most : first;
}

/** What was trained, by the keys of trials. */
export interface TrainedRounds {
  /** Those of finished rounds. */
  results: Map<string, TrialResult>;
  /**
   * Those of a round that did not come to its end. Which of its trials ended
   * depends on how long they took: nothing is decided by them.
   */
  unfinished: TrialResult[];
}

/**
 * Trains the trials of a run that are not kept.
 *
 * @param placed All statements of the run.
 * @param trained Where results are added: all that was trained is there, even
 * if this throws.
 * @returns Whether it came to its end: nothing cut it short.
 */
export async function trainRounds(
  placed: readonly Placed[],
  { results, unfinished }: TrainedRounds,
  options: RoundsOptions,
): Promise<boolean> {
  const { rules, onRound, standingsOf, stop, isConfirmation = false } = options;
  let going = placed;
  let seeds: number | undefined = seedsAtFirst(rules.seeds);
  for (let round = 1; seeds !== undefined; round++) {
    const trials = placedTrials(going, seeds)
      .filter(({ key }) => !results.has(key));
    const goingOn = namesOf(going);
    const event = { round, seeds, goingOn, isConfirmation };
    await trainRound(trials, unfinished, { ...options, event });
    // What is stopped may have finished all the same.
    if (unfinished.length < trials.length) return false;
    for (const result of unfinished.splice(0)) results.set(result.key, result);
    const standings = standingsOf(results);
    onRound?.(standings);
    seeds = standings.next;
    if (stop.signal.aborted && seeds !== undefined) return false;
    going = standings.assertions.filter(({ standing }) => standing.isGoingOn);
  }
  return true;
}

/** What is told of a round before its trials are looked up. */
type RoundStart = Pick<
  RoundEvent,
  "round" | "seeds" | "goingOn" | "isConfirmation"
>;

async function trainRound(
  trials: readonly Trial[],
  ended: TrialResult[],
  { rules, session, view, stop, event }: RoundsOptions & { event: RoundStart },
): Promise<void> {
  const { signal } = stop;
  if (signal.aborted || trials.length === 0) return;
  if (rules.explain) {
    view.end();
    console.log(session.explain(trials).join("\n") + "\n");
  }
  try {
    for await (const result of session.run(trials, { event, view, signal })) {
      ended.push(result);
      if (rules.failFast && result.status !== "ok") stop.abort();
    }
  } finally {
    ended.splice(0, ended.length, ...sortLike(trials, ended));
  }
}

/** The names of assertions; measures never go on. */
function namesOf(placed: readonly Placed[]): string[] {
  return placed.filter(isOfAssertion).map(keyOf);
}
