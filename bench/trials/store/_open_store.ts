/** How the file of a store is opened, made, or mended first. */
import { DatabaseSync } from "node:sqlite";
import { finishMending, mend, type Mended, setAside } from "./_mend.ts";
import { isDamage } from "./_store_error.ts";
import { OlderStoreError, prepareSchema } from "./_store_schema.ts";

/** A store that is open, under the name it was opened by. */
export interface OpenStore {
  database: DatabaseSync;
  /** Shared by all who use the file; exclusive while the file is replaced. */
  lock: Deno.FsFile;
  /** What {@linkcode identityOf} said of its name. */
  identity: string | undefined;
}

/** Settings of {@linkcode openStore}. */
export interface OpenStoreOptions {
  /** Called with what was found damaged and mended. */
  onNote: (note: string) => void;
  /** The identity of a file that was found damaged. */
  suspect?: string | undefined;
  /**
   * Whether a store of an older suite is refused; else it is set aside, and a
   * new one is begun.
   */
  refusesOlder: boolean;
}

/** How long a writer waits for another, in milliseconds. */
const PATIENCE = 30_000;

/** Opens a store while no other process does: it may be missing or damaged. */
export function openStore(
  path: string,
  options: OpenStoreOptions,
): OpenStore {
  const { onNote } = options;
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
    let database = isUsable(path, options.suspect)
      ? openSound(path, options)
      : undefined;
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

/** Opens a store that can be read; one of an older suite is set aside first. */
function openSound(
  path: string,
  { onNote, refusesOlder }: OpenStoreOptions,
): DatabaseSync | undefined {
  try {
    return openDatabase(path);
  } catch (error) {
    if (isDamage(error)) return undefined;
    if (!(error instanceof OlderStoreError) || refusesOlder) throw error;
    onNote(
      `${path} is of an older version of the suite, whose trials cannot be ` +
        `used again: it is kept as ${setAside(path, "older")}, and a new ` +
        "store is begun",
    );
    return openDatabase(path);
  }
}

function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: PATIENCE });
  try {
    prepareSchema(database, path);
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
