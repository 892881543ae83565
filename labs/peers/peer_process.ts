/**
 * One process of a peer: asked line by line, so that only its work is timed.
 */
import { jsonLine, readJsonLines } from "../../bench/trials/json_lines.ts";
import { tailOf } from "../../bench/trials/tail_of.ts";
import {
  type ArmResult,
  type Ready,
  readyReply,
  type TrialCommand,
  trialReply,
} from "./messages.ts";
import { peakMemory } from "./peak_memory.ts";
import { type Core, pinned } from "./pinned.ts";

/** How a process is started. */
export interface ProcessCommand {
  /** The program and its arguments. */
  command: readonly string[];
  /** All of its environment. */
  env: Readonly<Record<string, string>>;
}

/** A process that answers each line with a line. */
export class PeerProcess {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #replies: AsyncGenerator<unknown>;
  readonly #lastWords: Promise<string>;

  /** @param core The core that it is kept on; without one, on none. */
  constructor({ command, env }: ProcessCommand, core: Core | undefined) {
    const [program = "", ...args] = pinned(command, core);
    this.#process = new Deno.Command(program, {
      args,
      clearEnv: true,
      env,
      // Ctrl-C at a terminal is for the parent alone.
      detached: Deno.build.os !== "windows",
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#replies = readJsonLines(this.#process.stdout);
    this.#lastWords = tailOf(this.#process.stderr);
  }

  /**
   * Waits until it has started.
   *
   * @throws {Error} If it does not start, with its last lines.
   */
  async ready(): Promise<Ready> {
    return readyReply.parse(await this.receive());
  }

  /**
   * Trains and evaluates.
   *
   * @throws {Error} If the process ends over it.
   */
  async run(trial: TrialCommand): Promise<ArmResult[]> {
    return trialReply.parse(await this.ask(trial)).arms;
  }

  /** Writes a line, and waits for the answer. */
  async ask(command: unknown): Promise<unknown> {
    await this.#input.write(jsonLine(command)).catch(() => {}); // it has ended
    return await this.receive();
  }

  /** Waits for the next line. */
  async receive(): Promise<unknown> {
    const { value, done } = await this.#replies.next();
    if (done !== true) return value;
    const { code, signal } = await this.#process.status;
    const lines = (await this.#lastWords).trim().split("\n").slice(-3);
    throw new Error(
      `it ended with ${signal ?? `exit code ${code}`}: ${lines.join(" | ")}`,
    );
  }

  /** The most memory that it has held, in bytes, where the system tells. */
  async peakMemory(): Promise<number | undefined> {
    return await peakMemory(this.#process.pid);
  }

  /** Lets it end, and waits until it has. */
  async end(): Promise<void> {
    await this.#input.close().catch(() => {}); // it may have ended already
    await this.#replies.return(undefined);
    await this.#process.status;
    await this.#lastWords;
  }
}
