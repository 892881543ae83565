/** The SQLite file of a store: opened, guarded, and mended when damaged. */
import type { StatementSync } from "node:sqlite";
import {
  identityOf,
  type OpenStore,
  openStore,
  type OpenStoreOptions,
} from "./_open_store.ts";
import { explainStoreError, isDamage } from "./_store_error.ts";

/** A database that is open. */
export class StoreFile {
  readonly #path: string;
  readonly #options: OpenStoreOptions;
  readonly #statements = new Map<string, StatementSync>();
  #file: OpenStore;

  /**
   * Opens a file, and makes it if there is none.
   *
   * @param path The file.
   * @param options What is called with notes, and what is done with an older
   * store.
   */
  constructor(path: string, options: OpenStoreOptions) {
    this.#path = path;
    this.#options = options;
    try {
      this.#file = openStore(path, options);
    } catch (error) {
      throw explainStoreError(error, path);
    }
  }

  /** Runs a statement that gives rows. */
  all<Row>(sql: string, ...values: (string | number)[]): Row[] {
    return this.#guarded(() =>
      this.#statement(sql).all(...values)
    ) as unknown as Row[];
  }

  /** Runs a statement that changes something. */
  run(sql: string, ...values: (string | number)[]): void {
    this.#guarded(() => this.#statement(sql).run(...values));
  }

  /**
   * Does several things as one: all of them are kept, or none.
   *
   * @param action What to do; no other process writes meanwhile. It is done
   * once more, from its start, if the file is found damaged and is mended.
   */
  transaction<Result>(action: () => Result): Result {
    return this.#guarded(() => {
      const { database } = this.#file;
      if (database.isTransaction) return action();
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = action();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  /** Closes the file, if it is open. */
  close(): void {
    const { database, lock } = this.#file;
    if (!database.isOpen) return;
    this.#statements.clear();
    database.close();
    lock.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ??
      this.#file.database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  /** Does something; a file that is found damaged is mended, and once again. */
  #guarded<Result>(action: () => Result): Result {
    if (this.#file.database.isTransaction) return action();
    try {
      try {
        return this.#inPlace(action);
      } catch (error) {
        if (!isDamage(error)) throw error;
        this.#reopen();
        return this.#inPlace(action);
      }
    } catch (error) {
      throw explainStoreError(error, this.#path);
    }
  }

  /** Does something while no process can replace the file. */
  #inPlace<Result>(action: () => Result): Result {
    this.#file.lock.lockSync(false);
    while (identityOf(this.#path) !== this.#file.identity) {
      this.#reopen();
      this.#file.lock.lockSync(false);
    }
    const { lock } = this.#file;
    try {
      return action();
    } finally {
      lock.unlockSync();
    }
  }

  #reopen(): void {
    const { identity } = this.#file;
    this.close();
    if (identityOf(this.#path) === undefined) {
      this.#options.onNote(
        `${this.#path} was removed while it was used: it is begun again, ` +
          "without what was kept in it",
      );
    }
    this.#file = openStore(this.#path, {
      ...this.#options,
      suspect: identity,
    });
  }
}
