/** Processes that train side by side, for `deno task speed`. */
import type { EngineStart } from "../../models/engines/engine.ts";
import type { SpeedOptions } from "../../models/training/speed.ts";
import { PeerProcess } from "../../labs/peers/peer_process.ts";

/** What a team is made of. */
export interface SpeedTeamOptions {
  engine: EngineStart;
  processes: number;
  /** Whether a step is one function, or op by op. */
  isCompiled: boolean;
  /** What each trains. */
  training: SpeedOptions;
}

/** Processes that are ready, and wait for each round. */
export class SpeedTeam implements AsyncDisposable {
  readonly #processes: readonly PeerProcess[];
  #peakBytes: number | undefined;

  private constructor(processes: readonly PeerProcess[]) {
    this.#processes = processes;
  }

  /**
   * Starts the processes, and waits until all have built their networks.
   *
   * @throws {Error} If one of them ends.
   */
  static async start(options: SpeedTeamOptions): Promise<SpeedTeam> {
    const processes = Array.from(
      { length: options.processes },
      () => new PeerProcess(commandOf(options), undefined),
    );
    await explained(Promise.all(processes.map((each) => each.receive())));
    return new SpeedTeam(processes);
  }

  /** The most memory of any of them so far; nothing where it is not known. */
  get peakBytes(): number | undefined {
    return this.#peakBytes;
  }

  /**
   * Lets all of them train at the same time.
   *
   * @returns Images per second, all together.
   * @throws {Error} If one of them ends.
   */
  async round(): Promise<number> {
    const speeds = await explained(
      Promise.all(this.#processes.map((each) => each.ask("measure"))),
    );
    for (const process of this.#processes) {
      const bytes = await process.peakMemory();
      if (bytes === undefined) continue;
      this.#peakBytes = Math.max(this.#peakBytes ?? 0, bytes);
    }
    return speeds.reduce<number>((total, speed) => total + Number(speed), 0);
  }

  /** Ends the processes. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((each) => each.end()));
  }
}

function commandOf({ engine, isCompiled, training }: SpeedTeamOptions) {
  return {
    command: [
      ...[Deno.execPath(), "run", "--quiet", "--no-prompt"],
      "--permission-set=worker",
      new URL("./_speed_process.ts", import.meta.url).href,
      ...[engine, isCompiled, training].map((value) => JSON.stringify(value)),
    ],
    env: Deno.env.toObject(),
  };
}

async function explained<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    const { message } = cause as Error;
    const step = message.includes("SIGKILL")
      ? ". Next step: a smaller --batch-size, if it was for want of memory"
      : "";
    throw new Error(`Cannot measure with a process: ${message}${step}`, {
      cause,
    });
  }
}
