/** What the cores can do at the most, measured between the peers' turns. */
import { peakReply } from "./messages.ts";
import { PeerProcess, type ProcessCommand } from "./peer_process.ts";
import type { Core } from "./pinned.ts";

/** Processes that multiply matrices, each on its own core. */
export class PeakMeter {
  readonly #command: ProcessCommand;
  readonly #processes: PeerProcess[] = [];

  /** @param command What starts a process. */
  constructor(command: ProcessCommand) {
    this.#command = command;
  }

  /**
   * Starts one more process, and waits until it has multiplied once: it would
   * else still be starting in the first turn of a peer.
   *
   * @throws {Error} If the process ends over it.
   */
  async grow(core: Core | undefined): Promise<void> {
    const process = new PeerProcess(this.#command, core);
    this.#processes.push(process);
    await process.ask({});
  }

  /**
   * Multiplies on all cores at once.
   *
   * @returns Floating-point operations a second, all cores together.
   * @throws {Error} If a process ends over it.
   */
  async measure(): Promise<number> {
    const replies = await Promise.all(
      this.#processes.map((process) => process.ask({})),
    );
    return replies.map((reply) => peakReply.parse(reply).operationsPerSecond)
      .reduce((sum, operations) => sum + operations, 0);
  }

  /** Ends its processes. */
  async end(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.end()));
  }
}
