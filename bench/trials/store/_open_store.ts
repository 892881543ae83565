/** How the file of a store is opened, made, or mended first. */
import { DatabaseSync } from "node:sqlite";
import { finishMending, mend, type Mended } from "./_mend.ts";
import { isDamage } from "./_store_error.ts";
import { migrate } from "./_store_schema.ts";

/** A store that is open, under the name it was opened by. */
export interface OpenStore {
  database: DatabaseSync;
  /** Shared by those who use the file, held alone by who replaces it. */
  lock: Deno.FsFile;
  /** What {@linkcode identityOf} said of its name. */
  identity: string | undefined;
}

/** Settings of {@linkcode openStore}. */
export interface OpenStoreOptions {
  /** Told of damage that was found and mended. */
  onNote: (note: string) => void;
  /** The identity of a file that was found damaged. */
  suspect?: string | undefined;
}

/** How long a writer waits for another, in milliseconds. */
const PATIENCE = 30_000;

/** Opens a store alone: several may find no file, or a damaged one. */
export function openStore(
  path: string,
  { onNote, suspect }: OpenStoreOptions,
): OpenStore {
  if (statOf(path)?.isDirectory) {
    throw new Deno.errors.IsADirectory(`${path} is a folder`);
  }
  Deno.mkdirSync(path.replace(/[^/]*$/, "") || ".", { recursive: true });
  const lock = Deno.openSync(`${path}.lock`, { create: true, write: true });
  try {
    lock.lockSync(true);
    const tell = (mended: Mended | undefined) => {
      if (mended?.kept !== undefined) onNote(noteOf(path, mended));
    };
    tell(finishMending(path));
    let database = isUsable(path, suspect) ? openSound(path) : undefined;
    if (database === undefined) {
      tell(mend(path));
      database = openDatabase(path);
    }
    const identity = identityOf(path); // before another can replace it
    lock.unlockSync();
    return { database, lock, identity };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** The same text for a store that has two names, through a link. */
export function followLinks(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path; // it is new, or opening it will say what is wrong
  }
}

/** Tells a file from another of the same name; nothing if there is none. */
export function identityOf(path: string): string | undefined {
  const stat = statOf(path);
  return stat === undefined ? undefined : `${stat.dev} ${stat.ino}`;
}

/**
 * Whether a file is worth opening: SQLite would make a new store of one that is
 * missing or was cut off, and drop the log that lies beside it.
 */
function isUsable(path: string, suspect: string | undefined): boolean {
  const size = statOf(path)?.size ?? 0;
  const isSuspect = suspect !== undefined && suspect === identityOf(path);
  return size > 0 && (!isSuspect || isSound(path));
}

function openSound(path: string): DatabaseSync | undefined {
  try {
    return openDatabase(path);
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: PATIENCE });
  try {
    migrate(database, path);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isSound(path: string): boolean {
  try {
    using database = new DatabaseSync(path, { timeout: PATIENCE });
    const row = database.prepare("PRAGMA integrity_check").get();
    return row?.integrity_check === "ok";
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

function noteOf(path: string, { kept, saved }: Mended): string {
  return `${path} was damaged: it is kept as ${kept}; ${saved} trials were ` +
    "saved from it, and what is missing is run again";
}

function statOf(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
