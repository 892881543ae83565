/** The side of a queue that asks for trials. */
import { Job } from "bullmq";
import {
  type AskedJob,
  JOB_NAME,
  MAX_OUTCOME_LENGTH,
  type OpenCommand,
  type QueueCommand,
} from "./messages.ts";
import type { OpenedQueue } from "./open_queue.ts";
import { Register } from "./register.ts";
import { reply } from "./reply.ts";
import { Watch } from "./watch.ts";

/** A server is given so much rest after a look, as a multiple of its length. */
const REST = 5;

/** A look that an outage made long is not followed by a long rest. */
const LONGEST_REST_MS = 2000;

/** What is taken back in an outage is left after this time. */
const WITHDRAWAL_MS = 3000;

/**
 * Puts jobs into a queue and looks for what came of them until all is there.
 *
 * It looks at the jobs themselves, not at events, which are missed in outages.
 */
export class Asker {
  readonly #queue: OpenedQueue["queue"];
  readonly #options: OpenCommand;
  readonly #watch: Watch;
  readonly #pending = new Map<string, AskedJob>();
  #isLeaving = false;
  #asking: Promise<unknown> = Promise.resolve();
  #looking: Promise<void> | undefined;
  #lastNote = "";

  constructor(opened: OpenedQueue, options: OpenCommand) {
    this.#queue = opened.queue;
    this.#options = options;
    this.#watch = new Watch(new Register(opened), options);
  }

  /**
   * Follows a command, one after another.
   *
   * @returns Whether it was the last.
   */
  async follow(command: QueueCommand): Promise<boolean> {
    if (command.type === "ask") {
      const asked = this.#ask(command.jobs, command.again);
      this.#asking = Promise.allSettled([this.#asking, asked]);
      await asked;
    }
    if (command.type !== "leave" && command.type !== "withdraw") return false;
    this.#isLeaving = true;
    if (command.type === "withdraw") {
      setTimeout(() => Deno.exit(0), WITHDRAWAL_MS); // in an outage
    }
    // A trial may have begun before the server has said that it is added.
    await this.#asking;
    await (command.type === "leave" ? this.#looking : this.#look());
    return true;
  }

  async #ask(jobs: readonly AskedJob[], again: boolean): Promise<void> {
    const found = await this.#find(jobs.map(({ id }) => id));
    const wanted: AskedJob[] = [];
    for (const [at, asked] of jobs.entries()) {
      const job = found[at];
      const isFinished = job?.finishedOn !== undefined;
      if (job !== undefined && isFinished && !again) tell(job, true);
      else wanted.push(asked);
      if (isFinished && again) await job?.remove();
    }
    for (const asked of wanted) this.#pending.set(asked.id, asked);
    await this.#add(wanted);
    if (this.#pending.size > 0) this.#looking ??= this.#keepLooking();
  }

  /** Jobs that are there already stay as they are. */
  async #add(jobs: readonly AskedJob[]): Promise<void> {
    const keep = { age: this.#options.timing.keepSeconds };
    await this.#queue.addBulk(jobs.map(({ id, data }) => ({
      name: JOB_NAME,
      data,
      opts: {
        jobId: id,
        attempts: 1,
        removeOnComplete: keep,
        removeOnFail: keep,
      },
    })));
  }

  async #keepLooking(): Promise<void> {
    const { pollSeconds } = this.#options.timing;
    while (this.#pending.size > 0) {
      const started = performance.now();
      try {
        await this.#look();
        await this.#watch.look();
      } catch (error) {
        // A server that is starting, or full, answers all the same.
        const { message } = error as Error;
        this.#say(`the queue answers: ${message}; trying again`);
      }
      const took = performance.now() - started;
      const rest = Math.min(REST * took, LONGEST_REST_MS);
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(pollSeconds * 1000, rest))
      );
    }
    this.#looking = undefined;
  }

  /** Says what was not said just before. */
  #say(text: string): void {
    if (text !== this.#lastNote) reply({ type: "note", text });
    this.#lastNote = text;
  }

  async #look(): Promise<void> {
    const ids = [...this.#pending.keys()];
    const found = await this.#find(ids);
    const gone: AskedJob[] = [];
    for (const [at, id] of ids.entries()) {
      const job = found[at];
      const asked = this.#pending.get(id);
      if (asked === undefined) continue; // told by a look before
      if (job?.finishedOn !== undefined) {
        this.#pending.delete(id);
        tell(job, false);
      } else if (this.#isLeaving) await this.#takeBack(id, job);
      else if (job === undefined) gone.push(asked);
    }
    if (gone.length === 0) return;
    this.#say(`the queue lost ${gone.length} trials: they are added again`);
    await this.#add(gone);
  }

  /** Another producer that waits for the same adds it again. */
  async #takeBack(id: string, job: Job | undefined): Promise<void> {
    if (job !== undefined && await job.getState() === "active") return;
    this.#pending.delete(id);
    await job?.remove().catch(() => {}); // a consumer was faster
  }

  async #find(ids: readonly string[]): Promise<(Job | undefined)[]> {
    return await Promise.all(ids.map((id) => this.#findOne(id)));
  }

  /** A job that others made unreadable is as good as lost. */
  async #findOne(id: string): Promise<Job | undefined> {
    try {
      return await Job.fromId(this.#queue, id);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      await this.#queue.remove(id);
      return undefined;
    }
  }
}

function tell(job: Job, isStored: boolean): void {
  const { id = "", returnvalue: outcome, failedReason: reason } = job;
  if (reason) return reply({ type: "lost", id, reason, isStored });
  const length = JSON.stringify(outcome)?.length ?? 0;
  if (length <= MAX_OUTCOME_LENGTH) {
    return reply({ type: "outcome", id, outcome, isStored });
  }
  reply({
    type: "outcome",
    id,
    outcome: `${length} characters: ${MAX_OUTCOME_LENGTH} are the most`,
    isStored,
  });
}
