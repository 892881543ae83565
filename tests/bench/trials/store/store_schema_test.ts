import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { mergeStores } from "../../../../bench/trials/store/merge_stores.ts";
import {
  prepareSchema,
  STORE_VERSION,
} from "../../../../bench/trials/store/_store_schema.ts";
import { foundSeeds, TempStore } from "../_temp_store.ts";

Deno.test("prepareSchema() makes the tables of a new store, and changes nothing after", () => {
  using database = new DatabaseSync(":memory:");
  prepareSchema(database, "new");
  const schema = schemaOf(database);
  assertEquals(schema.version, STORE_VERSION);
  assertEquals(schema.tables.includes("attempts"), true);
  prepareSchema(database, "new");
  assertEquals(schemaOf(database), schema);
});

Deno.test("TrialStore refuses a store of a newer suite, and leaves it as it is", () => {
  using temp = new TempStore();
  writeVersion(temp, STORE_VERSION + 1);
  assertThrows(
    () => temp.open(),
    RangeError,
    `wanted a store of version ${STORE_VERSION}, got ${STORE_VERSION + 1}. ` +
      "Next step: update the suite, or choose another file",
  );
  assertEquals(temp.files, ["trials.sqlite"]);
});

Deno.test("TrialStore sets a store of an older suite aside, tells, and begins a new one", () => {
  using temp = new TempStore();
  writeVersion(temp, STORE_VERSION - 1);
  assertEquals(foundSeeds(temp.open(), 2), []);
  assertEquals(temp.files, ["trials.sqlite", "trials.sqlite.older-1"]);
  assertEquals(temp.notes.length, 1);
  assertMatch(temp.notes[0]!, /older version of the suite, whose trials can/);
  assertMatch(temp.notes[0]!, /is kept as .*trials\.sqlite\.older-1, and/);
  using older = new DatabaseSync(`${temp.path}.older-1`);
  assertEquals(schemaOf(older).version, STORE_VERSION - 1);
});

Deno.test("mergeStores() refuses a store of an older suite, and leaves it as it is", () => {
  using temp = new TempStore();
  using target = new TempStore();
  writeVersion(temp, STORE_VERSION - 1);
  assertThrows(
    () => mergeStores([temp.path], target.path),
    RangeError,
    `Cannot use ${temp.path}: wanted a store of version ${STORE_VERSION}`,
  );
  assertEquals(temp.files, ["trials.sqlite"]);
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

/** A store of two trials, as another version of the suite has written it. */
function writeVersion(temp: TempStore, version: number): void {
  temp.fill(2);
  using database = new DatabaseSync(temp.path);
  database.exec(`PRAGMA user_version = ${version}`);
}

function schemaOf(database: DatabaseSync) {
  const version = database.prepare("PRAGMA user_version").get()?.user_version;
  const tables = database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
  ).all().map(({ name }) => name);
  return { version, tables };
}
