/** The processes of one peer, each on its own core. */
import type { ArmResult, Ready } from "./messages.ts";
import type { PeerProcess } from "./peer_process.ts";
import type { Core } from "./pinned.ts";
import type { Sample } from "./sample.ts";
import { ARMS, type SetUp } from "./set_up.ts";

/** How a peer's first process came to its first result. */
export interface PeerStart extends Ready {
  peer: string;
  /** From the start of the process until it waits for work. */
  readySeconds: number;
  /** The first trial: compilation and warm-up are in it. */
  firstTrialSeconds: number;
}

/** What a {@linkcode PeerTeam} is made of. */
export interface PeerTeamOptions {
  peer: string;
  setUp: SetUp;
  /** Starts a process on a core. */
  start: (core: Core | undefined) => PeerProcess;
}

/** Its trial is not measured. */
const WARM_SEED = 0;

/** A peer that is asked for trials. */
export class PeerTeam {
  readonly peer: string;
  readonly #options: PeerTeamOptions;
  readonly #processes: PeerProcess[] = [];

  constructor(options: PeerTeamOptions) {
    this.peer = options.peer;
    this.#options = options;
  }

  /**
   * Starts one more process and lets it train and evaluate once.
   *
   * @param core The core that it is kept on.
   * @throws {Error} If it cannot, with its last lines.
   */
  async grow(core: Core | undefined): Promise<PeerStart> {
    const started = performance.now();
    const process = this.#options.start(core);
    this.#processes.push(process);
    const ready = await process.ready();
    const isReady = performance.now();
    await this.#trial(process, WARM_SEED);
    return {
      ...ready,
      peer: this.peer,
      readySeconds: (isReady - started) / 1000,
      firstTrialSeconds: (performance.now() - isReady) / 1000,
    };
  }

  /**
   * Runs a trial in each process, all at once.
   *
   * @param options Which round it is, from 1, and the seed of the first
   * process's trial; those of the others follow it.
   * @throws {Error} If a process ends over it.
   */
  async run(
    { round, firstSeed }: { round: number; firstSeed: number },
  ): Promise<Sample[]> {
    const processes = this.#processes.length;
    return await Promise.all(
      this.#processes.map(async (process, at) => {
        const seed = firstSeed + at;
        const arms = await this.#trial(process, seed);
        return { peer: this.peer, processes, round, process: at, seed, arms };
      }),
    );
  }

  async #trial(process: PeerProcess, seed: number): Promise<ArmResult[]> {
    const { epochs } = this.#options.setUp;
    return await process.run({ seed, epochs, heads: ARMS });
  }

  /** The most that any of its processes has held, in bytes. */
  async peakMemory(): Promise<number | undefined> {
    const held = await Promise.all(
      this.#processes.map((process) => process.peakMemory()),
    );
    const known = held.filter((bytes) => bytes !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  }

  /** Ends its processes. */
  async end(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.end()));
  }
}
