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
    Deno.mkdirSync(this.#folder, { recursive: true });
    this.#lock = Deno.openSync(`${this.#folder}/${this.#run}`, {
      createNew: true,
      write: true,
    });
    this.#lock.lockSync(true);
  }

  /**
   * Takes on what no other living run has.
   *
   * @param keys Keys of trials.
   * @returns Those that are this run's now.
   */
  take(keys: readonly string[]): Set<string> {
    const living = new Map<string, boolean>([[this.#run, false]]);
    return this.#store.transaction(() => {
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
    this.#store.release(this.#run);
    Deno.removeSync(`${this.#folder}/${this.#run}`);
    this.#lock.close();
  }

  #isAlive(run: string): boolean {
    const path = `${this.#folder}/${run}`;
    try {
      using file = Deno.openSync(path, { write: true });
      if (!file.tryLockSync(true)) return true;
      Deno.removeSync(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    this.#store.release(run);
    return false;
  }
}
