/** How long a run's trials will take on its engine. */
import { estimateSeconds } from "../trials/trial_cost.ts";
import type { TrialStore } from "../trials/store/store.ts";
import type { EngineDescription, Trial } from "../trials/trial.ts";
import { secondsOnWasm } from "../trials/wasm_cost.ts";

/** What trains, and where what it trained before is kept. */
export interface Predicting {
  engine: EngineDescription;
  store: TrialStore;
}

/** Kept trials that a time is judged by. */
const JUDGED_BY = 1000;

const HOUR = 3600; // seconds

/**
 * Judges the time of trials, one after another, by those that the same engine
 * has run; on WebAssembly, by what is known of it, where it has run none.
 *
 * @param trials What is to be run.
 * @returns Seconds; nothing if some trial is like none that is known.
 */
export function predictSeconds(
  trials: readonly Trial[],
  { engine, store }: Predicting,
): number | undefined {
  const kept = store.recent(JUDGED_BY)
    .filter(({ origin }) => origin.engine.name === engine.name);
  const seconds = estimateSeconds(trials, kept);
  if (seconds !== undefined || engine.name !== "wasm") return seconds;
  return trials.reduce((sum, { spec }) => sum + secondsOnWasm(spec), 0);
}

/**
 * What there is to say before a run on WebAssembly that is long, or that has
 * trials which do not fit into its memory.
 *
 * @param trials What is to be run.
 * @returns Lines for people.
 */
export function wasmWarnings(
  trials: readonly Trial[],
  { workers, ...predicting }: Predicting & { workers: number },
): string[] {
  if (predicting.engine.name !== "wasm") return [];
  const seconds = (predictSeconds(trials, predicting) ?? 0) / workers;
  const hours = Math.round(seconds / HOUR);
  const large = trials.filter(({ spec }) => spec.model === "vgg19").length;
  return [
    ...(hours < 1 ? [] : [
      `the trials before the first look take about ${hours} h on WebAssembly, ` +
      "and TensorFlow takes about a tenth of that. Next step: deno task " +
      "doctor says how to get it",
    ]),
    ...(large === 0 ? [] : [
      `${large} of these trials need more than the 4 GiB that WebAssembly can ` +
      "have, and will end as oom: vgg19. Next step: train them on TensorFlow",
    ]),
  ];
}
