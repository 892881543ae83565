/** What runs trials: processes of this machine, or others through a queue. */
import type { Trial, TrialResult } from "./trial.ts";

/** Runs trials. */
export interface TrialExecutor extends AsyncDisposable {
  /**
   * Runs trials.
   *
   * @param trials What to run, about in the order they are begun; no two the
   * same.
   * @returns The results, in the order they end: one a trial, failed ones too.
   * @throws {WorkerError} If no trial at all can be run, and why.
   */
  run(
    trials: readonly Trial[],
    options?: RunOptions,
  ): AsyncGenerator<TrialResult>;
}

/** Settings of {@linkcode TrialExecutor.run}. */
export interface RunOptions {
  /** When aborted, running trials are finished and no more are begun. */
  signal?: AbortSignal | undefined;
  /** Called with each attempt that failed and is made again. */
  onRetry?: ((attempt: TrialResult) => void) | undefined;
}

/** A trial could not be run for a reason that every other would share. */
export class WorkerError extends Error {
  /** What this kind of error is called. */
  override readonly name = "WorkerError";
}
