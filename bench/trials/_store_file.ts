/** The SQLite file of a store: opened, guarded, and mended when damaged. */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { ATTEMPT_COLUMNS, type AttemptRow, damageOf } from "./_attempt_row.ts";
import { salvage } from "./_salvage.ts";
import { migrate } from "./_store_schema.ts";

/** How long a writer waits for another, in milliseconds. */
const PATIENCE = 30_000;

/** SQLite's codes: the file is full, is damaged, is no database. */
const FULL = 13;
const DAMAGED = [11, 26];

/** A database that is open. */
export class StoreFile {
  readonly #path: string;
  readonly #onNote: (note: string) => void;
  readonly #statements = new Map<string, StatementSync>();
  #database: DatabaseSync;

  /**
   * Opens a file, and makes it if there is none.
   *
   * @param path The file.
   * @param onNote Told of damage that was found and mended.
   */
  constructor(path: string, onNote: (note: string) => void) {
    this.#path = path;
    this.#onNote = onNote;
    try {
      this.#database = openDatabase(path);
    } catch (error) {
      if (!isDamage(error)) throw this.#explained(error);
      this.#database = this.#mended();
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
   * @param action What to do; no other process writes meanwhile.
   */
  transaction<Result>(action: () => Result): Result {
    this.#guarded(() => this.#database.exec("BEGIN IMMEDIATE"));
    try {
      const result = action();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw this.#explained(error);
    }
  }

  close(): void {
    this.#database.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  /** Does something; a file that is found damaged is mended, and once again. */
  #guarded<Result>(action: () => Result): Result {
    try {
      return action();
    } catch (error) {
      if (!isDamage(error)) throw this.#explained(error);
      this.#statements.clear();
      this.#database.close();
      this.#database = this.#mended();
      return action();
    }
  }

  #mended(): DatabaseSync {
    const { kept, rows } = salvage(this.#path, isSoundFile);
    const database = openDatabase(this.#path);
    if (kept === undefined) return database; // another process has mended it
    const sound = rows.filter((row) => damageOf(row) === undefined);
    insertInto(database, sound);
    this.#onNote(
      `${this.#path} was damaged: it is kept as ${kept}; ${sound.length} ` +
        "trials were saved from it, and what is missing is run again",
    );
    return database;
  }

  #explained(error: unknown): unknown {
    const code = codeOf(error);
    if (code === undefined) return error;
    const nextStep = code === FULL
      ? "free some room and run again: what is kept is used"
      : "choose another file with --store";
    return new Error(
      `Cannot keep trials in ${this.#path}: ${(error as Error).message}. ` +
        `Next step: ${nextStep}`,
      { cause: error },
    );
  }
}

/** The statement that keeps a row. */
export const INSERT = `INSERT INTO attempts (${ATTEMPT_COLUMNS.join(", ")}) ` +
  `VALUES (${ATTEMPT_COLUMNS.map(() => "?").join(", ")})`;

function insertInto(database: DatabaseSync, rows: readonly AttemptRow[]): void {
  const insert = database.prepare(INSERT);
  database.exec("BEGIN IMMEDIATE");
  for (const row of rows) {
    insert.run(...ATTEMPT_COLUMNS.map((column) => row[column]));
  }
  database.exec("COMMIT");
}

function openDatabase(path: string): DatabaseSync {
  Deno.mkdirSync(path.replace(/[^/]*$/, "") || ".", { recursive: true });
  // One at a time: several may find a new file.
  using lock = Deno.openSync(`${path}.lock`, { create: true, write: true });
  lock.lockSync(true);
  const database = new DatabaseSync(path, { timeout: PATIENCE });
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    migrate(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isSoundFile(path: string): boolean {
  try {
    using database = new DatabaseSync(path);
    const row = database.prepare("PRAGMA integrity_check").get();
    return row?.integrity_check === "ok";
  } catch {
    return false;
  }
}

function isDamage(error: unknown): boolean {
  return DAMAGED.includes(codeOf(error) ?? 0);
}

/** SQLite's primary code of an error, where it is one of SQLite's. */
function codeOf(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? undefined : errcode & 0xff;
}
