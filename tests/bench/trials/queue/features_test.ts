/** Trainings on features, through a queue as they are without one. */
import { assertEquals } from "@std/assert";
import { FeatureExecutor } from "../../../../bench/run/data/feature_executor.ts";
import { PreparingExecutor } from "../../../../bench/run/data/preparing_executor.ts";
import { trialOf } from "../../../../bench/trials/trial.ts";
import { SILENT } from "../../../../reports/terminal/progress.ts";
import { library } from "../../../_engine.ts";
import {
  computed,
  FEATURE_TRIAL,
  poolOf,
  run,
  withWeights,
} from "../../run/data/_feature_trials.ts";
import { redisTest } from "./_redis.ts";
import { ask, serve } from "./_sides.ts";

redisTest(
  "a worker of a queue computes features once, and comes to the same as without",
  async ({ url }) => {
    await withWeights(async (at) => {
      const trials = (["plain", "final-batch-norm"] as const).map((head) =>
        trialOf({ ...FEATURE_TRIAL, head, weights: at.weights.id })
      );
      await using pool = poolOf(at);
      // The images go through the whole network.
      const wanted = await run(pool, trials);
      const { code } = await pool.describe();
      const { source } = pool.setup;
      const features = new FeatureExecutor(pool, { told: SILENT });
      await using _worker = serve(url, {
        code,
        executor: new PreparingExecutor(features, source),
        hasImages: true,
      });
      const { executor } = ask(url, {
        code,
        dataOf: () => wanted[0]!.origin!.data,
      });
      await using asker = executor;
      const got = await run(asker, trials);
      assertEquals(got.map(computed), wanted.map(computed));
      const files = [...Deno.readDirSync(`${at.cache}/features`)];
      assertEquals(files.length, 4); // of two classes, in two parts
    });
  },
  { skipped: library === undefined ? " (skipped: no libtensorflow)" : "" },
);
