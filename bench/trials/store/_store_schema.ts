/** The tables of a store of trials, version by version. */
import type { DatabaseSync } from "node:sqlite";

/** Marks a database as a store of trials: "fbn" in ASCII, and 1. */
const APPLICATION_ID = 0x66626e01;

/** What brings a store from the version before to each version, from 1. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    spec_key TEXT NOT NULL,
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
  CREATE INDEX attempts_by_spec ON attempts (spec_key);
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
  `,
];

/**
 * Brings a store to the newest version.
 *
 * @param path What errors call it.
 * @param migrations Those of this suite, unless a test adds to them.
 * @throws {RangeError} If a newer suite has written it.
 * @throws {TypeError} If it is a database of something else.
 */
export function migrate(
  database: DatabaseSync,
  path: string,
  migrations: readonly string[] = MIGRATIONS,
): void {
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
  if (version > migrations.length) {
    throw new RangeError(
      `Cannot use ${path}: wanted a store of version ${migrations.length} or ` +
        `less, got ${version}. Next step: update the suite, or choose another ` +
        "file with --store",
    );
  }
  for (let at = version; at < migrations.length; at++) {
    database.exec(
      `BEGIN IMMEDIATE; ${migrations[at]}; ` +
        `PRAGMA application_id = ${APPLICATION_ID}; ` +
        `PRAGMA user_version = ${at + 1}; COMMIT`,
    );
  }
}
