/**
 * Worker processes, each with one engine thread, that share a list of trials.
 *
 * A worker that dies takes only its trial with it: the trial is recorded as
 * `killed`, and another worker takes its place.
 */
import { jsonLine, readJsonLines } from "./json_lines.ts";
import {
  type TrialResult,
  type TrialSpec,
  type WorkerCommand,
  workerReply,
  type WorkerSource,
} from "./trial.ts";

/** How workers are started. */
export interface WorkerPoolOptions {
  /** Processes at a time. */
  workers: number;
  /** The path of libtensorflow. */
  library: string;
  device: "auto" | "cpu" | "gpu";
  /** Where the images are; prepared by then, and only read. */
  source: WorkerSource;
  /** When aborted, running trials are finished and no more are begun. */
  signal?: AbortSignal;
}

/** A trial could not be run for a reason that every other would share. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";
}

/**
 * Runs trials.
 *
 * @param specs What to run, in the order they are begun.
 * @returns The results, in the order they end.
 * @throws {WorkerError} If a worker cannot start, or finds its data wanting.
 */
export async function* runTrials(
  specs: readonly TrialSpec[],
  options: WorkerPoolOptions,
): AsyncGenerator<TrialResult> {
  const queue = [...specs];
  const { signal, workers } = options;
  if (!Number.isSafeInteger(workers) || workers < 1) {
    throw new RangeError(
      `Cannot run trials: wanted one worker or more, got ${workers}`,
    );
  }
  let cancelled = false;
  const results = new ReadableStream<TrialResult>({
    async start(controller) {
      const count = Math.min(workers, queue.length);
      const work = async () => {
        while (queue.length > 0 && !signal?.aborted) {
          await using worker = await Worker.start(options);
          await worker.drain(queue, signal, (result) => {
            if (!cancelled) controller.enqueue(result);
          });
        }
      };
      try {
        await Promise.all(Array.from({ length: count }, work));
        if (!cancelled) controller.close();
      } catch (error) {
        queue.length = 0;
        controller.error(error);
      }
    },
    // Whoever asked wants no more: what runs is finished, the rest is not begun.
    cancel() {
      cancelled = true;
      queue.length = 0;
    },
  });
  yield* results;
}

/** One worker process. */
class Worker {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #replies: AsyncGenerator<unknown>;
  readonly #lastWords: Promise<string>;

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
    this.#input = process.stdin.getWriter();
    this.#replies = readJsonLines(process.stdout);
    this.#lastWords = new Response(process.stderr).text();
  }

  /** Starts a process and waits until its engine runs. */
  static async start(options: WorkerPoolOptions): Promise<Worker> {
    const { library, device, source } = options;
    const worker = new Worker(
      new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "--quiet",
          "--no-prompt",
          "--permission-set=worker",
          new URL("./worker.ts", import.meta.url).href,
        ],
        stdin: "piped",
        stdout: "piped",
        stderr: "piped",
      }).spawn(),
    );
    await worker.#send({
      type: "start",
      library,
      device,
      source,
    });
    const reply = await worker.#receive();
    if (reply?.type === "ready") return worker;
    const reason = reply?.type === "failure"
      ? reply.message
      : `it ended with: ${await worker.#ending()}`;
    await worker[Symbol.asyncDispose]();
    throw new WorkerError(`Cannot start a worker: ${reason}`);
  }

  /** Takes trials off the queue until it is empty, or the process dies. */
  async drain(
    queue: TrialSpec[],
    signal: AbortSignal | undefined,
    results: (result: TrialResult) => void,
  ): Promise<void> {
    while (!signal?.aborted) {
      const spec = queue.shift();
      if (spec === undefined) return;
      const sent = await this.#send({ type: "trial", spec });
      const reply = sent ? await this.#receive() : undefined;
      if (reply?.type === "failure") throw new WorkerError(reply.message);
      if (reply?.type !== "result") {
        results(killed(spec, await this.#ending()));
        return;
      }
      results(reply.result);
    }
  }

  async #send(command: WorkerCommand): Promise<boolean> {
    try {
      await this.#input.write(jsonLine(command));
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) return false;
      throw error;
    }
  }

  async #receive() {
    try {
      const { value, done } = await this.#replies.next();
      return done ? undefined : workerReply.parse(value);
    } catch (error) {
      // A line that was cut short: its writer died over it.
      if (error instanceof SyntaxError) return undefined;
      throw new WorkerError(`Cannot understand a worker: ${error}`, {
        cause: error,
      });
    }
  }

  /** How a dead process ended, with the last lines it wrote. */
  async #ending(): Promise<string> {
    const { code, signal } = await this.#process.status;
    const lines = (await this.#lastWords).trim().split("\n").slice(-5);
    const status = signal === null ? `exit code ${code}` : signal;
    return [status, ...lines].join("\n  ").trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {}); // it may be dead already
    await this.#replies.return(undefined);
    await this.#process.status;
    await this.#lastWords;
  }
}

function killed(spec: TrialSpec, reason: string): TrialResult {
  return {
    spec,
    status: "killed",
    reason: `the worker died: ${reason}`,
    evaluations: [],
    losses: [],
    testCount: 0,
    trainSeconds: 0,
  };
}
