import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { TrialStore } from "../../../../bench/trials/store/store.ts";
import { resultKey } from "../../../../bench/trials/result_key.ts";
import { failedTrial, okTrial, SPEC, trialWith } from "../../_trials.ts";
import { foundSeeds, ORIGIN, seeds, TempStore } from "../_temp_store.ts";

Deno.test("TrialStore.find() gives the newest settled result", () => {
  using temp = new TempStore();
  const store = temp.open();
  assertEquals(store.find(trialWith(), ORIGIN), undefined);
  store.record(okTrial({}, 0.25), ORIGIN);
  store.record(okTrial({}, 0.75), ORIGIN);
  store.record(failedTrial({}), ORIGIN);
  const { result, origin } = store.find(trialWith(), ORIGIN)!;
  assertEquals(result, okTrial({}, 0.75));
  assertEquals(origin, ORIGIN);
});

Deno.test("TrialStore.find() takes a trial that diverged for settled, and no other without a result", () => {
  using temp = new TempStore();
  const store = temp.open();
  for (const status of ["killed", "timeout", "oom"] as const) {
    store.record(failedTrial({}, status), ORIGIN);
    assertEquals(store.find(trialWith(), ORIGIN), undefined, status);
  }
  store.record(failedTrial({}, "diverged"), ORIGIN);
  assertEquals(store.find(trialWith(), ORIGIN)?.result.status, "diverged");
});

Deno.test("TrialStore.find() passes over an attempt whose measures are mixed up", () => {
  using temp = new TempStore();
  const store = temp.open();
  const mixed = okTrial({}, 0.5);
  mixed.evaluations[0]!.metrics.accuracy = 0.25;
  store.record(okTrial({}, 0.5), ORIGIN);
  store.record(mixed, ORIGIN);
  assertEquals(store.find(trialWith(), ORIGIN)?.result, okTrial({}, 0.5));
});

Deno.test("TrialStore.find() passes over attempts up to the one that is named", () => {
  using temp = new TempStore();
  const store = temp.open();
  assertEquals(store.lastAttempt(), 0);
  store.record(okTrial({}, 0.25), ORIGIN);
  const after = store.lastAttempt();
  assertEquals(store.find(trialWith(), ORIGIN, { after }), undefined);
  store.record(okTrial({}, 0.75), ORIGIN);
  assertEquals(
    store.find(trialWith(), ORIGIN, { after })?.result,
    okTrial({}, 0.75),
  );
});

Deno.test("TrialStore keeps every attempt, from whatever it was computed", () => {
  using temp = new TempStore();
  const other = { ...ORIGIN, code: "e".repeat(64) };
  {
    using store = temp.open();
    store.record(failedTrial({}, "oom"), ORIGIN);
    store.record(okTrial({}, 0.5), ORIGIN);
    store.record(okTrial({}, 0.5), other);
    store.record(okTrial({ seed: 8 }, 0.5), ORIGIN);
  }
  const store = temp.open();
  const found = store.findAll(trialWith());
  assertEquals(found.map(({ result }) => result.status), ["ok", "ok", "oom"]);
  assertEquals(found.map(({ origin }) => origin.code), [
    other.code,
    ORIGIN.code,
    ORIGIN.code,
  ]);
  assertEquals([...store.attempts()].length, 4);
  assertEquals(store.recent(2).map(({ result }) => result.spec.seed), [8, 7]);
  assertEquals(temp.notes, []);
});

Deno.test("TrialStore keeps a row an attempt: keys, spec, status, origin, times and host", () => {
  using temp = new TempStore();
  const store = temp.open();
  const result = okTrial({}, 0.5);
  store.record(result, ORIGIN);
  const [row] = [...store.attempts()];
  assertEquals(row!.key, resultKey(trialWith(), ORIGIN));
  assertEquals(row!.trial, trialWith().key);
  assertEquals(JSON.parse(row!.spec), SPEC);
  assertEquals(JSON.parse(row!.origin), ORIGIN);
  assertEquals(JSON.parse(row!.result), result);
  const { status, started, host } = row!;
  assertEquals([status, started, host], ["ok", result.started, result.host]);
  assertEquals(new Date(row!.ended).toISOString(), row!.ended);
});

Deno.test("TrialStore.attempts() gives all of more rows than are read at a time, in order", () => {
  using temp = new TempStore();
  temp.fill(1203);
  const found = [...temp.open().attempts()].map(({ spec }) =>
    JSON.parse(spec).seed
  );
  assertEquals(found, seeds(1203));
});

Deno.test("TrialStore.insert() keeps a row as another store has it", () => {
  using one = new TempStore();
  using other = new TempStore();
  one.fill(3);
  const rows = [...one.open().attempts()];
  const store = other.open();
  for (const row of rows) store.insert(row);
  assertEquals(
    [...store.attempts()],
    rows.map((row, at) => ({
      ...row,
      id: at + 1,
    })),
  );
});

Deno.test("TrialStore.similarSpecs() gives the specs of a data set and seed, newest first", () => {
  using temp = new TempStore();
  const store = temp.open();
  store.record(okTrial({ epochs: 1 }, 0.5), ORIGIN);
  store.record(okTrial({ epochs: 2 }, 0.5), ORIGIN);
  store.record(okTrial({ epochs: 1 }, 0.5), ORIGIN);
  store.record(okTrial({ seed: 8 }, 0.5), ORIGIN);
  store.record(okTrial({ dataset: "mnist" }, 0.5), ORIGIN);
  assertEquals(store.similarSpecs(SPEC).map(({ epochs }) => epochs), [1, 2]);
});

Deno.test("TrialStore sets a row aside that was changed in any column, and tells", () => {
  const columns = ["spec", "origin", "status", "result", "ended", "host"];
  for (const column of columns) {
    using temp = new TempStore();
    temp.fill(3);
    const text = column === "status" ? "diverged" : "{}";
    change(temp.path, `UPDATE attempts SET ${column} = '${text}' WHERE id = 2`);
    const store = temp.open();
    assertEquals(foundSeeds(store, 3), [0, 2], column);
    assertEquals(temp.notes.length, 1);
    assertStringIncludes(temp.notes[0]!, "row 2 of ");
    assertStringIncludes(temp.notes[0]!, "its checksum does not fit");
    assertEquals(foundSeeds(store, 3), [0, 2]);
    assertEquals(temp.notes.length, 1);
    const [row] = change(temp.path, "SELECT * FROM set_aside");
    assertEquals(JSON.parse(`${row?.row}`)[column], text);
    store.record(okTrial({ seed: 1 }, 0.5), ORIGIN);
    assertEquals(foundSeeds(store, 3), [0, 1, 2]);
  }
});

Deno.test("TrialStore sets a changed row aside once, though two find it", () => {
  using temp = new TempStore();
  temp.fill(1);
  const [one, two] = [temp.open(), temp.open()];
  change(temp.path, "UPDATE attempts SET host = 'x'");
  for (const store of [one, two]) assertEquals(foundSeeds(store, 1), []);
  assertEquals(change(temp.path, "SELECT id FROM set_aside").length, 1);
});

Deno.test("TrialStore leaves a row alone whose result looks as another version's does", () => {
  using temp = new TempStore();
  const store = temp.open();
  store.record(okTrial({}, 0.5), ORIGIN);
  const [row] = [...store.attempts()];
  const result = JSON.stringify({ ...JSON.parse(row!.result), novelty: 1 });
  store.insert({ ...row!, result });
  assertEquals(store.find(trialWith(), ORIGIN)?.result, okTrial({}, 0.5));
  assertEquals([...store.attempts()].length, 2);
  assertEquals(temp.notes, []);
});

Deno.test("TrialStore.transaction() keeps all or nothing", () => {
  using temp = new TempStore();
  const store = temp.open();
  assertThrows(
    () =>
      store.transaction(() => {
        store.record(okTrial({ seed: 0 }, 0.5), ORIGIN);
        throw new RangeError("no more");
      }),
    RangeError,
    "no more",
  );
  assertEquals(store.lastAttempt(), 0);
  store.transaction(() => {
    store.record(okTrial({ seed: 0 }, 0.5), ORIGIN);
    store.transaction(() => store.record(okTrial({ seed: 1 }, 0.5), ORIGIN));
  });
  assertEquals(foundSeeds(store, 3), [0, 1]);
});

Deno.test("TrialStore.recordShard() keeps the last word on each shard", () => {
  using temp = new TempStore();
  const store = temp.open();
  const shard = { plan: "p", shard: 1, shards: 2 };
  store.recordShard({ ...shard, keys: ["a"] });
  store.recordShard({ ...shard, keys: ["b", "c"] });
  store.recordShard({ ...shard, shard: 2, keys: [] });
  assertEquals(store.shards().map((kept) => ({ ...kept })), [
    { ...shard, keys: ["b", "c"] },
    { ...shard, shard: 2, keys: [] },
  ]);
});

Deno.test("TrialStore.forgetShard() forgets one shard, of any plan", () => {
  using temp = new TempStore();
  const store = temp.open();
  const others = [
    { plan: "p", shard: 2, shards: 2, keys: [] },
    { plan: "p", shard: 1, shards: 3, keys: ["a"] },
  ];
  for (const plan of ["p", "q"]) {
    store.recordShard({ plan, shard: 1, shards: 2, keys: ["a"] });
  }
  for (const other of others) store.recordShard(other);
  store.forgetShard({ shard: 1, shards: 2 });
  assertEquals(store.shards().map((kept) => ({ ...kept })), others);
});

Deno.test("TrialStore keeps a log beside its file, and is one under two names", () => {
  using temp = new TempStore();
  temp.fill(1);
  const [mode] = change(temp.path, "PRAGMA journal_mode");
  assertEquals(mode?.journal_mode, "wal");
  const link = `${temp.folder}/link.sqlite`;
  Deno.symlinkSync(temp.path, link);
  using store = new TrialStore(link);
  assertEquals(store.path, Deno.realPathSync(temp.path));
  assertEquals(foundSeeds(store, 1), [0]);
});

Deno.test("TrialStore is begun anew in a folder that was removed, and tells", () => {
  using temp = new TempStore();
  const store = temp.open();
  store.record(okTrial({ seed: 0 }, 0.5), ORIGIN);
  Deno.removeSync(temp.folder, { recursive: true });
  store.record(okTrial({ seed: 1 }, 0.5), ORIGIN);
  assertEquals(temp.notes.length, 1);
  assertStringIncludes(temp.notes[0]!, "was removed while it was used");
  assertEquals(foundSeeds(temp.open(), 2), [1]);
});

Deno.test("TrialStore finds what it kept, for any spec", () => {
  using temp = new TempStore();
  const store = temp.open();
  const rng = mersenne(20);
  const trials = seeds(200).map((seed) =>
    trialWith({
      seed,
      majority: [`class ${uniformInt(rng, 0, 9)}`, 'with "quotes" and é'],
      learningRate: uniformInt(rng, 1, 1e6) / 1e7,
      bnMomentum: uniformInt(rng, 0, 999) / 1000,
    })
  );
  for (const { spec } of trials) store.record(okTrial(spec, 0.5), ORIGIN);
  for (const trial of trials) {
    assertEquals(store.find(trial, ORIGIN)?.result.spec, trial.spec);
  }
});

/** Runs a statement on the file itself. */
function change(path: string, sql: string) {
  using database = new DatabaseSync(path);
  return database.prepare(sql).all();
}
