/** Runs trials of any data set: each is prepared when it is first asked for. */
import { findEntry } from "../../../datasets/registry.ts";
import { type TrialExecutor, WorkerError } from "../../trials/executor.ts";
import type { Trial, TrialResult, TrialSpec } from "../../trials/trial.ts";
import type { WorkerSource } from "../../trials/workers/messages.ts";

/**
 * Fetches and decodes what trials need before it hands them on: workers may
 * neither reach the network nor write.
 */
export class PreparingExecutor implements TrialExecutor {
  readonly #executor: TrialExecutor;
  readonly #source: WorkerSource;
  readonly #prepared = new Map<string, Promise<unknown>>();

  /**
   * @param executor Who runs the trials; it is not disposed of here.
   * @param source Where images are looked for and kept.
   */
  constructor(executor: TrialExecutor, source: WorkerSource) {
    this.#executor = executor;
    this.#source = source;
  }

  /** {@inheritDoc TrialExecutor.run} */
  async *run(
    trials: readonly Trial[],
    options: Parameters<TrialExecutor["run"]>[1] = {},
  ): AsyncGenerator<TrialResult> {
    for (const { spec } of trials) await this.#prepare(spec);
    yield* this.#executor.run(trials, options);
  }

  async #prepare(spec: TrialSpec): Promise<void> {
    const { dataset, imageSize, apart } = spec;
    this.#assertWeights(spec.weights);
    const key = `${dataset} ${imageSize} ${apart}`;
    const { data, images, own, cache } = this.#source;
    const preparing = this.#prepared.get(key) ??
      findEntry(dataset, images)
        .load({ data, images, own, cache }, { size: imageSize, apart });
    this.#prepared.set(key, preparing);
    try {
      await preparing;
      this.#prepared.set(key, Promise.resolve()); // its labels are not kept
    } catch (cause) {
      this.#prepared.delete(key); // the next one tries again
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new WorkerError(reason, { cause });
    }
  }

  #assertWeights(weights: string): void {
    const here = (this.#source.weights ?? []).map(({ id }) => id);
    if (weights === "scratch" || here.includes(weights)) return;
    throw new WorkerError(
      `Cannot train from the weights ${weights}: this worker has ` +
        `${
          here.join(" and ") || "none"
        }. Next step: start it with --weights and the same ` +
        "file",
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
