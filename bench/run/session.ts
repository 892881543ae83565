/** What a run trains with: its data, its store, and whoever runs its trials. */
import { onStandardError, Progress } from "../../reports/progress.ts";
import type { NamedQueue } from "./find_queue.ts";
import { openPool } from "./open_pool.ts";
import { wasmWarnings } from "./predict_seconds.ts";
import type { RunData } from "./prepare_data.ts";
import type { Settings } from "./settings.ts";
import { codeHash } from "../trials/code_hash.ts";
import type { TrialExecutor } from "../trials/executor.ts";
import { QueueExecutor } from "../trials/queue/queue_executor.ts";
import { KeptTrials, type Reuse } from "../trials/kept_trials.ts";
import { TrialStore } from "../trials/store/store.ts";
import {
  canonicalSpec,
  type EngineDescription,
  type TrialOrigin,
  type TrialResult,
  type TrialSpec,
} from "../trials/trial.ts";
import type { WorkerSource } from "../trials/workers/messages.ts";

/** A run's store and workers, from its first study to its last. */
export class Session implements AsyncDisposable {
  /** Looks up, runs and keeps trials. */
  readonly trials: KeptTrials;
  readonly store: TrialStore;
  /** What trains here; of a queue, where it is any, nothing is known. */
  readonly engine: EngineDescription;
  readonly #opened: AsyncDisposable;

  private constructor(
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
   * @param options The data sets of the run, and the queue if it is to be used.
   * @throws {Error} If the engine or the store is missing or broken.
   */
  static async open(
    settings: Settings,
    { data, queue }: { data: RunData; queue: NamedQueue | undefined },
  ): Promise<Session> {
    await using opened = new AsyncDisposableStack();
    const store = opened.use(new TrialStore(settings.store));
    const dataOf = (spec: TrialSpec) => data.datasetOf(spec).contentHash;
    const { executor, ...computing } = queue === undefined
      ? await here(settings, data.source)
      : await throughQueue(queue, dataOf);
    opened.use(executor);
    const trials = new KeptTrials({
      ...{ store, executor, reuse: reuseOf(settings) },
      originOf: (spec) => ({ data: dataOf(spec), ...computing }),
    });
    const { engine } = computing;
    return new Session({ trials, store, engine, opened: opened.move() });
  }

  /**
   * Runs the trials that are not kept, and shows how far it is.
   *
   * @param specs The trials of a study.
   * @param options What the study is called; when the signal is aborted,
   * running trials are finished and no more are begun.
   * @yields Every result, kept or new.
   */
  async *run(
    specs: readonly TrialSpec[],
    options: { name: string; signal?: AbortSignal | undefined },
  ): AsyncGenerator<TrialResult> {
    const { name, signal } = options;
    const progress = new Progress({ total: specs.length, ...onStandardError });
    progress.show(`${name} starting`);
    try {
      const { kept, missing } = this.trials.lookUp(specs);
      if (kept.length > 0) {
        const text =
          `${name}: ${kept.length} of ${specs.length} trials are kept`;
        progress.advance(text, kept.length);
      }
      yield* kept;
      for await (const result of this.trials.run(missing, { signal })) {
        progress.advance(`${name} ${describeTrial(result)}`);
        yield result;
      }
    } finally {
      progress.end();
    }
  }

  /**
   * Says of each trial whether it is run, and why.
   *
   * @returns A line for each.
   */
  explain(specs: readonly TrialSpec[]): string[] {
    return specs.map((spec) => {
      const { isKept, why } = this.trials.explain(spec);
      const { dataset, model, head, seed } = spec;
      return `${isKept ? "kept" : "run "} ${dataset} ${model} ${head} seed ` +
        `${seed}: ${why}`;
    });
  }

  /** Says on standard error what is not to be waited for without warning. */
  warn(specs: readonly TrialSpec[], { workers }: { workers: number }): void {
    const { engine, store } = this;
    const { missing } = this.trials.lookUp(specs);
    for (const line of wasmWarnings(missing, { engine, store, workers })) {
      console.error(`note: ${line}`);
    }
  }

  /** Ends the workers, and closes the store. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened[Symbol.asyncDispose]();
  }
}

/**
 * Sorts results like the specs that were asked for: trials end in any order,
 * and reports do not depend on it.
 */
export function sortLike(
  specs: readonly TrialSpec[],
  results: readonly TrialResult[],
): TrialResult[] {
  const order = new Map(specs.map((spec, at) => [canonicalSpec(spec), at]));
  const position = ({ spec }: TrialResult) =>
    order.get(canonicalSpec(spec)) ?? 0;
  return [...results].sort((a, b) => position(a) - position(b));
}

/** Whoever runs trials, and what the results depend on beside the data. */
type Computing = { executor: TrialExecutor } & Omit<TrialOrigin, "data">;

async function here(
  settings: Settings,
  source: WorkerSource,
): Promise<Computing> {
  const executor = await openPool(settings, source);
  return { executor, ...await executor.describe() };
}

async function throughQueue(
  queue: NamedQueue,
  dataOf: (spec: TrialSpec) => string,
): Promise<Computing> {
  const code = await codeHash();
  const executor = new QueueExecutor({
    ...queue,
    ...{ code, dataOf },
    onNote: (text) => console.error(`note: ${text}`),
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

function describeTrial({ spec, status, evaluations }: TrialResult): string {
  const score = evaluations.at(-1)?.metrics.minorityF1.toFixed(3);
  const outcome = score === undefined ? status : `minority F1 ${score}`;
  const { head, remedy, seed } = spec;
  const arm = remedy === "none" ? head : `${head}, ${remedy},`;
  return `${arm} seed ${seed}: ${outcome}`;
}
