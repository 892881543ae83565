/** The tables of a store of trials, version by version. */
import type { DatabaseSync } from "node:sqlite";

/** What brings a store from the version before to each version, from 1. */
const MIGRATIONS: readonly string[] = [
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
    id INTEGER NOT NULL,
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
 * @throws {RangeError} If a newer suite has written it.
 */
export function migrate(database: DatabaseSync, path: string): void {
  const row = database.prepare("PRAGMA user_version").get();
  const version = Number(row?.user_version);
  if (version > MIGRATIONS.length) {
    throw new RangeError(
      `Cannot use ${path}: wanted a store of version ${MIGRATIONS.length} or ` +
        `less, got ${version}. Next step: update the suite, or choose another ` +
        "file with --store",
    );
  }
  for (let at = version; at < MIGRATIONS.length; at++) {
    database.exec(
      `BEGIN IMMEDIATE; ${MIGRATIONS[at]}; PRAGMA user_version = ${at + 1}; ` +
        "COMMIT",
    );
  }
}
