import { assertEquals, assertRejects } from "@std/assert";
import { WorkerError } from "../../../bench/trials/executor.ts";
import { KeptTrials, type Reuse } from "../../../bench/trials/kept_trials.ts";
import type { TrialStore } from "../../../bench/trials/store/store.ts";
import type { TrialOrigin, TrialResult } from "../../../bench/trials/trial.ts";
import { failedTrial, trialWith } from "../_trials.ts";
import { type Answer, answerOf, StubExecutor } from "./_stub_executor.ts";
import { ORIGIN, seeds, TempStore, trialOfSeed } from "./_temp_store.ts";
import { deno } from "../../_process.ts";

const TRIALS = seeds(4).map(trialOfSeed);

/** The same except for the processor. */
const ELSEWHERE: TrialOrigin = {
  ...ORIGIN,
  engine: { ...ORIGIN.engine, instructionSet: "avx512" },
};

Deno.test("KeptTrials.run() runs each trial once, and keeps it", async () => {
  using temp = new TempStore();
  const { run, executor } = open(temp.open());
  assertEquals(await run([0, 1]), ["0 ok", "1 ok"]);
  assertEquals(await run([0, 1, 2]), ["0 ok", "1 ok", "2 ok"]);
  assertEquals(executor.ran, [0, 1, 2]);
  const again = open(temp.open());
  assertEquals(await again.run([2, 0, 2]), ["2 ok", "0 ok"]);
  assertEquals(again.executor.ran, []);
});

Deno.test("KeptTrials.run() runs a trial once that is asked for twice", async () => {
  using temp = new TempStore();
  const { run, executor } = open(temp.open());
  assertEquals(await run([0, 0, 1, 0]), ["0 ok", "1 ok"]);
  assertEquals(executor.ran, [0, 1]);
});

Deno.test("KeptTrials.lookUp() sorts trials by whether they are kept", async () => {
  using temp = new TempStore();
  const { trials, run } = open(temp.open());
  await run([1, 3]);
  const { kept, missing } = trials.lookUp(TRIALS);
  assertEquals(
    kept,
    [TRIALS[1]!, TRIALS[3]!].map(({ spec }) => answerOf(spec)),
  );
  assertEquals(missing, [TRIALS[0], TRIALS[2]]);
});

Deno.test("KeptTrials runs what failed again, and what diverged never", async () => {
  using temp = new TempStore();
  const statuses = ["killed", "timeout", "oom", "diverged"] as const;
  const failing = open(temp.open(), {
    answer: ({ seed }) => [failedTrial({ seed }, statuses[seed])],
  });
  const expected = ["0 killed", "1 timeout", "2 oom", "3 diverged"];
  assertEquals(await failing.run(seeds(4)), expected);
  const { run, executor } = open(temp.open());
  assertEquals((await run(seeds(4))).sort(), [
    "0 ok",
    "1 ok",
    "2 ok",
    "3 diverged",
  ]);
  assertEquals(executor.ran, [0, 1, 2]);
});

Deno.test("KeptTrials keeps a row for every attempt", async () => {
  using temp = new TempStore();
  const store = temp.open();
  const { run } = open(store, {
    answer: (spec) => [failedTrial(spec, "oom"), answerOf(spec)],
  });
  assertEquals(await run([0]), ["0 ok"]);
  const statuses = [...store.attempts()].map(({ status }) => status);
  assertEquals(statuses, ["oom", "ok"]);
});

Deno.test("KeptTrials with the reuse same runs again what another engine has computed", async () => {
  using temp = new TempStore();
  await open(temp.open(), { origin: ELSEWHERE }).run([0]);
  const { run, executor } = open(temp.open());
  await run([0]);
  assertEquals(executor.ran, [0]);
});

Deno.test("KeptTrials with the reuse any-engine takes what another engine has computed, of the same data and code", async () => {
  for (const part of ["engine", "data", "code"] as const) {
    using temp = new TempStore();
    const origin = part === "engine"
      ? ELSEWHERE
      : { ...ORIGIN, [part]: "e".repeat(64) };
    await open(temp.open(), { origin }).run([0]);
    const { run, executor } = open(temp.open(), { reuse: "any-engine" });
    assertEquals(await run([0]), ["0 ok"]);
    assertEquals(executor.ran, part === "engine" ? [] : [0], part);
  }
});

Deno.test("KeptTrials with the reuse any-engine prefers its own engine's result, and takes none that failed", () => {
  using temp = new TempStore();
  const store = temp.open();
  store.record({ ...answerOf(trialOfSeed(0).spec), host: "own" }, ORIGIN);
  store.record({ ...answerOf(trialOfSeed(0).spec), host: "other" }, ELSEWHERE);
  store.record(failedTrial({ seed: 1 }), ELSEWHERE);
  const { trials } = open(store, { reuse: "any-engine" });
  const { kept, missing } = trials.lookUp(seeds(2).map(trialOfSeed));
  assertEquals(kept.map(({ host }) => host), ["own"]);
  assertEquals(missing, [trialOfSeed(1)]);
});

Deno.test("KeptTrials with the reuse none runs everything once more, and keeps it", async () => {
  using temp = new TempStore();
  const store = temp.open();
  await open(store).run([0, 1]);
  const { run, executor } = open(store, { reuse: "none" });
  await run([0, 1]);
  assertEquals(executor.ran, [0, 1]);
  await run([1, 2]); // a later study shares a trial
  assertEquals(executor.ran, [0, 1, 2]);
  assertEquals([...store.attempts()].length, 5);
});

Deno.test("KeptTrials compares each trial with the data of its own data set", async () => {
  using temp = new TempStore();
  const store = temp.open();
  const of = (dataset: string) => ({ ...ORIGIN, data: dataset });
  const list = ["leaves", "mnist"].map((dataset) => trialWith({ dataset }));
  const executor = new StubExecutor((spec) => [
    { ...answerOf(spec), origin: of(spec.dataset) },
  ]);
  const trials = new KeptTrials({
    store,
    executor,
    originOf: ({ dataset }) => of(dataset),
  });
  assertEquals((await Array.fromAsync(trials.run(list))).length, 2);
  assertEquals(trials.lookUp(list).missing, []);
  assertEquals(store.find(list[1]!, of("mnist"))?.origin, of("mnist"));
  const moved = new KeptTrials({
    store,
    executor,
    originOf: ({ dataset }) => of(dataset === "mnist" ? "new" : dataset),
  });
  assertEquals(moved.lookUp(list).missing, [list[1]]);
});

Deno.test("KeptTrials refuses a result that was computed from other data or code", async () => {
  for (const part of ["data", "code"] as const) {
    using temp = new TempStore();
    const store = temp.open();
    const origin = { ...ORIGIN, [part]: "e".repeat(64) };
    const { run } = open(store, {
      answer: (spec) => [{ ...answerOf(spec), origin }],
    });
    await assertRejects(
      () => run([0]),
      WorkerError,
      `Cannot keep a trial: its ${part} changed while it ran`,
    );
    assertEquals(store.lastAttempt(), 0);
    assertEquals(runFiles(temp), []);
  }
});

Deno.test("KeptTrials keeps a result under the engine that has computed it", async () => {
  using temp = new TempStore();
  const store = temp.open();
  const { run } = open(store, {
    answer: (spec) => [{ ...answerOf(spec), origin: ELSEWHERE }],
  });
  await run([0]);
  assertEquals(store.find(trialOfSeed(0), ORIGIN), undefined);
  assertEquals(store.find(trialOfSeed(0), ELSEWHERE)?.origin, ELSEWHERE);
});

Deno.test("KeptTrials keeps what ended before its executor failed, and gives back the rest", async () => {
  using temp = new TempStore();
  const store = temp.open();
  const failing = open(store, {
    answer: (spec) => {
      if (spec.seed === 2) throw new WorkerError("no more");
      return [answerOf(spec)];
    },
  });
  await assertRejects(() => failing.run(seeds(4)), WorkerError, "no more");
  assertEquals(runFiles(temp), []);
  const { run, executor } = open(temp.open());
  assertEquals((await run(seeds(4))).length, 4);
  assertEquals(executor.ran, [2, 3]);
});

Deno.test("KeptTrials gives back what it has not run when nobody wants the rest", async () => {
  using temp = new TempStore();
  const store = temp.open();
  for await (const result of open(store).trials.run(TRIALS)) {
    if (result.spec.seed === 1) break;
  }
  assertEquals(runFiles(temp), []);
  const { run, executor } = open(store);
  await run(seeds(4));
  assertEquals(executor.ran, [2, 3]);
});

Deno.test("KeptTrials.run() ends when it is stopped, also while it waits for another run", async () => {
  using temp = new TempStore();
  const going = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const busy = open(temp.open(), {
    answer: async (spec) => {
      begun.resolve();
      await going.promise;
      return [answerOf(spec)];
    },
  });
  const others = busy.run([0]);
  await begun.promise;
  const stop = new AbortController();
  const { run, executor } = open(temp.open());
  const waiting = run([0, 1], stop.signal);
  stop.abort();
  assertEquals((await waiting).filter((line) => line.startsWith("0")), []);
  assertEquals(executor.ran.includes(0), false);
  going.resolve();
  assertEquals(await others, ["0 ok"]);
});

Deno.test("KeptTrials.run() of two at once runs no trial twice, and both have all results", async () => {
  using temp = new TempStore();
  const runs = [seeds(30), seeds(40).reverse(), seeds(20)].map((list) => {
    const opened = open(temp.open(), { answer: slowly });
    return { ...opened, list, results: opened.run(list) };
  });
  for (const { results, list } of runs) {
    const expected = list.map((seed) => `${seed} ok`).sort();
    assertEquals((await results).sort(), expected);
  }
  const ran = runs.flatMap(({ executor }) => executor.ran);
  assertEquals(ran.toSorted((a, b) => a - b), seeds(40));
  assertEquals(runFiles(temp), []);
});

Deno.test("KeptTrials.run() runs what failed for the run that it has waited for", async () => {
  using temp = new TempStore();
  const failing = open(temp.open(), {
    answer: async (spec) => {
      await slowly(spec);
      return [failedTrial(spec, "killed")];
    },
  });
  const { run, executor } = open(temp.open());
  const [first, second] = await Promise.all([failing.run([0]), run([0])]);
  assertEquals([first, second], [["0 killed"], ["0 ok"]]);
  assertEquals(executor.ran, [0]);
});

Deno.test("KeptTrials.run() of two processes at once runs no trial twice", async () => {
  using temp = new TempStore();
  const lines = await Promise.all(
    [runProcess(temp, 60, 2), runProcess(temp, 60, 2)].map(async (child) =>
      new TextDecoder().decode((await child.output()).stdout).trim().split("\n")
    ),
  );
  const told = (word: string, of: readonly string[]) =>
    of.filter((line) => line.startsWith(word))
      .map((line) => Number(line.split(" ")[1])).sort((a, b) => a - b);
  assertEquals(told("begun", lines.flat()), seeds(60));
  for (const each of lines) assertEquals(told("ended", each), seeds(60));
});

Deno.test("KeptTrials.run() goes on with the trials of a process that was killed", async () => {
  using temp = new TempStore();
  const child = runProcess(temp, 5, 1e6);
  const reader = child.stdout.getReader();
  await reader.read(); // it has begun its first trial
  const { run, executor } = open(temp.open());
  const waiting = run(seeds(5));
  child.kill("SIGKILL");
  await Promise.all([child.status, reader.cancel()]);
  assertEquals((await waiting).length, 5);
  assertEquals(executor.ran, seeds(5));
  assertEquals(runFiles(temp), []);
});

function open(
  store: TrialStore,
  { answer, origin = ORIGIN, reuse = "same" }: {
    answer?: Answer;
    origin?: TrialOrigin;
    reuse?: Reuse;
  } = {},
) {
  const executor = new StubExecutor(
    answer ?? ((spec) => [{ ...answerOf(spec), origin }]),
  );
  const trials = new KeptTrials({
    store,
    executor,
    originOf: () => origin,
    reuse,
  });
  const run = async (list: readonly number[], signal?: AbortSignal) => {
    const results: TrialResult[] = [];
    const asked = list.map(trialOfSeed);
    for await (const result of trials.run(asked, { signal })) {
      results.push(result);
    }
    return results.map(({ spec, status }) => `${spec.seed} ${status}`);
  };
  return { executor, trials, run };
}

const slowly: Answer = async (spec) => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return [answerOf(spec)];
};

/** The lock files of runs. */
function runFiles({ path }: TempStore): string[] {
  return [...Deno.readDirSync(`${path}.runs`)].map(({ name }) => name);
}

function runProcess({ path }: TempStore, trials: number, pause: number) {
  const script = import.meta.resolve("./_run_kept.ts");
  const args = [script, path, `${trials}`, `${pause}`];
  return deno("run --quiet --no-check -P=test", args, { stdout: "piped" })
    .spawn();
}
