/** The tables of a store of trials, and the versions of the suite they are of. */
import type { DatabaseSync } from "node:sqlite";

/** Marks a database as a store of trials: "fbn" in ASCII, and 1. */
const APPLICATION_ID = 0x66626e01;

/**
 * The version of stores. It is raised when the tables change, or the way that
 * trials are keyed. It need not be when a field of specs comes or goes: a trial
 * with other fields has another key, and its row is left alone.
 */
export const STORE_VERSION = 2;

const TABLES = `
  CREATE TABLE attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    trial TEXT NOT NULL,
    spec TEXT NOT NULL,
    origin TEXT NOT NULL,
    status TEXT NOT NULL,
    result TEXT NOT NULL,
    checksum TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT NOT NULL,
    host TEXT NOT NULL
  ) STRICT;
  CREATE INDEX attempts_by_key ON attempts (key);
  CREATE INDEX attempts_by_trial ON attempts (trial);
  CREATE INDEX attempts_by_seed ON attempts (
    json_extract(spec, '$.dataset'), json_extract(spec, '$.seed')
  );
  CREATE TABLE set_aside (
    id INTEGER PRIMARY KEY,
    row TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE TABLE reservations (
    key TEXT PRIMARY KEY,
    run TEXT NOT NULL
  ) STRICT;
  CREATE TABLE shards (
    plan TEXT NOT NULL,
    shard INTEGER NOT NULL,
    shards INTEGER NOT NULL,
    keys TEXT NOT NULL,
    PRIMARY KEY (plan, shard, shards)
  ) STRICT;
`;

/** A store of an older version of the suite. */
export class OlderStoreError extends RangeError {}

/**
 * Makes the tables of a new store, or looks whether an old one can be used.
 *
 * @param path What errors call it.
 * @throws {OlderStoreError} If an older suite has written it.
 * @throws {RangeError} If a newer suite has written it.
 * @throws {TypeError} If it is a database of something else.
 */
export function prepareSchema(database: DatabaseSync, path: string): void {
  const numberOf = (sql: string) =>
    Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const application = numberOf("PRAGMA application_id");
  const tables = numberOf("SELECT count(*) FROM sqlite_schema");
  if (application !== APPLICATION_ID && tables > 0) {
    throw new TypeError(
      `Cannot use ${path}: it is a database, and not a store of trials. Next ` +
        "step: choose another file with --store",
    );
  }
  const version = numberOf("PRAGMA user_version");
  if (version === STORE_VERSION) return;
  if (version > 0) {
    const isOlder = version < STORE_VERSION;
    const nextStep = isOlder
      ? "run its trials again, with this version of the suite"
      : "update the suite, or choose another file with --store";
    const StoreError = isOlder ? OlderStoreError : RangeError;
    throw new StoreError(
      `Cannot use ${path}: wanted a store of version ${STORE_VERSION}, got ` +
        `${version}. Next step: ${nextStep}`,
    );
  }
  database.exec(
    `BEGIN IMMEDIATE; ${TABLES}; ` +
      `PRAGMA application_id = ${APPLICATION_ID}; ` +
      `PRAGMA user_version = ${STORE_VERSION}; COMMIT`,
  );
}
