/** Features of images, computed and trained on by processes of their own. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { FeatureExecutor } from "../../../../bench/run/data/feature_executor.ts";
import { WorkerError } from "../../../../bench/trials/executor.ts";
import { trialOf } from "../../../../bench/trials/trial.ts";
import { SILENT } from "../../../../reports/terminal/progress.ts";
import { engineTest } from "../../../_engine.ts";
import {
  computed,
  FEATURE_TRIAL,
  poolOf,
  run,
  withWeights,
} from "./_feature_trials.ts";

engineTest(
  "FeatureExecutor has features computed once, and trainings come to the same",
  async () => {
    await withWeights(async (at) => {
      const { weights, cache } = at;
      const trials = (["plain", "final-batch-norm"] as const)
        .map((head) =>
          trialOf({ ...FEATURE_TRIAL, head, weights: weights.id })
        );
      const said: string[] = [];
      const told = {
        isTerminal: false,
        write: (text: string) => said.push(text),
        columns: () => 80,
      };
      await using pool = poolOf(at);
      const wanted = await run(pool, trials);
      const executor = new FeatureExecutor(pool, { told });
      const got = await run(executor, trials);
      assertEquals(got.map(computed), wanted.map(computed));
      assertEquals(got.every(({ status }) => status === "ok"), true);
      assertEquals(said, [
        "computing features of images by efficientnet-lite0, once\n",
      ]);
      const files = () =>
        [...Deno.readDirSync(`${cache}/features`)].map(({ name }) => name);
      const first = files();
      assertEquals(first.length, 4); // of two classes, in two parts
      assert(first.every((name) => name.endsWith(".safetensors")), `${first}`);
      const again = new FeatureExecutor(pool, { told });
      assertEquals(
        (await run(again, trials)).map(computed),
        wanted.map(computed),
      );
      assertEquals([files(), said.length], [first, 1]);
    });
  },
);

engineTest(
  "FeatureExecutor removes features that no run has used for a month, and no others",
  async () => {
    await withWeights(async (at) => {
      const { weights, cache } = at;
      const trial = trialOf({ ...FEATURE_TRIAL, weights: weights.id });
      const folder = `${cache}/features`;
      const names = () => [...Deno.readDirSync(folder)].map(({ name }) => name);
      const age = async (name: string, days: number) => {
        const time = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
        await Deno.utime(`${folder}/${name}`, time, time);
      };
      await using pool = poolOf(at);
      const told = SILENT;
      await run(new FeatureExecutor(pool, { told }), [trial]);
      const own = names();
      for (const name of own) await age(name, 40);
      await Deno.writeTextFile(`${folder}/old.safetensors`, "");
      await age("old.safetensors", 31);
      await Deno.writeTextFile(`${folder}/newer.safetensors`, "");
      await age("newer.safetensors", 29);
      // These are used, so they are new again; nothing is computed or removed.
      await run(new FeatureExecutor(pool, { told }), [trial]);
      assertEquals(names().length, own.length + 2);
      const flipped = trialOf({ ...trial.spec, augmentation: "flip" });
      await run(new FeatureExecutor(pool, { told }), [flipped]);
      const left = names();
      assert(!left.includes("old.safetensors"));
      assert(left.includes("newer.safetensors"));
      assert(own.every((name) => left.includes(name)));
      assertEquals(left.length, 2 * own.length + 1);
    });
  },
);

engineTest(
  "FeatureExecutor computes none where each seed has images of its own",
  async () => {
    await withWeights(async (at) => {
      const spec = { ...FEATURE_TRIAL, dataset: "leaves", minority: ["spot"] };
      await using executor = new FeatureExecutor(poolOf(at));
      const trials = [1, 2].map((seed) =>
        trialOf({ ...spec, seed, weights: at.weights.id })
      );
      const [one, two] = await run(executor, trials);
      assertEquals([one!.status, two!.status], ["ok", "ok"]);
      const names = [...Deno.readDirSync(at.cache)].map(({ name }) => name);
      assert(!names.includes("features"), names.join());
    });
  },
);

engineTest("FeatureExecutor says why features cannot be computed", async () => {
  await withWeights(async (at) => {
    const id = `sha256:${"0".repeat(64)}`;
    await using executor = new FeatureExecutor(poolOf(at));
    await assertRejects(
      () => run(executor, [trialOf({ ...FEATURE_TRIAL, weights: id })]),
      WorkerError,
      `Cannot compute features: Cannot train from the weights ${id}: got`,
    );
  });
});

engineTest("FeatureExecutor computes nothing once it is stopped", async () => {
  await withWeights(async (at) => {
    const stop = new AbortController();
    stop.abort();
    await using executor = new FeatureExecutor(poolOf(at));
    const trial = trialOf({ ...FEATURE_TRIAL, weights: at.weights.id });
    const { signal } = stop;
    const results = await Array.fromAsync(executor.run([trial], { signal }));
    assertEquals(results, []);
    assertEquals([...Deno.readDirSync(`${at.cache}/features`)], []);
  });
});
