/** A store that is read and never changed: what is opened is a copy of it. */
import { TrialStore } from "./store.ts";

/** A file and what SQLite has not yet moved into it. */
const SUFFIXES = ["", "-wal"];

/** Times that a file is copied again because it changed meanwhile. */
const TRIES = 3;

/** A copy of a store, gone when it is disposed of. */
export class SourceStore implements Disposable {
  /** The store that was copied. */
  readonly path: string;
  readonly store: TrialStore;
  readonly #folder: string;
  #damages = 0;

  /**
   * Copies a store, and opens the copy.
   *
   * @param path The store.
   * @param room The folder that the copy may lie in, for the time being.
   * @throws {Error} If it cannot be read, or is being written to.
   * @throws {RangeError} If a newer or an older suite has written it.
   */
  constructor(path: string, room: string) {
    this.path = path;
    this.#folder = Deno.realPathSync(
      Deno.makeTempDirSync({ dir: room, prefix: "merge-" }),
    );
    const copy = `${this.#folder}/copy.sqlite`;
    try {
      copyUnchanged(path, copy);
      this.store = new TrialStore(copy, {
        onNote: () => this.#damages++,
        refusesOlder: true,
      });
    } catch (cause) {
      this.#remove();
      if (!(cause instanceof Error)) throw cause;
      // The copy is nothing that a user knows of.
      cause.message = cause.message.replaceAll(copy, path);
      throw cause;
    }
  }

  /** Whether damage was found in what was read so far. */
  get isDamaged(): boolean {
    return this.#damages > 0;
  }

  /** Closes and removes the copy. */
  [Symbol.dispose](): void {
    this.store[Symbol.dispose]();
    this.#remove();
  }

  #remove(): void {
    Deno.removeSync(this.#folder, { recursive: true });
  }
}

/** Copies a store as it is at one moment. */
function copyUnchanged(path: string, copy: string): void {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = stateOf(path);
    for (const suffix of SUFFIXES) copyFile(path + suffix, copy + suffix);
    if (stateOf(path) === before) return;
  }
  throw new Error(
    `Cannot merge ${path}: it is being written to. Next step: merge when its ` +
      "run has ended",
  );
}

/** Copies a file; for none there is an empty one, which SQLite passes over. */
function copyFile(from: string, to: string): void {
  try {
    Deno.copyFileSync(from, to);
    // A copy has its original's mode, and that may be read-only.
    Deno.chmodSync(to, 0o600);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    Deno.writeFileSync(to, new Uint8Array());
  }
}

/** A text that is another one after the store was written to. */
function stateOf(path: string): string {
  return SUFFIXES.map((suffix) => {
    try {
      const { size, mtime } = Deno.statSync(path + suffix);
      return `${size} ${mtime?.getTime()}`;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      return "none";
    }
  }).join();
}
