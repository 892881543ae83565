/** One worker process, as its parent sees it. */
import { spawnWorker } from "./_spawn_worker.ts";
import { after } from "../after.ts";
import { WorkerError } from "../executor.ts";
import { jsonLine, readJsonLines } from "../json_lines.ts";
import { measuresAgree } from "../measures_agree.ts";
import { tailOf } from "../tail_of.ts";
import { failedResult } from "../failed_result.ts";
import type { EngineDescription, Trial, TrialResult } from "../trial.ts";
import { type WorkerCommand, workerReply } from "./messages.ts";

/** How a worker process is started. */
export interface WorkerProcessOptions {
  /** The first command. */
  start: Extract<WorkerCommand, { type: "start" }>;
  /** The module it runs. */
  script: URL;
  /** The one GPU that it sees, as CUDA calls it; all of them if left out. */
  gpu: string | undefined;
  /** Seconds that the start may take. */
  startSeconds: number;
  /** Ends it while it starts. */
  signal: AbortSignal;
}

/** Why its parent ended a worker. */
export interface EndReason {
  status: "timeout" | "oom" | "killed";
  reason: string;
}

/** Why the workers of a closed pool end. */
export const CLOSED: EndReason = {
  status: "killed",
  reason: "its pool was closed",
};

/** Why a worker ends whose evaluation contradicts itself. */
const MIXED_UP: EndReason = {
  status: "killed",
  reason: "the accuracy that it sent is not that of its confusion matrix",
};

/** Times that a worker is started, if it dies while it starts. */
const STARTS = 3;

/** Seconds that a process has to end by itself, once its input is closed. */
const GRACE_SECONDS = 10;

/** The same, once its output is closed or cannot be read. */
const LAST_SECONDS = 1;

/** A worker process whose engine runs. */
export class WorkerProcess {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #replies: AsyncGenerator<unknown>;
  readonly #stderrTail: Promise<string>;
  #endReason: EndReason | undefined;
  #engine: EngineDescription | undefined;
  #code = "";
  #residentBytes = 0;
  #isAlive = true;
  #end: Promise<void> | undefined;

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
    this.#input = process.stdin.getWriter();
    this.#replies = readJsonLines(process.stdout);
    this.#stderrTail = tailOf(process.stderr);
    process.status.then(() => this.#isAlive = false);
  }

  /**
   * Starts a process and waits until its engine runs.
   *
   * @throws {WorkerError} If it cannot.
   */
  static async start(options: WorkerProcessOptions): Promise<WorkerProcess> {
    for (let attempt = 1;; attempt++) {
      const worker = new WorkerProcess(spawnWorker(options));
      const reply = await worker.#begin(options);
      if (reply?.type === "ready" && worker.isAlive) {
        worker.#engine = reply.engine;
        worker.#code = reply.code;
        return worker;
      }
      const ended = worker.#endReason;
      const reason = reply?.type === "failure"
        ? reply.message
        : ended?.reason ?? `it ended with: ${await worker.#ending()}`;
      await worker.end();
      const isDeath = reply?.type !== "failure" && ended === undefined;
      if (isDeath && attempt < STARTS) continue;
      throw new WorkerError(`Cannot start a worker: ${reason}`);
    }
  }

  /** Waits until its engine runs, or says why it does not. */
  async #begin({ start, startSeconds, signal }: WorkerProcessOptions) {
    const stop = () => this.kill(CLOSED);
    const deadline = after(startSeconds, () =>
      this.kill({
        status: "timeout",
        reason: `it took more than ${startSeconds} seconds`,
      }));
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    try {
      return await this.#ask(start);
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      clearTimeout(deadline);
      signal.removeEventListener("abort", stop);
    }
  }

  get pid(): number {
    return this.#process.pid;
  }

  get engine(): EngineDescription {
    return this.#engine as EngineDescription;
  }

  /** The hash of the code that it runs. */
  get code(): string {
    return this.#code;
  }

  /** Whether it can take another trial. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Memory that it held after its last trial, in bytes. */
  get residentBytes(): number {
    return this.#residentBytes;
  }

  /**
   * Runs a trial. If the worker dies meanwhile, that is the trial's result.
   *
   * @throws {WorkerError} If the worker cannot use its data or the spec.
   */
  async run(trial: Trial): Promise<TrialResult> {
    const started = new Date().toISOString();
    const reply = await this.#ask({ type: "trial", trial });
    if (reply?.type === "result") {
      this.#residentBytes = reply.residentBytes;
      // Its engine may be in any state after that.
      if (reply.result.status === "oom") this.#isAlive = false;
      if (measuresAgree(reply.result)) return reply.result;
      this.kill(MIXED_UP);
    }
    this.#isAlive = false;
    if (reply?.type === "failure") throw new WorkerError(reply.message);
    const { status, reason } = this.#endReason ??
      {
        status: "killed" as const,
        reason: `the worker died: ${await this.#ending()}`,
      };
    const host = Deno.hostname();
    return failedResult(trial, { status, reason, started, host });
  }

  /** Ends it at once, and remembers why. */
  kill(reason: EndReason): void {
    this.#endReason ??= reason;
    this.#stop();
  }

  #stop(): void {
    this.#isAlive = false;
    try {
      this.#process.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended by itself
    }
  }

  /** Closes its input, and waits until it has ended. */
  end(): Promise<void> {
    this.#isAlive = false;
    this.#end ??= this.#close();
    return this.#end;
  }

  async #close(): Promise<void> {
    await this.#input.close().catch(() => {}); // it may be dead already
    await Promise.all([
      this.#replies.return(undefined),
      this.#ended(GRACE_SECONDS),
    ]);
    await this.#stderrTail;
  }

  /** Waits for its end, and kills it if that takes longer. */
  async #ended(seconds: number): Promise<Deno.CommandStatus> {
    const deadline = after(seconds, () => this.#stop());
    try {
      return await this.#process.status;
    } finally {
      clearTimeout(deadline);
    }
  }

  async #ask(command: WorkerCommand) {
    return await this.#send(command) ? await this.#receive() : undefined;
  }

  /** Whether it could be sent. */
  async #send(command: WorkerCommand): Promise<boolean> {
    try {
      await this.#input.write(jsonLine(command));
      return true;
    } catch {
      return false; // its end of the pipe is closed
    }
  }

  async #receive() {
    try {
      const { value, done } = await this.#replies.next();
      return done ? undefined : workerReply.parse(value);
    } catch (error) {
      this.#isAlive = false;
      // A line that was cut short because the worker died; or a library that
      // printed to standard output.
      if (error instanceof SyntaxError) return undefined;
      throw new WorkerError(`Cannot understand a worker: ${error}`, {
        cause: error,
      });
    }
  }

  /** How a dead process ended, with the last lines it wrote. */
  async #ending(): Promise<string> {
    const { code, signal } = await this.#ended(LAST_SECONDS);
    const lines = (await this.#stderrTail).trim().split("\n").slice(-5);
    const status = signal === null ? `exit code ${code}` : signal;
    return [status, ...lines].join("\n  ").trim();
  }
}
