/** The serving side of a queue: takes trials from it and has them run here. */
import { findDataset } from "../../../datasets/registry.ts";
import { OWN_IMAGES } from "../../../datasets/read/photographs.ts";
import { type TrialExecutor, WorkerError } from "../executor.ts";
import { trialOf } from "../trial.ts";
import { type QueueOptions, QueueProcess } from "./_queue_process.ts";
import { plainText } from "./_plain_text.ts";
import {
  jobId,
  MAX_MESSAGE_LENGTH,
  type TrialJob,
  trialJob,
  type TrialOutcome,
} from "./job.ts";
import type { QueueReply } from "./queue_reply.ts";
import { JOB_NAME } from "./process/messages.ts";

/** Settings of {@linkcode serveQueue}. */
export interface ServeOptions extends QueueOptions {
  /**
   * Runs the trials. `run` is called with one trial, up to `slots` times at
   * once: it has to allow that, each call ending with its own trial's result,
   * and to bound the time of a trial. It is not disposed of here.
   */
  executor: TrialExecutor;
  /** Trials at a time. */
  slots: number;
  /** Whether trials of the user's own images can be run: there are some. */
  hasImages: boolean;
  /** What this machine is called in messages. */
  name: string;
  /** When aborted, running trials are finished and no more are taken. */
  signal?: AbortSignal | undefined;
}

/**
 * Takes trials until its signal is aborted.
 *
 * What a queue says is not trusted: a job that is not a trial of a known data
 * set and of this version's code is not run, and answered with the reason.
 *
 * @param options Which queue, and who runs its trials.
 * @throws {WorkerError} If the queue cannot be reached at first.
 */
export async function serveQueue(options: ServeOptions): Promise<void> {
  const { signal, onNote, slots } = options;
  if (signal?.aborted) return;
  await using process = new QueueProcess({ ...options, role: "serve" });
  const leave = () => process.send({ type: "leave" });
  signal?.addEventListener("abort", leave);
  const answer = async (trial: Trial) => {
    const outcome = await outcomeHere(trial, options);
    if (outcome.type === "failure") {
      onNote?.(`answered without a result: ${outcome.message}`);
    }
    process.send({ type: "answer", id: trial.id, outcome });
  };
  try {
    for await (const reply of process.replies()) {
      if (reply.type === "note") onNote?.(reply.text);
      if (reply.type === "ready") onNote?.(`taking trials, ${slots} at a time`);
      if (reply.type === "trial") answer(reply);
    }
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}

type Trial = Extract<QueueReply, { type: "trial" }>;

/** Runs a trial if it is one; whatever it is, there is an answer. */
async function outcomeHere(
  trial: Trial,
  options: ServeOptions,
): Promise<TrialOutcome> {
  try {
    const job = checkedJob(trial, options);
    const asked = trialOf(job.spec);
    for await (const result of options.executor.run([asked])) {
      const data = result.origin?.data;
      if (result.key !== asked.key) continue;
      if (job.data === undefined || data === undefined || data === job.data) {
        return { type: "result", result };
      }
      throw new WorkerError(
        `Cannot run trials of these images: wanted ${job.spec.dataset} with ` +
          `content ${job.data}, got ${data}. Next step: give all machines ` +
          "the same --data or --images",
      );
    }
    throw new WorkerError("Cannot run a trial: the executor gave no result");
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const message = `${text.slice(0, MAX_MESSAGE_LENGTH / 2)} (says the ` +
      `worker ${options.name})`;
    return { type: "failure", message: plainText(message) };
  }
}

/** A job that may be run here. */
function checkedJob(
  { id, name, data }: Trial,
  { code, hasImages }: ServeOptions,
): TrialJob {
  const refuse = (state: string) =>
    new TypeError(`Cannot take a job from the queue: ${state}`);
  if (name !== JOB_NAME) throw refuse("it is no trial");
  const { data: job, error } = trialJob.safeParse(data);
  if (error !== undefined) {
    const reasons = error.issues.map(({ path, message }) =>
      `${path.join(".")}: ${message}`
    );
    throw refuse(reasons.join("; "));
  }
  if (id !== jobId(job)) throw refuse("its name is not its hash");
  if (job.code !== code) throw refuse(`wanted code ${code}, got ${job.code}`);
  const { dataset } = job.spec;
  if (dataset !== OWN_IMAGES) findDataset(dataset);
  else if (!hasImages) {
    throw new WorkerError(
      "Cannot run trials of your own images: this worker has none. Next " +
        "step: start it with --images and the same images",
    );
  }
  return job;
}
