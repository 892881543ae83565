/** One set-up, measured: peers take turns, and each is at its best. */
import { chooseVariant, type VariantTime } from "./choose_variant.ts";
import type { PeakMeter } from "./peak_meter.ts";
import { type Peer, type PeerVariant, SUITE } from "./peer.ts";
import type { Peak } from "./peer_rows.ts";
import type { PeerProcess } from "./peer_process.ts";
import { type PeerStart, PeerTeam } from "./peer_team.ts";
import type { Core } from "./pinned.ts";
import type { Sample } from "./sample.ts";
import type { SetUp } from "./set_up.ts";

/** A process that is to be started. */
export interface StartOptions {
  variant: PeerVariant;
  core: Core | undefined;
  /** A folder's name: what was compiled is kept there for others of that name. */
  keeps: string;
}

/** What a {@linkcode Contest} measures, and how. */
export interface ContestOptions {
  /** This suite is among them. */
  peers: readonly Peer[];
  /** Rounds with one process, and again with one on each core. */
  rounds: number;
  /** The cores that processes are kept on, one each. */
  cores: readonly (Core | undefined)[];
  /** Starts a process of a peer. */
  start: (peer: Peer, options: StartOptions) => PeerProcess;
  /** Absent where there is nothing to measure the peak with. */
  meter: PeakMeter | undefined;
  /** Told what is done next. */
  onProgress: (action: string) => void;
  /** When aborted, the running round is the last. */
  signal?: AbortSignal | undefined;
}

/** What was measured. */
export interface Measurement {
  setUp: SetUp;
  samples: Sample[];
  peaks: Peak[];
  starts: PeerStart[];
  /** The ways that each peer was tried in, the fastest first. */
  variants: Map<string, readonly VariantTime[]>;
  /** The most memory that a process of a peer held, in bytes. */
  memory: Map<string, number>;
  /** Why a peer is left out, by its name. */
  leftOut: Map<string, string>;
}

/** The peers on one set-up. */
export class Contest {
  readonly #options: ContestOptions;
  readonly #measurement: Measurement;
  /** The processes of the peers that still run. */
  readonly #teams = new Map<string, PeerTeam>();
  /** Each trial has its own. */
  #lastSeed = 0;

  constructor(setUp: SetUp, options: ContestOptions) {
    this.#options = options;
    this.#measurement = {
      setUp,
      samples: [],
      peaks: [],
      starts: [],
      variants: new Map(),
      memory: new Map(),
      leftOut: new Map(),
    };
  }

  /**
   * Finds the fastest way of each peer, warms one process of each, lets them
   * take turns round by round, and again with one process on each core. A peer
   * that fails is left out, with all that it did.
   *
   * @returns What was measured; nothing if the signal came before any round.
   * @throws {Error} If this suite itself fails: there is nothing to compare
   * with.
   */
  async run(): Promise<Measurement | undefined> {
    const { peers, cores, meter, signal } = this.#options;
    const [first, ...others] = cores;
    try {
      for (const peer of peers) {
        if (signal?.aborted) return undefined;
        await this.#enter(peer, first);
      }
      await meter?.grow(first);
      await this.#takeTurns(1);
      const isEmpty = this.#measurement.samples.length === 0;
      if (isEmpty && signal?.aborted) return undefined;
      if (others.length > 0 && !signal?.aborted) {
        for (const peer of [...this.#teams.keys()]) {
          await this.#grow(peer, others);
        }
        for (const core of others) await meter?.grow(core);
        await this.#takeTurns(cores.length);
      }
      for (const [peer, team] of this.#teams) {
        const bytes = await team.peakMemory();
        if (bytes !== undefined) this.#measurement.memory.set(peer, bytes);
      }
      return this.#measurement;
    } finally {
      for (const team of this.#teams.values()) await team.end();
      await meter?.end();
    }
  }

  /** Finds the fastest way of a peer, and starts its first process. */
  async #enter(peer: Peer, core: Core | undefined): Promise<void> {
    const { start } = this.#options;
    const { setUp, variants } = this.#measurement;
    await this.#trying(peer.name, async () => {
      this.#say(`trying ${peer.name}`);
      const times = await chooseVariant(peer, {
        setUp,
        start: (variant) => {
          const keeps = `try-${peer.name}-${peer.variants.indexOf(variant)}`;
          return start(peer, { variant, core, keeps });
        },
      });
      variants.set(peer.name, times);
      const { variant } = times[0];
      const team = new PeerTeam({
        peer: peer.name,
        setUp,
        start: (core) => start(peer, { variant, core, keeps: peer.name }),
      });
      this.#teams.set(peer.name, team);
      this.#say(`starting ${peer.name}`);
      this.#measurement.starts.push(await team.grow(core));
    });
  }

  /** Starts one process more on each of some cores. */
  async #grow(
    peer: string,
    cores: readonly (Core | undefined)[],
  ): Promise<void> {
    this.#say(`starting more of ${peer}`);
    await this.#trying(peer, async () => {
      for (const core of cores) await this.#teams.get(peer)?.grow(core);
    });
  }

  /** Rounds of all peers, one after the other, always in the same order. */
  async #takeTurns(processes: number): Promise<void> {
    const { rounds, meter, signal } = this.#options;
    for (let round = 1; round <= rounds && !signal?.aborted; round++) {
      this.#say(`${processes} at once, round ${round} of ${rounds}`);
      const firstSeed = this.#lastSeed + 1;
      this.#lastSeed += processes;
      for (const [peer, team] of [...this.#teams]) {
        await this.#trying(peer, async () => {
          const samples = await team.run({ round, firstSeed });
          this.#measurement.samples.push(...samples);
        });
      }
      if (meter === undefined) continue;
      const operationsPerSecond = await meter.measure();
      this.#measurement.peaks.push({ processes, round, operationsPerSecond });
    }
  }

  /** Does something with a peer; if that fails, the peer is left out. */
  async #trying(peer: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (peer === SUITE) {
        throw new Error(`Cannot measure this suite: ${reason}`, {
          cause: error,
        });
      }
      const { samples, starts, leftOut } = this.#measurement;
      leftOut.set(peer, reason);
      this.#measurement.samples = samples.filter((own) => own.peer !== peer);
      this.#measurement.starts = starts.filter((own) => own.peer !== peer);
      await this.#teams.get(peer)?.end();
      this.#teams.delete(peer);
    }
  }

  #say(action: string): void {
    this.#options.onProgress(`${this.#measurement.setUp.name}: ${action}`);
  }
}
