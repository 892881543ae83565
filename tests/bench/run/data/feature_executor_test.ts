/** Features of images, computed and trained on by processes of their own. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { FeatureExecutor } from "../../../../bench/run/data/feature_executor.ts";
import {
  type TrialExecutor,
  WorkerError,
} from "../../../../bench/trials/executor.ts";
import {
  type Trial,
  trialOf,
  type TrialResult,
  type TrialSpec,
} from "../../../../bench/trials/trial.ts";
import type { WeightsFile } from "../../../../bench/trials/workers/messages.ts";
import { WorkerPool } from "../../../../bench/trials/workers/worker_pool.ts";
import { efficientNetLite } from "../../../../models/networks/efficientnet_lite.ts";
import { engineTest, library } from "../../../_engine.ts";
import { findReader } from "../../../../datasets/read/readers.ts";
import { makeFewImages } from "../../../docs/_few_images.ts";
import { weightsOf } from "../../../models/features/_weights_of.ts";
import { writeSafetensors } from "../../../models/weights/_safetensors.ts";
import { SPEC } from "../../_trials.ts";

/** A short training of the last layer. */
const TRIAL: TrialSpec = {
  ...SPEC,
  dataset: "images",
  majority: ["healthy"],
  minority: ["blight"],
  majorityCount: 30,
  minorityCount: 10,
  testCount: 12,
  imageSize: 32,
  model: "efficientnet-lite0",
  fineTune: "last-layer",
  batchSize: 8,
  epochs: 2,
};

/** Weights in a cache of an awkward name, gone after the test. */
async function withWeights(
  test: (at: { weights: WeightsFile; cache: string }) => Promise<void>,
): Promise<void> {
  const cache = await Deno.makeTempDir({ prefix: "a cache, of features " });
  const path = `${cache}/weights.safetensors`;
  try {
    const network = efficientNetLite("efficientnet-lite0")({
      imageShape: [32, 32, 3],
      logits: 2,
    });
    const id = `sha256:${writeSafetensors(path, weightsOf(network))}`;
    network.dispose();
    const images = `${cache}/own`;
    await makeFewImages(images);
    // Workers may not write: images are decoded before.
    await findReader("images", images)
      .load({ data: undefined, images, cache }, { size: TRIAL.imageSize });
    await test({ weights: { id, path }, cache });
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

function poolOf(
  { weights, cache }: { weights: WeightsFile; cache: string },
): WorkerPool {
  return new WorkerPool({
    workers: 1,
    engine: {
      name: "tensorflow",
      library: library as string,
      device: "cpu",
      instructionSet: "test",
    },
    source: { cache, images: `${cache}/own`, weights: [weights] },
  });
}

/** The results of trials, in the order of these. */
async function run(
  executor: TrialExecutor,
  trials: readonly Trial[],
): Promise<TrialResult[]> {
  const results = await Array.fromAsync(executor.run(trials));
  return trials.map(({ key }) => results.find((each) => each.key === key)!);
}

function computed({ status, losses, evaluations, start }: TrialResult) {
  return { status, losses, evaluations, start };
}

engineTest(
  "FeatureExecutor has features computed once, and trainings come to the same",
  async () => {
    await withWeights(async (at) => {
      const { weights, cache } = at;
      const trials = (["plain", "final-batch-norm"] as const)
        .map((head) => trialOf({ ...TRIAL, head, weights: weights.id }));
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
  "FeatureExecutor computes none where each seed has images of its own",
  async () => {
    await withWeights(async (at) => {
      const spec = { ...TRIAL, dataset: "leaves", minority: ["spot"] };
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
      () => run(executor, [trialOf({ ...TRIAL, weights: id })]),
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
    const trial = trialOf({ ...TRIAL, weights: at.weights.id });
    const { signal } = stop;
    const results = await Array.fromAsync(executor.run([trial], { signal }));
    assertEquals(results, []);
    assertEquals([...Deno.readDirSync(`${at.cache}/features`)], []);
  });
});
