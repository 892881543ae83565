/** An executor that trains nothing: a function says what comes of a trial. */
import type {
  RunOptions,
  TrialExecutor,
} from "../../../bench/trials/executor.ts";
import type {
  Trial,
  TrialResult,
  TrialSpec,
} from "../../../bench/trials/trial.ts";
import { okTrial } from "../_trials.ts";
import { ORIGIN } from "./_temp_store.ts";

/** What comes of a trial: every attempt, of which the last is its result. */
export type Answer = (
  spec: TrialSpec,
) => TrialResult[] | Promise<TrialResult[]>;

/** Runs one trial after another. */
export class StubExecutor implements TrialExecutor {
  /** The seeds of the trials that were begun. */
  readonly ran: number[] = [];
  readonly #answer: Answer;

  constructor(answer: Answer = (spec) => [answerOf(spec)]) {
    this.#answer = answer;
  }

  async *run(
    trials: readonly Trial[],
    { signal, onRetry }: RunOptions = {},
  ): AsyncGenerator<TrialResult> {
    for (const { spec } of trials) {
      if (signal?.aborted) return;
      this.ran.push(spec.seed);
      const attempts = [...await this.#answer(spec)];
      const result = attempts.pop();
      for (const attempt of attempts) onRetry?.(attempt);
      if (result !== undefined) yield result;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

/** A trial that ended well, as it was asked for. */
export function answerOf(spec: TrialSpec): TrialResult {
  return { ...okTrial(spec, 0.5), origin: ORIGIN };
}
