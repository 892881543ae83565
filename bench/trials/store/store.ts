/**
 * Trials that were run, kept in one SQLite file: a row for each attempt.
 *
 * Any number of processes may use a store at once, and any of them may be
 * killed at any moment. A row whose checksum does not fit is set aside, and its
 * trial is run again; a file that SQLite cannot read is set aside as a whole,
 * and what can be read of it is saved.
 */
import { ATTEMPT_COLUMNS, type AttemptRow } from "./_attempt_row.ts";
import { checksumOf, damageOf } from "./_attempt_row.ts";
import { followLinks } from "./_open_store.ts";
import { StoreFile } from "./_store_file.ts";
import { measuresAgree } from "../measures_agree.ts";
import type { Shard } from "../plan.ts";
import { resultKey } from "../result_key.ts";
import {
  type Trial,
  type TrialOrigin,
  type TrialResult,
  trialResult,
  type TrialSpec,
} from "../trial.ts";

/** A trial as it is kept. */
export interface KeptTrial {
  /** What came of it. */
  result: TrialResult;
  /** From what it was computed, or was to be. */
  origin: TrialOrigin;
  /** When it was kept, in ISO 8601. */
  ended: string;
}

/** What one shard of a plan has to run. */
export interface ShardRecord extends Shard {
  /** The hash of all trials of the plan. */
  plan: string;
  /** The key of each of its trials. */
  keys: string[];
}

type NumberedRow = AttemptRow & { id: number };

/** Statuses that a repetition would not change. */
const SETTLED = "('ok', 'diverged')";

/** Rows that are read at a time. */
const PAGE = 500;

/** The statement that keeps a row. */
const INSERT = `INSERT INTO attempts (${ATTEMPT_COLUMNS.join(", ")}) VALUES (` +
  `${ATTEMPT_COLUMNS.map(() => "?").join(", ")})`;

/** A store that is open. */
export class TrialStore implements Disposable {
  /** The file that it is. */
  readonly path: string;
  readonly #file: StoreFile;
  readonly #onNote: (note: string) => void;

  /**
   * Opens a store, and makes it if there is none.
   *
   * @param path The file.
   * @param options What is called with notes on damage, and whether a store of an
   * older suite is refused; else it is set aside.
   * @throws {RangeError} If a newer suite has written it.
   * @throws {Error} If it cannot be written.
   */
  constructor(
    path: string,
    options: { onNote?: (note: string) => void; refusesOlder?: boolean } = {},
  ) {
    const { onNote = (note) => console.error(`note: ${note}`) } = options;
    const { refusesOlder = false } = options;
    this.path = followLinks(path);
    this.#onNote = onNote;
    this.#file = new StoreFile(this.path, { onNote, refusesOlder });
  }

  /**
   * The newest settled result of a trial.
   *
   * @param options Only attempts later than `after` count, by their number.
   * @returns Nothing if there is none that its checksum confirms.
   */
  find(
    trial: Pick<Trial, "key">,
    origin: TrialOrigin,
    { after = 0 }: { after?: number } = {},
  ): KeptTrial | undefined {
    const rows = this.#file.all<NumberedRow>(
      "SELECT * FROM attempts WHERE key = ? AND id > ? AND status IN " +
        `${SETTLED} ORDER BY id DESC`,
      resultKey(trial, origin),
      after,
    );
    for (const row of rows) {
      const kept = this.#read(row);
      if (kept !== undefined) return kept;
    }
    return undefined;
  }

  /** Every attempt of a trial, on any data, code and engine; newest first. */
  findAll({ key }: Pick<Trial, "key">): KeptTrial[] {
    const rows = this.#file.all<NumberedRow>(
      "SELECT * FROM attempts WHERE trial = ? ORDER BY id DESC",
      key,
    );
    return rows.flatMap((row) => this.#read(row) ?? []);
  }

  /** Every attempt by its result's key that its checksum confirms, oldest first. */
  attemptsOf(key: string): (AttemptRow & { id: number })[] {
    return this.#file.all<NumberedRow>(
      "SELECT * FROM attempts WHERE key = ? ORDER BY id",
      key,
    ).filter((row) => damageOf(row) === undefined);
  }

  /**
   * How the attempts of a trial ended, on one version of data and code and on
   * any engine.
   *
   * @param key The trial's.
   */
  statusesOf(
    key: string,
    { data, code }: Pick<TrialOrigin, "data" | "code">,
  ): string[] {
    return this.#file.all<{ status: string }>(
      "SELECT status FROM attempts WHERE trial = ? AND " +
        "json_extract(origin, '$.data') = ? AND " +
        "json_extract(origin, '$.code') = ?",
      key,
      data,
      code,
    ).map(({ status }) => status);
  }

  /** Specs of the same data set and seed that were run, newest first. */
  similarSpecs({ dataset, seed }: TrialSpec): TrialSpec[] {
    const rows = this.#file.all<NumberedRow>(
      "SELECT *, max(id) FROM attempts " +
        "WHERE json_extract(spec, '$.dataset') = ? " +
        "AND json_extract(spec, '$.seed') = ? " +
        "GROUP BY trial ORDER BY max(id) DESC LIMIT 1000",
      dataset,
      seed,
    );
    return rows.flatMap((row) => this.#read(row)?.result.spec ?? []);
  }

  /**
   * Keeps an attempt: it survives this process, whatever becomes of it.
   *
   * @param origin From what it was computed, or was to be.
   * @throws {Error} If it cannot be written.
   */
  record(result: TrialResult, origin: TrialOrigin): void {
    const { key, spec, status, started, host } = result;
    this.insert({
      key: resultKey(result, origin),
      trial: key,
      spec: JSON.stringify(spec),
      origin: JSON.stringify(origin),
      status,
      result: JSON.stringify(result),
      started,
      ended: new Date().toISOString(),
      host,
    });
  }

  /** Keeps a row as another store has it. */
  insert(row: Omit<AttemptRow, "checksum">): void {
    const whole: AttemptRow = { ...row, checksum: checksumOf(row) };
    this.#file.run(INSERT, ...ATTEMPT_COLUMNS.map((column) => whole[column]));
  }

  /** The newest attempts that ended well, newest first. */
  recent(count: number): KeptTrial[] {
    const rows = this.#file.all<NumberedRow>(
      "SELECT * FROM attempts WHERE status = 'ok' ORDER BY id DESC LIMIT ?",
      count,
    );
    return rows.flatMap((row) => this.#read(row) ?? []);
  }

  /** The number of the newest attempt; 0 if there is none. */
  lastAttempt(): number {
    const [row] = this.#file.all<{ id: number | null }>(
      "SELECT max(id) AS id FROM attempts",
    );
    return row?.id ?? 0;
  }

  /** Every attempt whose checksum confirms it, oldest first. */
  *attempts(): Generator<AttemptRow> {
    for (let last = 0;;) {
      const rows = this.#file.all<NumberedRow>(
        `SELECT * FROM attempts WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
        last,
      );
      if (rows.length === 0) return;
      for (const row of rows) {
        last = row.id;
        if (this.#isSound(row)) yield row;
      }
    }
  }

  /** Notes what a shard has to run, so that a merge can tell what is missing. */
  recordShard({ plan, shard, shards, keys }: ShardRecord): void {
    this.#file.run(
      "INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?)",
      plan,
      shard,
      shards,
      JSON.stringify(keys),
    );
  }

  /** Forgets what this shard of any plan had to run; its trials are kept. */
  forgetShard({ shard, shards }: Shard): void {
    const where = "shard = ? AND shards = ?";
    this.#file.run(`DELETE FROM shards WHERE ${where}`, shard, shards);
  }

  /** The shards that were run into this store. */
  shards(): ShardRecord[] {
    return this.#file.all<Omit<ShardRecord, "keys"> & { keys: string }>(
      "SELECT * FROM shards",
    ).map((row) => ({ ...row, keys: JSON.parse(row.keys) }));
  }

  /** {@inheritDoc StoreFile.transaction} */
  transaction<Result>(action: () => Result): Result {
    return this.#file.transaction(action);
  }

  /** Which run has taken on a trial, by its result's key. */
  reservationOf(key: string): string | undefined {
    const [row] = this.#file.all<{ run: string }>(
      "SELECT run FROM reservations WHERE key = ?",
      key,
    );
    return row?.run;
  }

  /** Says which run takes on a trial. */
  reserve(key: string, run: string): void {
    this.#file.run(
      "INSERT OR REPLACE INTO reservations VALUES (?, ?)",
      key,
      run,
    );
  }

  /** Forgets what a run has taken on. */
  release(run: string): void {
    this.#file.run("DELETE FROM reservations WHERE run = ?", run);
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }

  #read(row: NumberedRow): KeptTrial | undefined {
    if (!this.#isSound(row)) return undefined;
    const { success, data } = trialResult.safeParse(JSON.parse(row.result));
    // A row that another version of the suite has kept may look otherwise.
    if (!success || !measuresAgree(data)) return undefined;
    return { result: data, origin: JSON.parse(row.origin), ended: row.ended };
  }

  /** Whether a row is as it was kept; one that is not is set aside. */
  #isSound(row: NumberedRow): boolean {
    const reason = damageOf(row);
    if (reason === undefined) return true;
    this.transaction(() => {
      this.#file.run(
        "INSERT OR IGNORE INTO set_aside VALUES (?, ?, ?)",
        row.id,
        JSON.stringify(row),
        reason,
      );
      this.#file.run("DELETE FROM attempts WHERE id = ?", row.id);
    });
    this.#onNote(
      `row ${row.id} of ${this.path} was set aside (${reason}); its trial is ` +
        "run again",
    );
    return false;
  }
}
