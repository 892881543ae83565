import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { DatabaseSync } from "node:sqlite";
import { okTrial, trialWith } from "../../_trials.ts";
import {
  foundSeeds,
  ORIGIN,
  seeds,
  TempStore,
  trialOfSeed,
} from "../_temp_store.ts";
import { deno, outcomeOf } from "../../../_process.ts";

const PAGE = 4096;
const TRIALS = 200;

Deno.test("TrialStore sets a file aside that is not a database, and begins anew", () => {
  using temp = new TempStore();
  const text = "trial,score\n".repeat(1000);
  Deno.writeTextFileSync(temp.path, text);
  {
    using store = temp.open();
    store.record(okTrial({ seed: 0 }, 0.5), ORIGIN);
  }
  assertEquals(foundSeeds(temp.open(), 2), [0]);
  const kept = `${temp.path}.damaged-1`;
  assertEquals(temp.notes, [
    `${temp.path} was damaged: it is kept as ${kept}; 0 trials were saved ` +
    "from it, and what is missing is run again",
  ]);
  assertEquals(Deno.readTextFileSync(kept), text);
});

Deno.test("TrialStore gives every damaged file a name of its own", () => {
  using temp = new TempStore();
  for (const text of ["one", "two"]) {
    Deno.writeTextFileSync(temp.path, text);
    temp.open()[Symbol.dispose]();
  }
  const [one, two] = [1, 2].map((at) =>
    Deno.readTextFileSync(`${temp.path}.damaged-${at}`)
  );
  assertEquals([one, two], ["one", "two"]);
});

Deno.test("TrialStore sets a file aside whose first page is gone, and goes on", () => {
  using temp = new TempStore();
  temp.fill(TRIALS);
  overwrite(temp.path, [0]);
  const store = temp.open();
  assertEquals(foundSeeds(store, TRIALS), []);
  store.record(okTrial({ seed: 1 }, 0.5), ORIGIN);
  assertEquals(foundSeeds(store, TRIALS), [1]);
  assertStringIncludes(temp.notes[0]!, "0 trials were saved from it");
  assertEquals(temp.files, ["trials.sqlite", "trials.sqlite.damaged-1"]);
});

Deno.test("TrialStore saves every row that no overwritten page holds", () => {
  for (const seed of seeds(8)) {
    using temp = new TempStore();
    temp.fill(TRIALS);
    const rng = mersenne(seed);
    const pages = pagesWithoutBranches(temp.path);
    const chosen = seeds(5).map(() =>
      pages[uniformInt(rng, 0, pages.length - 1)]!
    );
    const lost = seedsOn(temp.path, chosen);
    overwrite(temp.path, chosen);
    using store = temp.open();
    // Damage that does not hinder this is not seen, and not mended.
    const rows = [...store.attempts()].map(({ spec }) => JSON.parse(spec).seed);
    const wanted = seeds(TRIALS).filter((trial) => !lost.has(trial));
    const text = `seed ${seed}, pages ${chosen}`;
    assertEquals(rows, wanted, text);
    assertEquals(foundSeeds(store, TRIALS), wanted, text);
  }
});

Deno.test("TrialStore saves every row when its indexes are overwritten", () => {
  using temp = new TempStore();
  temp.fill(TRIALS);
  overwrite(temp.path, pagesOf(temp.path, "attempts_by_key"));
  assertEquals(foundSeeds(temp.open(), TRIALS), seeds(TRIALS));
  assertStringIncludes(temp.notes[0]!, `${TRIALS} trials were saved from it`);
  assertSound(temp.path);
});

Deno.test("TrialStore saves every row when SQLite's last number is lost too", () => {
  using temp = new TempStore();
  temp.fill(TRIALS);
  const pages = ["sqlite_sequence", "attempts_by_key"]
    .flatMap((table) => pagesOf(temp.path, table));
  overwrite(temp.path, pages);
  assertEquals(foundSeeds(temp.open(), TRIALS), seeds(TRIALS));
  assertSound(temp.path);
});

Deno.test("TrialStore saves the rows before the place where its file was cut off", () => {
  using temp = new TempStore();
  temp.fill(TRIALS);
  const { size } = Deno.statSync(temp.path);
  Deno.truncateSync(temp.path, size / 2);
  const found = foundSeeds(temp.open(), TRIALS);
  assert(found.length > TRIALS / 3, `${found.length} were saved`);
  assertEquals(found, seeds(found.length));
  assertSound(temp.path);
});

Deno.test("TrialStore is mended while it is open, and goes on", () => {
  using temp = new TempStore();
  temp.fill(TRIALS);
  const store = temp.open();
  overwrite(temp.path, [
    ...pagesOf(temp.path, "attempts_by_key"),
    ...leavesOf(temp.path).slice(0, 5),
  ]);
  store.transaction(() => {
    store.record(okTrial({ seed: TRIALS }, 0.5), ORIGIN);
    store.record(okTrial({ seed: TRIALS + 1 }, 0.5), ORIGIN);
  });
  const found = foundSeeds(store, TRIALS + 2);
  assertEquals(found.slice(-2), [TRIALS, TRIALS + 1]);
  assert(found.length > TRIALS / 2, `${found.length} were saved`);
  assertEquals(temp.notes.length, 1);
  assertSound(temp.path);
});

Deno.test("TrialStore loses nothing that is recorded by one while another mends it", () => {
  for (const isCutOff of [false, true]) {
    using temp = new TempStore();
    temp.fill(TRIALS);
    const pages = pagesOf(temp.path, "attempts_by_key");
    const [one, two] = [temp.open(), temp.open()];
    one.record(okTrial({ seed: TRIALS }, 0.5), ORIGIN);
    if (isCutOff) Deno.truncateSync(temp.path);
    else overwrite(temp.path, pages);
    const three = temp.open();
    for (const [at, store] of [one, two, three].entries()) {
      store.record(okTrial({ seed: TRIALS + 1 + at }, 0.5), ORIGIN);
    }
    const recorded = seeds(4).map((at) => TRIALS + at);
    const wanted = isCutOff
      ? recorded.slice(1)
      : [...seeds(TRIALS), ...recorded];
    for (const store of [one, two, three]) {
      assertEquals(foundSeeds(store, TRIALS + 4), wanted);
    }
    assertEquals(temp.notes.length, 1);
  }
});

Deno.test("TrialStore is mended once by several processes that find the damage", async () => {
  using temp = new TempStore();
  temp.fill(TRIALS);
  overwrite(temp.path, [0, 5]);
  const script = import.meta.resolve("./_record_forever.ts");
  const children = seeds(4).map((at) => {
    const args = [script, temp.path, `${1000 * (at + 1)}`, "5"];
    return outcomeOf(deno("run --quiet --no-check -P=test", args));
  });
  const notes = (await Promise.all(children)).map(({ stderr, code }) => {
    assertEquals(code, 0, stderr);
    return stderr;
  });
  const told = notes.filter((text) => text.includes("was damaged"));
  assertEquals(told.length, 1, notes.join());
  const store = temp.open();
  for (const at of [1, 2, 3, 4]) {
    for (const trial of seeds(5)) {
      assert(
        store.find(trialOfSeed(1000 * at + trial), ORIGIN),
        `${at} ${trial}`,
      );
    }
  }
  assertEquals(temp.files.filter((name) => name.includes("damaged")), [
    "trials.sqlite.damaged-1",
  ]);
  assertSound(temp.path);
});

Deno.test("TrialStore says so when its file was cut off to nothing", () => {
  using temp = new TempStore();
  temp.fill(3);
  Deno.truncateSync(temp.path);
  assertEquals(foundSeeds(temp.open(), 3), []);
  assertEquals(temp.notes.length, 1);
  assertStringIncludes(temp.notes[0]!, "0 trials were saved from it");
});

Deno.test("TrialStore sets a log aside whose file was cut off or is gone", () => {
  for (const isGone of [true, false]) {
    using temp = new TempStore();
    copyWhileOpen(temp, 20);
    const log = Deno.readFileSync(`${temp.path}-wal`);
    if (isGone) Deno.removeSync(temp.path);
    else Deno.truncateSync(temp.path);
    assertEquals(foundSeeds(temp.open(), 20), []);
    assertStringIncludes(temp.notes[0]!, "0 trials were saved from it");
    assertEquals(Deno.readFileSync(`${temp.path}.damaged-1-wal`), log);
  }
});

Deno.test("TrialStore finds the rows of a log that was left over", () => {
  using temp = new TempStore();
  copyWhileOpen(temp, 20);
  assertEquals(foundSeeds(temp.open(), 20), seeds(20));
  assertEquals(temp.notes, []);
});

Deno.test("TrialStore finds the rows before the first damage of its log", () => {
  using temp = new TempStore();
  copyWhileOpen(temp, 20);
  const { size } = Deno.statSync(`${temp.path}-wal`);
  Deno.truncateSync(`${temp.path}-wal`, Math.floor(size / 2));
  const found = foundSeeds(temp.open(), 20);
  assert(found.length > 0 && found.length < 20, `${found}`);
  assertEquals(found, seeds(found.length));
  assertSound(temp.path);
});

Deno.test("TrialStore saves rows that take several pages, and shards", () => {
  const majority = seeds(900).map((at) => `class ${at}`);
  const keys = seeds(300).map((at) => `${at}`.padStart(64, "0"));
  const shard = { plan: "p", shard: 2, shards: 3, keys };
  using temp = new TempStore();
  {
    using store = temp.open();
    for (const seed of seeds(9)) {
      store.record(okTrial({ majority, seed }, 0.5), ORIGIN);
    }
    store.recordShard(shard);
  }
  overwrite(temp.path, pagesOf(temp.path, "attempts_by_key"));
  const store = temp.open();
  for (const seed of seeds(9)) {
    const trial = trialWith({ seed, majority });
    assertEquals(store.find(trial, ORIGIN)?.result.spec, trial.spec);
  }
  assertEquals(store.shards().map((kept) => ({ ...kept })), [shard]);
  assertEquals(temp.notes.length, 1);
});

Deno.test("TrialStore finishes what a process that mended it was killed over", () => {
  const killedAfter = [
    { moved: [], name: "mending" }, // the draft is not whole
    { moved: [], name: "mended" },
    { moved: ["-wal"], name: "mended" },
    { moved: ["-wal", "-shm"], name: "mended" },
    { moved: ["-wal", "-shm", ""], name: "mended" },
  ];
  for (const { moved, name } of killedAfter) {
    using temp = new TempStore();
    copyWhileOpen(temp, 20);
    using draft = new TempStore();
    draft.fill(20);
    Deno.copyFileSync(draft.path, `${temp.path}.${name}`);
    if (name === "mending") Deno.truncateSync(`${temp.path}.mending`, 9000);
    overwrite(temp.path, [0, 1, 2, 3]);
    for (const suffix of moved) {
      Deno.renameSync(temp.path + suffix, `${temp.path}.damaged-1${suffix}`);
    }
    assertEquals(foundSeeds(temp.open(), 20), seeds(20), `${moved} ${name}`);
    assertSound(temp.path);
    assertEquals(temp.files.filter((file) => /mend(ing|ed)$/.test(file)), []);
  }
});

/** Puts nonsense in the place of pages, which are counted from 0. */
function overwrite(path: string, pages: readonly number[]): void {
  using file = Deno.openSync(path, { write: true });
  const rng = mersenne(1);
  for (const page of pages) {
    file.seekSync(page * PAGE, Deno.SeekMode.Start);
    const bytes = Uint8Array.from(
      { length: PAGE },
      () => uniformInt(rng, 0, 255),
    );
    file.writeSync(bytes);
  }
}

/** The pages of a table or an index, counted from 0. */
function pagesOf(path: string, table: string): number[] {
  return pagesWhere(path, "name = ?", table);
}

/** The pages that hold the rows of attempts, counted from 0. */
function leavesOf(path: string): number[] {
  return pagesWhere(path, "name = ? AND pagetype = 'leaf'", "attempts");
}

/** All pages but the first, and those that tell where the rows are. */
function pagesWithoutBranches(path: string): number[] {
  return pagesWhere(
    path,
    "pageno > 1 AND NOT (name = ? AND pagetype = 'internal')",
    "attempts",
  );
}

/** See https://www.sqlite.org/dbstat.html (2025). */
function pagesWhere(path: string, where: string, table: string): number[] {
  using database = new DatabaseSync(path, { readOnly: true });
  return database.prepare(
    `SELECT pageno - 1 AS page FROM dbstat WHERE ${where} ORDER BY pageno`,
  ).all(table).map(({ page }) => Number(page));
}

/** The seeds of the rows that pages hold. */
function seedsOn(path: string, pages: readonly number[]): Set<number> {
  const leaves = new Set(leavesOf(path));
  const bytes = Deno.readFileSync(path);
  const found = pages.filter((page) => leaves.has(page)).flatMap((page) => {
    const text = new TextDecoder("latin1")
      .decode(bytes.subarray(page * PAGE, (page + 1) * PAGE));
    return [...text.matchAll(/"seed":(\d+)\}\{"data"/g)].map(([, seed]) =>
      Number(seed)
    );
  });
  return new Set(found);
}

/** Leaves a file and a log behind, as a process that is killed does. */
function copyWhileOpen(temp: TempStore, trials: number): void {
  using other = new TempStore();
  const store = other.open();
  for (const seed of seeds(trials)) {
    store.record(okTrial({ seed }, 0.5), ORIGIN);
  }
  copyFiles(other, temp);
}

function copyFiles(from: TempStore, to: TempStore): void {
  for (const { name } of Deno.readDirSync(from.folder)) {
    if (!name.endsWith(".lock")) {
      Deno.copyFileSync(`${from.folder}/${name}`, `${to.folder}/${name}`);
    }
  }
}

function assertSound(path: string): void {
  using database = new DatabaseSync(path);
  const row = database.prepare("PRAGMA integrity_check").get();
  assertEquals(row?.integrity_check, "ok");
}
