import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import {
  explainStoreError,
  isDamage,
} from "../../../../bench/trials/store/_store_error.ts";
import { TrialStore } from "../../../../bench/trials/store/store.ts";
import { okTrial } from "../../_trials.ts";
import { foundSeeds, ORIGIN, TempStore } from "../_temp_store.ts";
import { outcomeOf, words } from "../../../_process.ts";

const ELSEWHERE = "name a file with --store in a folder that can be written";

Deno.test("TrialStore refuses a folder in the place of its file", () => {
  using temp = new TempStore();
  Deno.mkdirSync(temp.path);
  assertThrows(
    () => temp.open(),
    Error,
    `Cannot keep trials in ${temp.path}: ${temp.path} is a folder. Next ` +
      `step: ${ELSEWHERE}`,
  );
  assertEquals(temp.files, ["trials.sqlite"]);
});

Deno.test("TrialStore refuses a folder that is a file", () => {
  using temp = new TempStore();
  Deno.writeTextFileSync(temp.path, "");
  const path = `${temp.path}/trials.sqlite`;
  const error = assertThrows(() => new TrialStore(path), Error);
  assertStringIncludes(error.message, `Cannot keep trials in ${path}: `);
  assertStringIncludes(error.message, `Next step: ${ELSEWHERE}`);
});

Deno.test({
  name: "TrialStore refuses a folder that it may not write",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    using temp = new TempStore();
    Deno.chmodSync(temp.folder, 0o555);
    const text = await runChild(temp.path, { asNobody: true });
    assertStringIncludes(text, `Cannot keep trials in ${temp.path}: `);
    assertStringIncludes(text, `Next step: ${ELSEWHERE}`);
  },
});

Deno.test("TrialStore makes the folders that its file is in", () => {
  using temp = new TempStore();
  const path = `${temp.folder}/a/b/trials.sqlite`;
  using store = new TrialStore(path);
  store.record(okTrial({ seed: 0 }, 0.5), ORIGIN);
  assertEquals(foundSeeds(store, 1), [0]);
});

Deno.test("explainStoreError() says what to do about each error of SQLite", () => {
  const wanted = new Map([
    [full, "is full. Next step: free some room and run again"],
    [busy, "is locked. Next step: end the process that holds it"],
    [readOnly, `Next step: ${ELSEWHERE}`],
    [missing, `Next step: ${ELSEWHERE}`],
    [
      wrong,
      "syntax error in SELEKT at offset 0. Next step: choose another file with --store",
    ],
  ]);
  for (const [provoke, text] of wanted) {
    using temp = new TempStore();
    temp.fill(1);
    const cause = assertThrows(() => provoke(temp.path), Error);
    const error = explainStoreError(cause, "a/store");
    assert(error instanceof Error);
    assertStringIncludes(error.message, "Cannot keep trials in a/store: ");
    assertStringIncludes(error.message, text);
    assertEquals(error.cause, cause);
  }
});

Deno.test("isDamage() sees damage in each kind of error, and nothing else", () => {
  using temp = new TempStore();
  Deno.writeTextFileSync(temp.path, "x".repeat(9000));
  using database = new DatabaseSync(temp.path);
  const begin = () => database.exec("BEGIN IMMEDIATE");
  const read = () => database.prepare("PRAGMA user_version").get();
  for (const provoke of [begin, read]) {
    assertEquals(isDamage(assertThrows(provoke, Error)), true);
  }
  temp.fill(1);
  for (const provoke of [full, busy, readOnly, wrong, missing]) {
    assertEquals(
      isDamage(assertThrows(() => provoke(temp.path), Error)),
      false,
    );
  }
  assertEquals(isDamage(new Error("database disk image is malformed")), false);
});

Deno.test("explainStoreError() leaves other errors as they are", () => {
  for (const error of [new RangeError("no"), "text", undefined]) {
    assertEquals(explainStoreError(error, "a/store"), error);
  }
});

Deno.test({
  name: "TrialStore.record() says so when the system lets no file grow",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    using temp = new TempStore();
    temp.fill(3);
    const text = await runChild(temp.path, { blocks: 400 });
    assertStringIncludes(text, `Cannot keep trials in ${temp.path}: `);
    assertStringIncludes(text, "Next step: see whether its disk is full");
    assertEquals(foundSeeds(temp.open(), 4), [0, 1, 2, 3]);
    assertEquals(temp.notes, []);
  },
});

/** Keeps trials in another process until it fails, and gives its last lines. */
async function runChild(
  path: string,
  { asNobody = false, blocks }: { asNobody?: boolean; blocks?: number },
): Promise<string> {
  const script = import.meta.resolve("./_record_limited.ts");
  const limit = blocks === undefined ? "" : `ulimit -f ${blocks}; `;
  // Else a file that is too long ends the process by a signal.
  const shell = `trap '' XFSZ; ${limit}exec "$@"`;
  const args = ["-c", shell, "bash", Deno.execPath()]
    .concat(words("run --quiet --no-check -P=test"), script, path)
    .concat(asNobody ? "nobody" : []);
  const { stderr, code } = await outcomeOf(new Deno.Command("bash", { args }));
  assertNotEquals(code, 0, stderr);
  return stderr;
}

function full(path: string): void {
  using database = new DatabaseSync(path);
  database.exec("PRAGMA max_page_count = 1; CREATE TABLE more (a)");
  for (;;) database.exec("INSERT INTO more VALUES (zeroblob(100000))");
}

function busy(path: string): void {
  using one = new DatabaseSync(path);
  using two = new DatabaseSync(path);
  one.exec("BEGIN IMMEDIATE");
  two.exec("BEGIN IMMEDIATE");
}

function readOnly(path: string): void {
  using database = new DatabaseSync(path, { readOnly: true });
  database.exec("DELETE FROM attempts");
}

function wrong(path: string): void {
  using database = new DatabaseSync(path);
  database.exec("SELEKT");
}

function missing(path: string): void {
  new DatabaseSync(`${path}/nothing`);
}
