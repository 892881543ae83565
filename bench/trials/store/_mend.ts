/** Puts a sound store in the place of a damaged one. */
import { DatabaseSync } from "node:sqlite";
import { salvage } from "./_salvage.ts";
import { prepareSchema } from "./_store_schema.ts";

/** The files that SQLite keeps beside a database; it comes last. */
const SUFFIXES = ["-wal", "-shm", "-journal", ""];

/** What was set aside, and what was saved from it. */
export interface Mended {
  /** Where the damaged file is now; nothing if there was none. */
  kept: string | undefined;
  /** Attempts that the mended store has. */
  saved: number;
}

/**
 * Saves what can be read of a damaged store into a new one, and swaps them. Its
 * process may be killed at any moment: {@linkcode finishMending} does the rest.
 *
 * @param path The store; no other process uses it.
 */
export function mend(path: string): Mended | undefined {
  const draft = `${path}.mending`;
  writeDraft(draft, path);
  Deno.renameSync(draft, `${path}.mended`);
  return finishMending(path);
}

function writeDraft(draft: string, path: string): void {
  using database = new DatabaseSync(draft);
  prepareSchema(database, draft);
  database.exec("BEGIN");
  salvage(path, database);
  database.exec("COMMIT");
}

/**
 * Puts a store that was mended in its place, and drops what is half mended.
 *
 * @param path The store; no other process uses it.
 * @returns Nothing if no mending was unfinished.
 */
export function finishMending(path: string): Mended | undefined {
  for (const suffix of SUFFIXES) {
    const draft = `${path}.mending${suffix}`;
    if (isThere(draft)) Deno.removeSync(draft);
  }
  const mended = `${path}.mended`;
  if (!isThere(mended)) return undefined;
  const kept = setAside(path, "damaged");
  const saved = countAttempts(mended);
  Deno.renameSync(mended, path);
  return { kept, saved };
}

/**
 * Gives a store another name, so that a new one can be begun.
 *
 * @param why Part of the name.
 * @returns The name; nothing if there is no store.
 */
export function setAside(path: string, why: string): string | undefined {
  const kept = freeName(`${path}.${why}`);
  const found = SUFFIXES.filter((suffix) => isThere(path + suffix));
  for (const suffix of found) Deno.renameSync(path + suffix, kept + suffix);
  return found.length > 0 ? kept : undefined;
}

function countAttempts(path: string): number {
  using database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare("SELECT count(*) AS rows FROM attempts").get();
  return Number(row?.rows);
}

/** The name with a number that no file has yet. */
function freeName(start: string): string {
  for (let at = 1;; at++) {
    const name = `${start}-${at}`;
    if (!SUFFIXES.some((suffix) => isThere(name + suffix))) return name;
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
