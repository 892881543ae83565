/** Saves what can be read of a damaged store. */
import { DatabaseSync } from "node:sqlite";
import type { AttemptRow } from "./_attempt_row.ts";

/** What was saved. */
export interface Salvaged {
  /** Where the damaged file is kept; nothing if the file is sound after all. */
  kept: string | undefined;
  rows: AttemptRow[];
}

/** The files that SQLite keeps beside a database. */
const SUFFIXES = ["", "-wal", "-shm"];

/**
 * Moves a damaged store out of the way, and reads the rows that can be read.
 *
 * @param path The store.
 * @param isSound Whether a file can be used as it is: another process that
 * found the damage may have mended it meanwhile.
 */
export function salvage(
  path: string,
  isSound: (path: string) => boolean,
): Salvaged {
  using lock = Deno.openSync(`${path}.lock`, { create: true, write: true });
  lock.lockSync(true);
  if (isSound(path)) return { kept: undefined, rows: [] };
  const kept = freeName(path);
  for (const suffix of SUFFIXES) {
    try {
      Deno.renameSync(path + suffix, kept + suffix);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return { kept, rows: readableRows(kept) };
}

function freeName(path: string): string {
  for (let at = 1;; at++) {
    const name = `${path}.damaged-${at}`;
    try {
      Deno.statSync(name);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return name;
      throw error;
    }
  }
}

/** The rows before the first damage, and those behind the last. */
function readableRows(path: string): AttemptRow[] {
  const rows = new Map<number, AttemptRow>();
  for (const direction of ["ASC", "DESC"]) {
    try {
      using database = new DatabaseSync(path);
      const found = database.prepare(
        `SELECT * FROM attempts NOT INDEXED ORDER BY id ${direction}`,
      ).iterate();
      for (const row of found) {
        rows.set(Number(row.id), row as unknown as AttemptRow);
      }
    } catch {
      // As far as it could be read.
    }
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}
