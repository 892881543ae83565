/** Runs trials on whatever machines take them from a queue. */
import {
  type RunOptions,
  type TrialExecutor,
  WorkerError,
} from "../executor.ts";
import { isSettled } from "../is_settled.ts";
import type { Trial, TrialResult, TrialSpec } from "../trial.ts";
import { type QueueOptions, QueueProcess } from "./_queue_process.ts";
import { outcomeOf } from "./_outcome_of.ts";
import { jobId, type TrialJob, trialJob, type TrialOutcome } from "./job.ts";

/** Settings of a {@linkcode QueueExecutor}. */
export interface QueueExecutorOptions extends QueueOptions {
  /** SHA-256 of a data set's content: results of other images are refused. */
  dataOf?: ((spec: TrialSpec) => string) | undefined;
}

/** A trial, and how it is asked for. */
interface AskedTrial {
  trial: Trial;
  job: TrialJob;
}

/**
 * The asking side of a queue.
 *
 * A trial is a job whose name is the hash of what decides its result. Whoever
 * asks for it again, on any machine, shares the job, or finds its result for a
 * day. If the server restarts, the executor waits for it, and adds the jobs that
 * it lost again.
 *
 * An aborted run takes back the jobs that no worker has begun, and waits for the
 * others. If the caller stops iterating, jobs are taken back too, and results of
 * the others can be found later. A process that is killed leaves all its jobs.
 */
export class QueueExecutor implements TrialExecutor {
  readonly #options: QueueExecutorOptions;
  readonly #processes = new Set<QueueProcess>();

  constructor(options: QueueExecutorOptions) {
    this.#options = options;
  }

  /**
   * Runs trials. Attempts that a worker makes once more are not told of here.
   *
   * @throws {WorkerError} If the queue cannot be reached at first, a spec is
   * beyond what a queue may ask for, or a worker cannot run trials like these.
   */
  async *run(
    trials: readonly Trial[],
    { signal }: RunOptions = {},
  ): AsyncGenerator<TrialResult> {
    if (trials.length === 0 || signal?.aborted) return;
    const pending = this.#jobsOf(trials);
    await using process = new QueueProcess({ ...this.#options, role: "ask" });
    this.#processes.add(process);
    const ask = (ids: Iterable<string>, again: boolean) => {
      const jobs = Array.from(ids, (id) => ({
        id,
        data: pending.get(id)?.job,
      }));
      process.send({ type: "ask", jobs, again });
    };
    const leave = () => process.send({ type: "leave" });
    signal?.addEventListener("abort", leave);
    try {
      ask(pending.keys(), false);
      for await (const reply of process.replies()) {
        if (reply.type === "note") this.#options.onNote?.(reply.text);
        if (reply.type !== "outcome" && reply.type !== "lost") continue;
        const asked = pending.get(reply.id);
        if (asked === undefined) continue;
        const outcome = outcomeOf(reply, asked);
        if (reply.isStored && !isLasting(outcome)) {
          ask([reply.id], true);
          continue;
        }
        if (outcome.type === "failure") throw new WorkerError(outcome.message);
        pending.delete(reply.id);
        yield outcome.result;
        if (pending.size === 0) return;
      }
    } finally {
      signal?.removeEventListener("abort", leave);
      process.send({ type: "withdraw" });
      this.#processes.delete(process);
    }
  }

  /** Takes back the jobs of runs that are not over. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const process of this.#processes) process.send({ type: "withdraw" });
    await Promise.resolve();
  }

  #jobsOf(trials: readonly Trial[]): Map<string, AskedTrial> {
    const { code, dataOf } = this.#options;
    const jobs = new Map<string, AskedTrial>();
    for (const trial of trials) {
      const { spec } = trial;
      const data = dataOf?.(spec);
      const job = { spec, code, ...(data === undefined ? {} : { data }) };
      const { error } = trialJob.safeParse(job);
      if (error !== undefined) {
        const reasons = error.issues.map(({ message }) => message).join("; ");
        throw new WorkerError(
          `Cannot ask a queue for seed ${spec.seed} of ${spec.dataset}: ` +
            `${reasons}. Next step: run it without --queue`,
        );
      }
      jobs.set(jobId(job), { trial, job });
    }
    return jobs;
  }
}

/** Whether it would be the same again; if not, it is tried again. */
function isLasting(outcome: TrialOutcome): boolean {
  return outcome.type === "result" && isSettled(outcome.result.status);
}
