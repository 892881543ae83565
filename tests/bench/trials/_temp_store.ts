/** Stores in folders that are gone after the test. */
import { TrialStore } from "../../../bench/trials/store/store.ts";
import type { Trial, TrialOrigin } from "../../../bench/trials/trial.ts";
import { okTrial, ORIGIN as MADE_UP, trialWith } from "../_trials.ts";

/** From what the trials of these tests are computed. */
export const ORIGIN = MADE_UP.origin as TrialOrigin;

/** A folder with a store in it, which is made when it is opened. */
export class TempStore implements Disposable {
  readonly folder = Deno.makeTempDirSync();
  readonly path = `${this.folder}/trials.sqlite`;
  /** What was told of damage. */
  readonly notes: string[] = [];
  readonly #opened: TrialStore[] = [];

  open(): TrialStore {
    const store = new TrialStore(this.path, {
      onNote: (note) => this.notes.push(note),
    });
    this.#opened.push(store);
    return store;
  }

  /** Opens, fills and closes it. */
  fill(trials: number): void {
    using store = this.open();
    store.transaction(() => {
      for (const seed of seeds(trials)) {
        store.record(okTrial({ seed }, 0.5), ORIGIN);
      }
    });
  }

  /** The names of the files, those of SQLite and of locks left out. */
  get files(): string[] {
    return [...Deno.readDirSync(this.folder)].map(({ name }) => name)
      .filter((name) => !/-wal$|-shm$|\.lock$/.test(name)).sort();
  }

  [Symbol.dispose](): void {
    for (const store of this.#opened) store[Symbol.dispose]();
    Deno.removeSync(this.folder, { recursive: true });
  }
}

/** Seeds from 0. */
export function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, seed) => seed);
}

/** Which of the seeds are found, with {@linkcode ORIGIN}. */
export function foundSeeds(store: TrialStore, trials: number): number[] {
  return seeds(trials).filter((seed) =>
    store.find(trialOfSeed(seed), ORIGIN)?.result.spec.seed === seed
  );
}

/** The trial of a seed. */
export function trialOfSeed(seed: number): Trial {
  return trialWith({ seed });
}
