/** The side of a queue that takes trials: one BullMQ worker. */
import { type Job, Worker } from "bullmq";
import {
  MAX_JOB_LENGTH,
  type OpenCommand,
  QUEUE_PROTOCOL,
  type QueueCommand,
} from "./messages.ts";
import type { OpenedQueue } from "./open_queue.ts";
import { HEARTBEAT_SECONDS, Register, type Registered } from "./register.ts";
import { reply } from "./reply.ts";

/** A trial is given to another consumer once; the second loss is its last. */
const MAX_LOSSES = 1;

/** After an error of the server, until the next trial is asked for. */
const RETRY_MS = 1000;

/** Hands jobs to the parent, and its answers back. */
export class Server {
  /** Until the server has their outcomes. */
  readonly #running = new Map<string, PromiseWithResolvers<unknown>>();
  readonly #worker: Worker;
  readonly #register: Register;
  readonly #self: Registered;
  #heartbeat: ReturnType<typeof setInterval> | undefined;

  private constructor(
    opened: OpenedQueue,
    { code, slots, timing }: OpenCommand,
  ) {
    this.#register = new Register(opened);
    const id = crypto.randomUUID();
    this.#self = { id, protocol: QUEUE_PROTOCOL, code };
    this.#worker = new Worker(opened.name, (job) => this.#run(job), {
      connection: opened.client,
      prefix: opened.prefix,
      concurrency: slots,
      lockDuration: timing.lockSeconds * 1000,
      stalledInterval: timing.stalledSeconds * 1000,
      maxStalledCount: MAX_LOSSES,
      runRetryDelay: RETRY_MS,
    });
    // A lost connection is said by the client; a lost lock means that another
    // consumer has the trial by now.
    this.#worker.on("error", () => {});
    this.#worker.on("completed", ({ id = "" }) => this.#running.delete(id));
  }

  /** Starts to take trials. */
  static async start(
    opened: OpenedQueue,
    options: OpenCommand,
  ): Promise<Server> {
    const server = new Server(opened, options);
    await server.#worker.waitUntilReady();
    const enter = () => server.#register.enter(server.#self);
    await enter();
    server.#heartbeat = setInterval(
      () => enter().catch(() => {}), // the next one tells
      HEARTBEAT_SECONDS * 1000,
    );
    return server;
  }

  /**
   * Follows a command.
   *
   * @returns Whether it was the last.
   */
  async follow(command: QueueCommand): Promise<boolean> {
    if (command.type === "answer") {
      this.#running.get(command.id)?.resolve(command.outcome);
    }
    if (command.type !== "leave") return false;
    clearInterval(this.#heartbeat);
    await this.#register.remove(this.#self);
    await this.#worker.close();
    return true;
  }

  async #run({ id = "", name, data }: Job): Promise<unknown> {
    const length = JSON.stringify([id, name, data]).length;
    if (length > MAX_JOB_LENGTH) {
      return {
        type: "failure",
        message: `Cannot take a job of ${length} characters: ` +
          `${MAX_JOB_LENGTH} are the most`,
      };
    }
    // A trial whose lock was lost in an outage can come back to whoever is
    // running it still, or could not hand its outcome in.
    const known = this.#running.get(id);
    if (known !== undefined) return await known.promise;
    const running = Promise.withResolvers<unknown>();
    this.#running.set(id, running);
    reply({ type: "trial", id, name, data });
    return await running.promise;
  }
}
