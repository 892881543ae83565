/**
 * Saves what SQLite can still read of a damaged store. Each row is asked for by
 * its number, so that one on a damaged page does not hide the others.
 */
import { DatabaseSync } from "node:sqlite";
import { ATTEMPT_COLUMNS, type AttemptRow, damageOf } from "./_attempt_row.ts";

/** Bytes that an attempt takes at least: two keys and a checksum. */
const ATTEMPT_BYTES = 3 * 64;

/** More than a store has of each: a damaged number may be anything. */
const ATTEMPTS_MOST = 10_000_000;
const SHARDS_MOST = 10_000;

/** Not defensive, so that a file that was cut off is read up to its end. */
const READING = { readOnly: true, defensive: false };

const INSERT_ATTEMPT = "INSERT INTO attempts (id, " +
  `${ATTEMPT_COLUMNS.join(", ")}) VALUES (?, ` +
  `${ATTEMPT_COLUMNS.map(() => "?").join(", ")})`;
const INSERT_SHARD = "INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?)";

/** A row of the table of shards. */
interface ShardRow {
  plan: string;
  shard: number;
  shards: number;
  keys: string;
}

/**
 * Copies the attempts that can be read and that their checksums confirm, and
 * the shards. Nothing can be read of a file without its first page.
 *
 * @param path The damaged store; it is only read.
 * @param target A store with nothing in it.
 */
export function salvage(path: string, target: DatabaseSync): void {
  // Beside an empty file SQLite would drop the log.
  if (sizeOf(path) === 0) return;
  using source = new DatabaseSync(path, READING);
  readable(() => source.exec("PRAGMA writable_schema = ON"));
  const attempt = target.prepare(INSERT_ATTEMPT);
  for (const { id, row } of rowsOf("attempts", source, lastAttempt(source))) {
    if (!isAttempt(row)) continue;
    attempt.run(id, ...ATTEMPT_COLUMNS.map((column) => row[column]));
  }
  const shard = target.prepare(INSERT_SHARD);
  for (const { row } of rowsOf("shards", source, SHARDS_MOST)) {
    if (isShard(row)) shard.run(row.plan, row.shard, row.shards, row.keys);
  }
}

/** The rows of a table up to some number, except for those that are damaged. */
function* rowsOf(
  table: "attempts" | "shards",
  source: DatabaseSync,
  last: number,
): Generator<{ id: number; row: object }> {
  const statement = readable(() =>
    source.prepare(`SELECT * FROM ${table} NOT INDEXED WHERE rowid = ?`)
  );
  if (statement === undefined) return;
  for (let id = 1; id <= last; id++) {
    const row = readable(() => statement.get(id));
    if (row !== undefined) yield { id, row };
  }
}

/** The last number given, or where that is lost, one that none can exceed. */
function lastAttempt(source: DatabaseSync): number {
  const numberOf = (sql: string) =>
    readable(() => Object.values(source.prepare(sql).get() ?? {})[0]);
  const last = numberOf(
    "SELECT seq FROM sqlite_sequence WHERE name = 'attempts'",
  ) ?? numberOf(
    `SELECT page_count * page_size / ${ATTEMPT_BYTES} ` +
      "FROM pragma_page_count, pragma_page_size",
  );
  return Math.min(Number(last ?? 0), ATTEMPTS_MOST);
}

/** What is read; nothing where SQLite cannot, whatever it says of that. */
function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function isAttempt(row: object): row is AttemptRow {
  return damageOf(row as AttemptRow) === undefined;
}

function isShard(
  row: Partial<Record<keyof ShardRow, unknown>>,
): row is ShardRow {
  const { plan, shard, shards, keys } = row;
  return typeof plan === "string" && typeof shard === "number" &&
    typeof shards === "number" && typeof keys === "string" &&
    /^\[("[0-9a-f]{64}",?)*\]$/.test(keys);
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
