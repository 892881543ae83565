import { parse } from "@std/csv";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { TrialStore } from "../../../bench/trials/store/store.ts";
import { library } from "../../_engine.ts";
import { okTrial, ORIGIN } from "../_trials.ts";
import { words } from "../../_process.ts";
import { noTerminal, onTerminal } from "./_on_terminal.ts";
import { runTask } from "./_run.ts";
import type { TrialOrigin } from "../../../bench/trials/trial.ts";

/** A small run that ends in seconds; it may take more than timers hold. */
const SMALL = words(
  "--filter inference --seeds 6 --model small-cnn --epochs 1 --workers 2 --majority-count 64 --minority-count 4 --max-time 600h",
);

Deno.test("deno task merge says what is missing, and of which engines the rest is", async () => {
  const folder = await Deno.makeTempDir();
  const origin = ORIGIN.origin as TrialOrigin;
  const engine = { ...origin.engine, instructionSet: "none of ours" };
  {
    using store = new TrialStore(`${folder}/a/trials.sqlite`);
    store.record(okTrial({ seed: 1 }, 0.5), origin);
    store.record(okTrial({ seed: 2 }, 0.5), { ...origin, engine });
    const keys = [...store.attempts()].map((row) => row.trial);
    store.recordShard({ plan: "1a2b3c4d", shard: 1, shards: 2, keys });
    store.recordShard({
      plan: "other",
      shard: 1,
      shards: 1,
      keys: [...keys, "third"],
    });
  }
  const target = `${folder}/t.sqlite`;
  const { code, stdout, stderr } = await runTask("merge", [
    `${folder}/a`,
    "--store",
    target,
  ]);
  assertEquals(code, 4);
  const [summary, note] = stdout.split("\n");
  assertEquals(summary, `merged 2 trials from 1 store into ${target}: 2 new`);
  assertStringIncludes(note!, "TensorFlow 2.21.0 on cpu, avx2; TensorFlow");
  assertStringIncludes(note!, "deno task bench --any-engine");
  assertEquals(
    stderr,
    "shard 2/2 of plan 1a2b3c is missing. Next step: deno task bench --shard " +
      "2/2 with the run's options, then merge again\n" +
      "shard 1/1 of plan other has 2 of 3 trials. Next step: deno task bench " +
      "--shard 1/1 with the run's options, then merge again\n",
  );
  await Deno.remove(folder, { recursive: true });
});

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

Deno.test({
  name: `Ctrl-C at a merge leaves all of it or nothing${noTerminal}`,
  ignore: noTerminal !== "",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const count = 2000;
    {
      using store = new TrialStore(`${folder}/a/trials.sqlite`);
      store.transaction(() => {
        for (let seed = 0; seed < count; seed++) {
          store.record(okTrial({ seed }, 0.5), ORIGIN.origin as TrialOrigin);
        }
      });
    }
    const command = [Deno.execPath(), "task", "merge", `${folder}/a`];
    for (const seconds of [0.25, 0.4]) {
      const to = `${folder}/${seconds}`;
      await Deno.mkdir(to);
      const { code, seen } = await onTerminal(
        [...command, "--store", `${to}/t.sqlite`],
        {
          actions: [{ after: "Task", seconds, does: "press" }],
        },
      );
      const isDone = seen.includes("next step: deno task bench");
      // A press at the very end ends "deno task", and no more the merge.
      assert(code === 130 || isDone, `${code}: ${seen}`);
      const left = Array.from(Deno.readDirSync(to));
      const strays = left.filter(({ isDirectory }) => isDirectory);
      assertEquals(strays, []);
      using store = new TrialStore(`${to}/t.sqlite`);
      assertEquals([...store.attempts()].length, isDone ? count : 0);
    }
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: `a run in shards comes to what it does in one piece${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const bench = (name: string, ...args: string[]) =>
      runTask("bench", [...SMALL, "--out", `${folder}/${name}`, ...args]);
    const whole = await bench("whole");
    for (const shard of [1, 2, 3]) {
      const { code, stderr } = await bench(
        `shard-${shard}`,
        "--shard",
        `${shard}/3`,
      );
      assertEquals(code, 0, stderr);
    }
    const store = `${folder}/merged.sqlite`;
    const shards = [3, 1, 2].map((shard) => `${folder}/shard-${shard}`);
    const merge = await runTask("merge", [...shards, "--store", store]);
    assertEquals([merge.code, merge.stderr], [0, ""]);
    assertEquals(
      merge.stdout,
      `merged 12 trials from 3 stores into ${store}: 12 new\n` +
        `next step: deno task bench --store ${store} with the same options ` +
        "uses them\n",
    );
    const decided = await bench("decided", "--store", store);
    assertEquals(decided.code, whole.code, decided.stderr);
    assertStringIncludes(
      decided.stderr,
      "[12/12] 12 of 12 trials are kept",
    );
    using open = new TrialStore(store);
    assertEquals([...open.attempts()].length, 12);
    assertEquals(
      await trialsOf(`${folder}/decided`),
      await trialsOf(`${folder}/whole`),
    );
    const claims = (name: string) =>
      Deno.readTextFile(`${folder}/${name}/claims.csv`);
    assertEquals(await claims("decided"), await claims("whole"));
    await Deno.remove(folder, { recursive: true });
  },
});

/** What a run reports of its trials, except for their times. */
async function trialsOf(folder: string): Promise<Record<string, string>[]> {
  const rows = parse(await Deno.readTextFile(`${folder}/trials.csv`), {
    skipFirstRow: true,
  });
  assertEquals(rows.length, 6 * (2 + 5));
  return rows.map((row) => ({ ...row, train_seconds: "" }));
}
