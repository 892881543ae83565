/** How long a run's trials will take on its engine. */
import {
  estimateSeconds,
  FIXED_SECONDS,
  type SecondsRange,
} from "../trials/trial_cost.ts";
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

/** How much faster than WebAssembly TensorFlow is, where it has run nothing. */
const FASTER = { cpu: 10, gpu: 100 };

/** By what factor a time may be wrong that no trial was run for. */
const GUESS = 3;

/** A time, and whether trials like these were run on the engine before. */
export interface PredictedSeconds extends SecondsRange {
  isGuess: boolean;
}

/**
 * Judges the time of trials, one after another, by those that the same engine
 * has run; where it has run none like them, by what is known of networks.
 *
 * @param trials What is to be run.
 */
export function predictSeconds(
  trials: readonly Trial[],
  { engine, store }: Predicting,
): PredictedSeconds {
  const kept = store.recent(JUDGED_BY)
    .filter(({ origin }) => origin.engine.name === engine.name);
  const known = estimateSeconds(trials, kept);
  if (known !== undefined) return { ...known, isGuess: false };
  const onWasm = trials.reduce((sum, { spec }) => sum + secondsOnWasm(spec), 0);
  const seconds = onWasm / (engine.name === "wasm" ? 1 : FASTER[engine.device]);
  return {
    low: seconds / GUESS,
    high: seconds * GUESS + trials.length * FIXED_SECONDS,
    isGuess: true,
  };
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
  const { low, high } = predictSeconds(trials, predicting);
  const [least, most] = [low, high]
    .map((seconds) => Math.round(seconds / workers / HOUR));
  const large = trials.filter(({ spec }) => spec.model === "vgg19").length;
  return [
    ...(most! < 1 ? [] : [
      `the trials before the first look take ${least} to ${most} h on WebAssembly, ` +
      "and TensorFlow takes about a tenth of that. Next step: deno task " +
      "doctor says how to get it",
    ]),
    ...(large === 0 ? [] : [
      `${large} of these trials need more than the 4 GiB that WebAssembly can ` +
      "have, and will end as oom: vgg19. Next step: train them on TensorFlow",
    ]),
  ];
}
