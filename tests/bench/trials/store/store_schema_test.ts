import { assertEquals, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import {
  migrate,
  MIGRATIONS,
} from "../../../../bench/trials/store/_store_schema.ts";
import { foundSeeds, TempStore } from "../_temp_store.ts";

/** What a version after this suite's may do. */
const NEXT = [
  ...MIGRATIONS,
  "ALTER TABLE attempts ADD COLUMN label TEXT NOT NULL DEFAULT 'none'",
];

Deno.test("migrate() makes the newest version of a new file, and changes nothing after", () => {
  using database = new DatabaseSync(":memory:");
  migrate(database, "new");
  const schema = schemaOf(database);
  assertEquals(schema.version, MIGRATIONS.length);
  assertEquals(schema.tables.includes("attempts"), true);
  migrate(database, "new");
  assertEquals(schemaOf(database), schema);
});

Deno.test("migrate() keeps the rows of the first version, through each to the next", () => {
  using temp = new TempStore();
  writeFirstVersion(temp.path, 3);
  using database = new DatabaseSync(temp.path);
  for (let version = 1; version <= NEXT.length; version++) {
    migrate(database, temp.path, NEXT.slice(0, version));
    assertEquals(schemaOf(database).version, version);
    const rows = database.prepare("SELECT host FROM attempts").all();
    assertEquals(rows.map(({ host }) => host), ["tests", "tests", "tests"]);
  }
});

Deno.test("migrate() does a step whole or not at all", () => {
  using database = new DatabaseSync(":memory:");
  migrate(database, "store");
  const before = schemaOf(database);
  const broken = "CREATE TABLE half (id INTEGER); CREATE TABLE attempts (a)";
  assertThrows(
    () => migrate(database, "store", [...MIGRATIONS, broken]),
    Error,
    "already exists",
  );
  if (database.isTransaction) database.exec("ROLLBACK");
  assertEquals(schemaOf(database), before);
});

Deno.test("TrialStore refuses a store of a newer suite, and leaves it as it is", () => {
  using temp = new TempStore();
  temp.fill(2);
  {
    using database = new DatabaseSync(temp.path);
    migrate(database, temp.path, NEXT);
  }
  assertThrows(
    () => temp.open(),
    RangeError,
    `wanted a store of version ${MIGRATIONS.length} or less, got ` +
      `${NEXT.length}. Next step: update the suite, or choose another file`,
  );
  assertEquals(temp.files, ["trials.sqlite"]);
  using database = new DatabaseSync(temp.path);
  assertEquals(schemaOf(database).version, NEXT.length);
});

Deno.test("TrialStore refuses a database of something else, and leaves it as it is", () => {
  using temp = new TempStore();
  {
    using database = new DatabaseSync(temp.path);
    database.exec("CREATE TABLE songs (title TEXT)");
  }
  assertThrows(
    () => temp.open(),
    TypeError,
    "it is a database, and not a store of trials. Next step:",
  );
  assertEquals(temp.files, ["trials.sqlite"]);
  using database = new DatabaseSync(temp.path);
  assertEquals(schemaOf(database), { version: 0, tables: ["songs"] });
  const [mode] = database.prepare("PRAGMA journal_mode").all();
  assertEquals(mode?.journal_mode, "delete");
});

Deno.test("TrialStore finds the rows of the first version", () => {
  using temp = new TempStore();
  writeFirstVersion(temp.path, 3);
  assertEquals(foundSeeds(temp.open(), 4), [0, 1, 2]);
});

/** A store as the first version of the suite has written it. */
function writeFirstVersion(path: string, trials: number): void {
  using made = new TempStore();
  made.fill(trials);
  using database = new DatabaseSync(path);
  migrate(database, path, MIGRATIONS.slice(0, 1));
  const insert = database.prepare(
    "INSERT INTO attempts VALUES (:id, :key, :spec_key, :spec, :origin, " +
      ":status, :result, :checksum, :started, :ended, :host)",
  );
  for (const row of made.open().attempts()) insert.run({ ...row });
}

function schemaOf(database: DatabaseSync) {
  const version = database.prepare("PRAGMA user_version").get()?.user_version;
  const tables = database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
  ).all().map(({ name }) => name);
  return { version, tables };
}
