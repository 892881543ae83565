/**
 * Worker processes of this machine, each with one engine thread.
 *
 * Workers are reused from trial to trial and from study to study. One that
 * dies, hangs or takes too much memory is replaced, and its trial is tried once
 * more; then the failure is the trial's result.
 */
import type { EngineStart } from "../../../models/engines/engine.ts";
import { after } from "../after.ts";
import { inLanes } from "./_in_lanes.ts";
import {
  type RunOptions,
  type TrialExecutor,
  WorkerError,
} from "../executor.ts";
import { residentMemory } from "./_resident_memory.ts";
import { CLOSED, WorkerProcess } from "./_worker_process.ts";
import type { EngineDescription, Trial, TrialResult } from "../trial.ts";
import type { WorkerSource } from "./messages.ts";

/** How workers are started, and what they may take. */
export interface WorkerPoolOptions {
  /** Processes at a time. */
  workers: number;
  /** What each of them trains on. */
  engine: EngineStart;
  /**
   * What CUDA calls the GPUs that processes are spread over, each on one.
   * @default {[]} whatever there is
   */
  gpus?: readonly string[];
  /** Where the images are, already prepared: workers only read. */
  source: WorkerSource;
  /**
   * Seconds that a trial may take.
   * @default {3600}
   */
  timeoutSeconds?: number;
  /**
   * Seconds that the start of a worker may take.
   * @default {300}
   */
  startSeconds?: number;
  /**
   * Bytes of memory that a worker may hold.
   * @default {what the machine has, minus a tenth, in equal parts}
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

/** Statuses that may be due to the machine, and not to the trial. */
const RETRIED = new Set<TrialResult["status"]>(["killed", "timeout", "oom"]);

/** Runs trials in worker processes; its runs share them. */
export class WorkerPool implements TrialExecutor {
  readonly #options: Required<WorkerPoolOptions>;
  readonly #idle: WorkerProcess[] = [];
  readonly #busy = new Set<WorkerProcess>();
  readonly #waiting: (() => void)[] = [];
  readonly #starting = new Set<Promise<WorkerProcess>>();
  readonly #closing = new AbortController();
  /** Free places for processes, each on some GPU. */
  readonly #places: number[];
  readonly #placeOf = new Map<WorkerProcess, number>();
  #free: number;
  #watch: ReturnType<typeof setInterval> | undefined;

  /**
   * Makes a pool; processes are started when they are needed.
   *
   * @param options How many, and what they compute with.
   * @throws {RangeError} If it is to have none.
   */
  constructor(options: WorkerPoolOptions) {
    const { workers } = options;
    if (!Number.isSafeInteger(workers) || workers < 1) {
      throw new RangeError(
        `Cannot run trials: wanted one worker or more, got ${workers}`,
      );
    }
    this.#free = workers;
    this.#places = Array.from({ length: workers }, (_, place) => place);
    this.#options = {
      gpus: [],
      timeoutSeconds: 3600,
      startSeconds: 300,
      memoryBytes: 0.9 * Deno.systemMemoryInfo().total / workers,
      script: new URL("./worker.ts", import.meta.url),
      ...options,
    };
  }

  /** What workers are started with. */
  get setup(): Pick<WorkerPoolOptions, "engine" | "source" | "gpus"> {
    return this.#options;
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
    trials: readonly Trial[],
    options: RunOptions = {},
  ): AsyncGenerator<TrialResult> {
    const results = inLanes(trials, {
      lanes: this.#options.workers,
      work: (trial) => this.#try(trial, options),
      // A worker keeps the images of a seed.
      groupOf: ({ spec: { dataset, seed } }) => `${dataset} ${seed}`,
      signal: options.signal,
    });
    for await (const result of results) {
      if (result !== undefined) yield result;
    }
  }

  /** Runs a trial, and once more if the machine may be why it failed. */
  async #try(
    trial: Trial,
    { signal, onRetry }: RunOptions,
  ): Promise<TrialResult | undefined> {
    const first = await this.#attempt(trial, signal);
    if (first === undefined || !RETRIED.has(first.status)) return first;
    if (signal?.aborted || this.#closing.signal.aborted) return first;
    onRetry?.(first);
    return await this.#attempt(trial, signal);
  }

  /** Runs a trial; nothing if a signal came before a worker was ready. */
  async #attempt(
    trial: Trial,
    signal: AbortSignal | undefined,
  ): Promise<TrialResult | undefined> {
    const worker = await this.#acquire();
    if (signal?.aborted) {
      await this.#release(worker);
      return undefined;
    }
    const { timeoutSeconds } = this.#options;
    const deadline = after(timeoutSeconds, () =>
      worker.kill({
        status: "timeout",
        reason: `it took more than ${timeoutSeconds} seconds`,
      }));
    try {
      return await worker.run(trial);
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
      const worker = await this.#takeIdle() ?? await this.#start();
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

  /** An idle worker; those that died meanwhile are removed. */
  async #takeIdle(): Promise<WorkerProcess | undefined> {
    let worker = this.#idle.pop();
    while (worker !== undefined && !worker.isAlive) {
      await this.#end(worker);
      worker = this.#idle.pop();
    }
    return worker;
  }

  async #start(): Promise<WorkerProcess> {
    const { signal } = this.#closing;
    if (signal.aborted) {
      throw new WorkerError("Cannot run trials: their pool is closed");
    }
    const { engine, source, gpus, script, startSeconds } = this.#options;
    const place = this.#places.shift() as number;
    const gpu = gpus[place % gpus.length];
    const starting = WorkerProcess.start({
      start: { type: "start", engine, source },
      script,
      gpu,
      startSeconds,
      signal,
    });
    this.#starting.add(starting);
    try {
      const worker = await starting;
      this.#placeOf.set(worker, place);
      return worker;
    } catch (error) {
      this.#places.push(place);
      throw error;
    } finally {
      this.#starting.delete(starting);
    }
  }

  /** Ends a worker, and frees its place. */
  async #end(worker: WorkerProcess): Promise<void> {
    await worker.end();
    this.#places.push(this.#placeOf.get(worker) as number);
    this.#placeOf.delete(worker);
  }

  /** Keeps a worker for the next trial, unless it died or leaks memory. */
  async #release(worker: WorkerProcess): Promise<void> {
    this.#busy.delete(worker);
    if (this.#busy.size === 0) {
      clearInterval(this.#watch);
      this.#watch = undefined;
    }
    const hasLeaked = worker.residentBytes > this.#options.memoryBytes;
    const isKept = worker.isAlive && !hasLeaked &&
      !this.#closing.signal.aborted;
    if (isKept) this.#idle.push(worker);
    else await this.#end(worker);
    this.#pass();
  }

  /** Gives a place to whoever waits for one. */
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
      if (bytes <= memoryBytes || !this.#busy.has(worker)) continue;
      worker.kill({
        status: "oom",
        reason: `it held ${mebibytes(bytes)} MiB, more than the ` +
          `${mebibytes(memoryBytes)} MiB of a worker`,
      });
    }
  }

  /** Ends all processes, without finishing their trials. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#watch);
    for (const next of this.#waiting.splice(0)) next();
    const started = await Promise.allSettled(this.#starting);
    const late = started.flatMap((start) =>
      start.status === "fulfilled" ? start.value : []
    );
    for (const worker of [...this.#busy, ...late]) worker.kill(CLOSED);
    await Promise.all(
      [...this.#idle.splice(0), ...this.#busy, ...late]
        .map((worker) => worker.end()),
    );
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
