/**
 * Which run takes on which trial, where several share a store.
 *
 * Each run holds a lock of the operating system for as long as it lives, so
 * what a killed run has taken on is free again at once.
 */
import type { TrialStore } from "./store.ts";

/** The reservations of one run. */
export class Reservations implements Disposable {
  readonly #store: TrialStore;
  readonly #folder: string;
  readonly #run = crypto.randomUUID();
  readonly #lock: Deno.FsFile;

  /** @param store The store that the runs share. */
  constructor(store: TrialStore) {
    this.#store = store;
    this.#folder = `${store.path}.runs`;
    // In a transaction, so that no other run takes the file for a dead run's
    // before it is locked.
    this.#lock = store.transaction(() => {
      Deno.mkdirSync(this.#folder, { recursive: true });
      for (const { name } of Deno.readDirSync(this.#folder)) {
        this.#isAlive(name);
      }
      const lock = Deno.openSync(`${this.#folder}/${this.#run}`, {
        create: true,
        write: true,
      });
      lock.lockSync(true);
      return lock;
    });
  }

  /**
   * Takes on what no other living run has.
   *
   * @param keys Keys of trials.
   * @returns Those that are this run's now.
   */
  take(keys: readonly string[]): Set<string> {
    return this.#store.transaction(() => {
      const living = new Map<string, boolean>([[this.#run, false]]);
      const taken = new Set<string>();
      for (const key of keys) {
        const owner = this.#store.reservationOf(key);
        if (owner !== undefined && !living.has(owner)) {
          living.set(owner, this.#isAlive(owner));
        }
        if (owner !== undefined && living.get(owner)) continue;
        this.#store.reserve(key, this.#run);
        taken.add(key);
      }
      return taken;
    });
  }

  /** Gives back what was taken on. */
  [Symbol.dispose](): void {
    using _lock = this.#lock;
    removeIfThere(`${this.#folder}/${this.#run}`);
    this.#store.release(this.#run);
  }

  /** Whether a run still holds its lock; what a dead one had is free again. */
  #isAlive(run: string): boolean {
    const path = `${this.#folder}/${run}`;
    try {
      using file = Deno.openSync(path, { write: true });
      if (!file.tryLockSync(true)) return true;
      removeIfThere(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    this.#store.release(run);
    return false;
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
