/** What a run will train, judged by the trials that are kept. */
import { placedTrials } from "../study/placed_trials.ts";
import {
  isOfAssertion,
  type Placed,
  type RunStandings,
  type StandingAssertion,
} from "../study/standings.ts";
import { planOf } from "../trials/plan.ts";
import type { Trial } from "../trials/trial.ts";
import {
  firstTrials,
  type RoundsOptions,
  type TrainedRounds,
  trainRounds,
} from "./train_rounds.ts";
import type { KeptTrials } from "../trials/kept_trials.ts";
import type { SeedPlan } from "./settings/settings.ts";

/** The trials of a run, kept ones too. */
export interface Forecast {
  /** If the next look for verdicts is the last. */
  least: Trial[];
  /** If evidence grows as it did; nothing before the first look. */
  expected: Trial[] | undefined;
  /** If all that goes on takes all seeds. */
  most: Trial[];
}

/** What a forecast is made from. */
export interface ForecastOptions extends Pick<RoundsOptions, "standingsOf"> {
  seeds: SeedPlan;
  /** Where trials are kept. */
  trials: Pick<KeptTrials, "lookUp">;
}

/**
 * Foresees a run: goes through the rounds that are kept as a whole, and guesses
 * from there.
 *
 * @param placed All statements of the run.
 */
export async function forecast(
  placed: readonly Placed[],
  { seeds, trials, standingsOf }: ForecastOptions,
): Promise<Forecast> {
  const trained: TrainedRounds = { results: new Map(), unfinished: [] };
  let last: RunStandings | undefined;
  const stop = new AbortController();
  await trainRounds(placed, trained, {
    rules: { seeds, failFast: false, explain: false },
    session: {
      explain: () => [],
      async *run(wanted) {
        const { kept, missing } = trials.lookUp(wanted);
        yield* kept;
        if (missing.length > 0) stop.abort();
      },
    },
    view: { show() {}, note() {}, end() {} },
    standingsOf,
    onRound: (standings) => last = standings,
    stop,
  });
  const { next, assertions = [] } = last ?? {};
  const going = assertions.filter(({ standing }) => standing.isGoingOn);
  // Without a look, all is open, and all of it is trained at first.
  const base = last === undefined
    ? firstTrials(placed, seeds)
    : [...trained.results.values()];
  const plan = (seedsOf: (each: StandingAssertion) => number) =>
    planOf([
      ...base,
      ...going.flatMap((each) => placedTrials([each], seedsOf(each))),
    ]).trials;
  const { most } = seeds;
  const decidable = placed.filter(isOfAssertion);
  return {
    least: plan(() => next ?? 0),
    expected: last === undefined
      ? undefined
      : plan((each) => Math.max(next ?? 0, Math.min(most, wantedOf(each)))),
    most: last === undefined
      ? planOf([...base, ...placedTrials(decidable, most)]).trials
      : plan(() => most),
  };
}

/**
 * About how many seeds would decide an assertion. One that is decided, and goes on
 * for its claim, is taken to need one more round.
 */
function wantedOf({ standing: { state, wanted } }: StandingAssertion): number {
  if (state === "decided") return 0;
  return wanted === undefined ? Infinity : (wanted.least + wanted.most) / 2;
}
