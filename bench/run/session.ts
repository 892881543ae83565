/** What a run trains with: its data, its store, and whoever runs its trials. */
import { onStandardError, SILENT } from "../../reports/terminal/progress.ts";
import type { RoundEvent, RunView } from "../../reports/terminal/run_view.ts";
import { FeatureExecutor } from "./data/feature_executor.ts";
import type { NamedQueue } from "./settings/read_queue.ts";
import { openPool } from "./open_pool.ts";
import { wasmWarnings } from "./predict_seconds.ts";
import type { RunData } from "./data/prepare_data.ts";
import type { Settings } from "./settings/settings.ts";
import { imagesOf, trialEvent } from "./events.ts";
import { codeHash } from "../trials/code_hash.ts";
import type { TrialExecutor } from "../trials/executor.ts";
import { QueueExecutor } from "../trials/queue/queue_executor.ts";
import { KeptTrials, type Reuse } from "../trials/kept_trials.ts";
import { TrialStore } from "../trials/store/store.ts";
import type {
  EngineDescription,
  Trial,
  TrialOrigin,
  TrialResult,
  TrialSpec,
} from "../trials/trial.ts";
import type { WorkerSource } from "../trials/workers/messages.ts";

/** How trials are run and shown. */
export interface SessionRunOptions {
  view: RunView;
  /** When aborted, running trials are finished and no more are begun. */
  signal?: AbortSignal | undefined;
  /** Of which round they are. @default {a run of one round} */
  event?: Pick<RoundEvent, "round" | "seeds" | "goingOn" | "isConfirmation">;
}

/** A run's store and workers, from its first study to its last. */
export class Session implements AsyncDisposable {
  /** Looks up, runs and keeps trials. */
  readonly trials: KeptTrials;
  readonly store: TrialStore;
  /** What trains here; of a queue, where it is any, nothing is known. */
  readonly engine: EngineDescription;
  readonly #opened: AsyncDisposable;

  /**
   * Makes one of what is open already.
   *
   * @param opened Disposed of with it.
   */
  constructor(
    { trials, store, engine, opened }: {
      trials: KeptTrials;
      store: TrialStore;
      engine: EngineDescription;
      opened: AsyncDisposable;
    },
  ) {
    this.trials = trials;
    this.store = store;
    this.engine = engine;
    this.#opened = opened;
  }

  /**
   * Fetches the engine and opens the store.
   *
   * @param settings Where trials are kept, and who runs them.
   * @param options The data sets of the run, and who is told of what happens in it.
   * @throws {Error} If the engine or the store is missing or broken.
   */
  static async open(
    settings: Settings,
    { data, onNote }: {
      data: RunData;
      onNote: (text: string) => void;
    },
  ): Promise<Session> {
    await using opened = new AsyncDisposableStack();
    const store = opened.use(new TrialStore(settings.store));
    const dataOf = (spec: TrialSpec) => data.datasetOf(spec).contentHash;
    const { executor, ...computing } = settings.queue === undefined
      ? await here(settings, data.source)
      : await throughQueue(settings.queue, { dataOf, onNote });
    opened.use(executor);
    const trials = new KeptTrials({
      store,
      executor,
      reuse: reuseOf(settings),
      originOf: (spec) => ({ data: dataOf(spec), ...computing }),
    });
    const { engine } = computing;
    return new Session({ trials, store, engine, opened: opened.move() });
  }

  /**
   * Runs the trials that are not kept, and shows how far it is.
   *
   * @param trials Those of a round.
   * @yields Every result, kept or new.
   */
  async *run(
    trials: readonly Trial[],
    options: SessionRunOptions,
  ): AsyncGenerator<TrialResult> {
    const { view, signal, event } = options;
    const { kept, missing } = this.trials.lookUp(trials);
    const seeds = new Set(trials.map(({ spec }) => spec.seed)).size;
    view.show({
      event: "round",
      ...event ?? { round: 1, seeds, goingOn: [], isConfirmation: false },
      trials: trials.length,
      images: imagesOf(trials),
      kept: kept.length,
      keptImages: imagesOf(kept),
    });
    yield* kept;
    if (missing.length === 0) return;
    const tell = () =>
      view.note("finishing the running trainings, then writing the reports");
    signal?.addEventListener("abort", tell);
    try {
      for await (const result of this.trials.run(missing, { signal })) {
        view.show(trialEvent(result));
        yield result;
      }
    } finally {
      signal?.removeEventListener("abort", tell);
    }
  }

  /**
   * Says of each trial whether it is run, and why.
   *
   * @returns A line for each.
   */
  explain(trials: readonly Trial[]): string[] {
    return trials.map((trial) => {
      const { isKept, why } = this.trials.explain(trial);
      const { dataset, model, head, seed } = trial.spec;
      return `${isKept ? "kept" : "run "} ${dataset} ${model} ${head} seed ` +
        `${seed}: ${why}`;
    });
  }

  /**
   * What is not to be waited for without warning.
   *
   * @returns A line for each.
   */
  warnings(
    trials: readonly Trial[],
    { workers }: { workers: number },
  ): string[] {
    const { engine, store } = this;
    const { missing } = this.trials.lookUp(trials);
    return wasmWarnings(missing, { engine, store, workers });
  }

  /** Ends the workers, and closes the store. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened[Symbol.asyncDispose]();
  }
}

/**
 * Sorts results like the trials that were asked for: these end in any order,
 * and reports do not depend on it.
 */
export function sortLike(
  trials: readonly Trial[],
  results: readonly TrialResult[],
): TrialResult[] {
  const order = new Map(trials.map(({ key }, at) => [key, at]));
  const position = ({ key }: TrialResult) => order.get(key) ?? 0;
  return [...results].sort((a, b) => position(a) - position(b));
}

/** Whoever runs trials, and what the results depend on beside the data. */
type Computing = { executor: TrialExecutor } & Omit<TrialOrigin, "data">;

async function here(
  settings: Settings,
  source: WorkerSource,
): Promise<Computing> {
  const pool = await openPool(settings, source);
  const told = settings.quiet ? SILENT : onStandardError;
  const executor = new FeatureExecutor(pool, { told });
  return { executor, ...await pool.describe() };
}

async function throughQueue(
  queue: NamedQueue,
  options: {
    dataOf: (spec: TrialSpec) => string;
    onNote: (text: string) => void;
  },
): Promise<Computing> {
  const code = await codeHash();
  const executor = new QueueExecutor({
    ...queue,
    ...options,
    code,
  });
  return { executor, code, engine: ANY_ENGINE };
}

/** A queue's workers say with each result what computed it. */
const ANY_ENGINE: EngineDescription = {
  name: "tensorflow",
  version: "any",
  device: "cpu",
  instructionSet: "any",
};

function reuseOf({ fresh, anyEngine, queue }: Settings): Reuse {
  if (fresh) return "none";
  return anyEngine || queue !== undefined ? "any-engine" : "same";
}
