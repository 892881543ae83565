/**
 * Worker processes of this machine, each with one engine thread.
 *
 * A worker is used again from trial to trial and from study to study. One that
 * dies, hangs or takes too much memory is replaced and its trial is tried once
 * more; after that the failure is the trial's result.
 */
import type { RunOptions, TrialExecutor } from "./executor.ts";
import { residentMemory } from "./_resident_memory.ts";
import { WorkerProcess } from "./_worker_process.ts";
import type {
  EngineDescription,
  TrialResult,
  TrialSpec,
  WorkerSource,
} from "./trial.ts";

/** How workers are started, and what they may take. */
export interface WorkerPoolOptions {
  /** Processes at a time. */
  workers: number;
  /** The path of libtensorflow. */
  library: string;
  device: "auto" | "cpu" | "gpu";
  /** What {@linkcode EngineDescription} says of this processor. */
  instructionSet: string;
  /** Where the images are; prepared by then, and only read. */
  source: WorkerSource;
  /**
   * Seconds that a trial may take.
   * @default {3600}
   */
  timeoutSeconds?: number;
  /**
   * Bytes of memory that a worker may hold.
   * @default {what the machine has, less a tenth, in equal parts}
   */
  memoryBytes?: number;
  /**
   * The module that workers run.
   * @default {worker.ts}
   */
  script?: URL;
}

/** Seconds between two looks at the memory of busy workers. */
const WATCH_SECONDS = 2;

/** Statuses that say more of the machine than of the trial. */
const RETRIED = new Set<TrialResult["status"]>(["killed", "timeout", "oom"]);

/** Runs trials in worker processes; its runs share them. */
export class WorkerPool implements TrialExecutor {
  readonly #options: Required<WorkerPoolOptions>;
  readonly #idle: WorkerProcess[] = [];
  readonly #busy = new Set<WorkerProcess>();
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #isClosed = false;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(options: WorkerPoolOptions) {
    const { workers } = options;
    if (!Number.isSafeInteger(workers) || workers < 1) {
      throw new RangeError(
        `Cannot run trials: wanted one worker or more, got ${workers}`,
      );
    }
    this.#free = workers;
    this.#options = {
      timeoutSeconds: 3600,
      memoryBytes: 0.9 * Deno.systemMemoryInfo().total / workers,
      script: new URL("./worker.ts", import.meta.url),
      ...options,
    };
  }

  /**
   * Starts a worker, if none runs, and asks what it computes with.
   *
   * @throws {WorkerError} If it cannot start.
   */
  async describe(): Promise<{ engine: EngineDescription; code: string }> {
    const worker = await this.#acquire();
    try {
      return { engine: worker.engine, code: worker.code };
    } finally {
      await this.#release(worker);
    }
  }

  /** {@inheritDoc TrialExecutor.run} */
  async *run(
    specs: readonly TrialSpec[],
    options: RunOptions = {},
  ): AsyncGenerator<TrialResult> {
    const queue = [...specs];
    const lanes = Math.min(this.#options.workers, queue.length);
    let isWanted = true;
    const results = new ReadableStream<TrialResult>({
      start: async (controller) => {
        const work = async () => {
          while (!options.signal?.aborted) {
            const spec = queue.shift();
            if (spec === undefined) return;
            const result = await this.#try(spec, options);
            if (isWanted) controller.enqueue(result);
          }
        };
        try {
          await Promise.all(Array.from({ length: lanes }, work));
          if (isWanted) controller.close();
        } catch (error) {
          queue.length = 0;
          controller.error(error);
        }
      },
      // What runs is finished, and the rest is not begun.
      cancel() {
        isWanted = false;
        queue.length = 0;
      },
    });
    yield* results;
  }

  /** Runs a trial, and once more if it fails for what may be the machine's. */
  async #try(
    spec: TrialSpec,
    { signal, onRetry }: RunOptions,
  ): Promise<TrialResult> {
    const first = await this.#attempt(spec);
    if (!RETRIED.has(first.status) || signal?.aborted) return first;
    onRetry?.(first);
    return await this.#attempt(spec);
  }

  async #attempt(spec: TrialSpec): Promise<TrialResult> {
    const worker = await this.#acquire();
    const { timeoutSeconds } = this.#options;
    const deadline = setTimeout(() =>
      worker.kill({
        status: "timeout",
        reason: `it took more than ${timeoutSeconds} seconds`,
      }), timeoutSeconds * 1000);
    try {
      return await worker.run(spec);
    } finally {
      clearTimeout(deadline);
      await this.#release(worker);
    }
  }

  async #acquire(): Promise<WorkerProcess> {
    if (this.#free === 0) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#free--;
    }
    try {
      const worker = this.#idle.pop() ?? await this.#start();
      this.#busy.add(worker);
      this.#watch ??= setInterval(
        () => this.#checkMemory(),
        WATCH_SECONDS * 1000,
      );
      return worker;
    } catch (error) {
      this.#pass();
      throw error;
    }
  }

  #start(): Promise<WorkerProcess> {
    const { library, device, instructionSet, source, script } = this.#options;
    return WorkerProcess.start({
      start: { type: "start", library, device, instructionSet, source },
      script,
    });
  }

  /** Keeps a worker for the next trial, unless it has had its day. */
  async #release(worker: WorkerProcess): Promise<void> {
    this.#busy.delete(worker);
    if (this.#busy.size === 0) {
      clearInterval(this.#watch);
      this.#watch = undefined;
    }
    const hasLeaked = worker.residentBytes > this.#options.memoryBytes;
    const isKept = worker.isAlive && !hasLeaked && !this.#isClosed;
    if (isKept) this.#idle.push(worker);
    else await worker.end();
    this.#pass();
  }

  /** Lets the next one in. */
  #pass(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }

  async #checkMemory(): Promise<void> {
    const { memoryBytes } = this.#options;
    const workers = [...this.#busy];
    const held = await residentMemory(workers.map(({ pid }) => pid));
    for (const worker of workers) {
      const bytes = held.get(worker.pid) ?? 0;
      if (bytes <= memoryBytes) continue;
      worker.kill({
        status: "oom",
        reason: `it held ${mebibytes(bytes)} MiB, more than the ` +
          `${mebibytes(memoryBytes)} MiB of a worker`,
      });
    }
  }

  /** Ends the processes that wait for trials, and the others after theirs. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
    await Promise.all(this.#idle.splice(0).map((worker) => worker.end()));
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
