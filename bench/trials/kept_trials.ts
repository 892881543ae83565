/** Trials that are run once, and kept from then on. */
import { explain, type Explanation } from "./_explain.ts";
import {
  type RunOptions,
  type TrialExecutor,
  WorkerError,
} from "./executor.ts";
import { isSettled } from "./is_settled.ts";
import { Reservations } from "./store/reservations.ts";
import type { KeptTrial, TrialStore } from "./store/store.ts";
import { resultKey } from "./result_key.ts";
import type { Trial, TrialOrigin, TrialResult, TrialSpec } from "./trial.ts";

/** Which kept results are used. */
export type Reuse =
  /** The same spec, data, code and engine. */
  | "same"
  /** The same spec, data and code. */
  | "any-engine"
  /** Nothing that was there before. */
  | "none";

/** Where trials are kept, and what runs them. */
export interface KeptTrialsOptions {
  store: TrialStore;
  executor: TrialExecutor;
  /** From what a trial is to be computed. */
  originOf: (spec: TrialSpec) => TrialOrigin;
  /** @default {"same"} */
  reuse?: Reuse;
}

/** Milliseconds between two checks of what other runs have finished. */
const PATIENCE = 300;

/** Looks trials up in a store, runs those that are missing, and keeps them. */
export class KeptTrials {
  readonly #options: Required<KeptTrialsOptions>;
  /** Attempts up to this one are ignored. */
  readonly #after: number;

  /**
   * Makes one for a store and an executor.
   *
   * @param options Where trials are kept, and what runs the missing ones.
   */
  constructor(options: KeptTrialsOptions) {
    this.#options = { reuse: "same", ...options };
    this.#after = this.#options.reuse === "none"
      ? options.store.lastAttempt()
      : 0;
  }

  /**
   * Sorts trials by whether they are kept.
   *
   * @returns The results that are there, and the trials that are to be run.
   */
  lookUp(
    trials: readonly Trial[],
  ): { kept: TrialResult[]; missing: Trial[] } {
    const kept: TrialResult[] = [];
    const missing: Trial[] = [];
    for (const trial of trials) {
      const found = this.#find(trial);
      if (found === undefined) missing.push(trial);
      else kept.push(found.result);
    }
    return { kept, missing };
  }

  /** Says of a trial whether it is run, and why. */
  explain(trial: Trial): Explanation {
    const { originOf, ...options } = this.#options;
    return explain(trial, {
      ...options,
      origin: originOf(trial.spec),
      kept: this.#find(trial),
    });
  }

  /**
   * Runs trials, and keeps every attempt as it ends. Trials that another run on
   * the same store has begun are waited for, and not run twice.
   *
   * @param trials Those to run; one that is there twice is run once.
   * @returns A result for each, in the order they end.
   * @throws {WorkerError} If a trial was computed from other data or code than
   * was asked for.
   */
  async *run(
    trials: readonly Trial[],
    options: Pick<RunOptions, "signal"> = {},
  ): AsyncGenerator<TrialResult> {
    const { store, originOf, executor } = this.#options;
    using reservations = new Reservations(store);
    const keyOf = (trial: Trial) => resultKey(trial, originOf(trial.spec));
    const record = (attempt: TrialResult) => {
      const origin = originOf(attempt.spec);
      assertOrigin(attempt, origin);
      store.record(attempt, attempt.origin ?? origin);
    };
    let waiting = [
      ...new Map(trials.map((trial) => [keyOf(trial), trial])).values(),
    ];
    while (waiting.length > 0 && !options.signal?.aborted) {
      const own = reservations.take(waiting.map(keyOf));
      // Looked up after the reservation: from here on no other run adds to it.
      const { kept, missing } = this.lookUp(waiting);
      yield* kept;
      waiting = missing.filter((trial) => !own.has(keyOf(trial)));
      const taken = missing.filter((trial) => own.has(keyOf(trial)));
      if (taken.length === 0 && waiting.length > 0) {
        await new Promise((resolve) => setTimeout(resolve, PATIENCE));
        continue;
      }
      const results = executor.run(taken, { ...options, onRetry: record });
      for await (const result of results) {
        record(result);
        yield result;
      }
    }
  }

  #find(trial: Trial): KeptTrial | undefined {
    const { store, originOf, reuse } = this.#options;
    const origin = originOf(trial.spec);
    const after = this.#after;
    const same = store.find(trial, origin, { after });
    if (same !== undefined || reuse !== "any-engine") return same;
    return store.findAll(trial).find(({ result, origin: other }) =>
      isSettled(result.status) && other.data === origin.data &&
      other.code === origin.code
    );
  }
}

function assertOrigin({ origin: got }: TrialResult, wanted: TrialOrigin): void {
  if (got === undefined) return;
  for (const part of ["data", "code"] as const) {
    if (got[part] === wanted[part]) continue;
    throw new WorkerError(
      `Cannot keep a trial: its ${part} changed while it ran, or differs on ` +
        `the worker's machine (SHA-256 ${wanted[part].slice(0, 12)} wanted, ` +
        `got ${got[part].slice(0, 12)}). Next step: run again with the same ` +
        `${part} everywhere`,
    );
  }
}
