/** Both sides of a queue, with made-up trials. */
import type { TrialExecutor } from "../../../../bench/trials/executor.ts";
import { QueueExecutor } from "../../../../bench/trials/queue/queue_executor.ts";
import {
  type ServeOptions,
  serveQueue,
} from "../../../../bench/trials/queue/serve_queue.ts";
import type { Trial, TrialResult } from "../../../../bench/trials/trial.ts";
import { trialWith } from "../../_trials.ts";

/** SHA-256 of code that is nowhere. */
export const CODE = "c0de".repeat(16);

/** SHA-256 of images that are nowhere. */
export const DATA = "da7a".repeat(16);

/** Everything is seen sooner than in earnest. */
export const TIMING = {
  lockSeconds: 1,
  stalledSeconds: 0.5,
  pollSeconds: 0.05,
  connectSeconds: 3,
};

/** Trials that differ by their seeds. */
export function trials(count: number): Trial[] {
  return Array.from({ length: count }, (_, seed) => trialWith({ seed }));
}

/** What comes of a trial that ends well. */
export function resultOf(
  { key, spec }: Trial,
  changes: Partial<TrialResult> = {},
): TrialResult {
  return {
    key,
    spec,
    status: "ok",
    evaluations: [],
    losses: [1 / (spec.seed + 1)],
    testCount: 500,
    trainSeconds: 0.5,
    started: "2026-01-02T03:04:05.000Z",
    host: "tests",
    origin: {
      data: DATA,
      code: CODE,
      engine: {
        name: "tensorflow",
        version: "2.21.0",
        device: "cpu",
        instructionSet: "avx2",
      },
    },
    ...changes,
  };
}

/** An executor that answers with a function, and keeps what it was asked. */
export class StubExecutor implements TrialExecutor {
  /** The seeds of all trials, in the order they were begun. */
  readonly begun: number[] = [];
  readonly #answer: (trial: Trial) => TrialResult | Promise<TrialResult>;

  constructor(
    answer: (trial: Trial) => TrialResult | Promise<TrialResult> = resultOf,
  ) {
    this.#answer = answer;
  }

  async *run(trials: readonly Trial[]): AsyncGenerator<TrialResult> {
    for (const trial of trials) {
      this.begun.push(trial.spec.seed);
      yield await this.#answer(trial);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

/** A consumer in this process. */
export function serve(
  url: string,
  options: Partial<ServeOptions> = {},
): AsyncDisposable & { ended: Promise<void>; stop: () => void } {
  const stop = new AbortController();
  const ended = serveQueue({
    url,
    code: CODE,
    executor: new StubExecutor(),
    slots: 2,
    hasImages: false,
    name: "here",
    timing: TIMING,
    signal: stop.signal,
    ...options,
  });
  return {
    ended,
    stop: () => stop.abort(),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await ended.catch(() => {}); // a test that cares looks at it
    },
  };
}

/** A producer, and what it said. */
export function ask(
  url: string,
  options: Partial<ConstructorParameters<typeof QueueExecutor>[0]> = {},
) {
  const notes: string[] = [];
  const executor = new QueueExecutor({
    url,
    code: CODE,
    dataOf: () => DATA,
    timing: TIMING,
    onNote: (text) => notes.push(text),
    ...options,
  });
  return { executor, notes };
}

/** The seeds of results, in order. */
export function seedsOf(results: readonly TrialResult[]): number[] {
  return results.map(({ spec }) => spec.seed).sort((a, b) => a - b);
}

/** Waits for something that is looked at. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
