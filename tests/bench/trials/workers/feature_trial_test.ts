import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { assertPaired } from "../../../../bench/study/_assert_paired.ts";
import type { TrialResult, TrialSpec } from "../../../../bench/trials/trial.ts";
import {
  featureFiles,
  takesFeatures,
  viewsOf,
} from "../../../../bench/trials/workers/feature_files.ts";
import type { WeightsFile } from "../../../../bench/trials/workers/messages.ts";
import type { Dataset, Split } from "../../../../datasets/dataset.ts";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import { writeFeatures } from "../../../../models/features/feature_file.ts";
import {
  featureTable,
  indicesOf,
} from "../../../../models/features/feature_table.ts";
import { FrozenBody } from "../../../../models/features/frozen_body.ts";
import { NETWORKS } from "../../../../models/networks/networks.ts";
import { PublishedWeights } from "../../../../models/weights/published_weights.ts";
import { engineTest } from "../../../_engine.ts";
import { halves } from "../../../models/_halves.ts";
import { weightsOf } from "../../../models/features/_weights_of.ts";
import { writeSafetensors } from "../../../models/weights/_safetensors.ts";
import { ORIGIN, SPEC } from "../../_trials.ts";
import { train } from "../../_train_made_up.ts";

const SHAPE = [32, 32, 3] as const;
const SIZE = SHAPE.reduce((product, side) => product * side, 1);
const MODEL = "efficientnet-lite0";

function splitOf(count: number): Split {
  const { images: pixels, labels } = halves(count, SHAPE);
  return {
    labels,
    images: (indices) =>
      Uint8Array.from(
        Array.from(indices).flatMap((index) => [
          ...pixels.subarray(index * SIZE, (index + 1) * SIZE),
        ]),
      ),
  };
}

const DATASET: Dataset = {
  name: "halves",
  classes: ["loud", "soft"],
  imageShape: SHAPE,
  train: splitOf(30),
  test: splitOf(20),
  contentHash: "d".repeat(64),
  notes: [],
};

/** A short training of the last layer. */
const TRIAL: TrialSpec = {
  ...SPEC,
  majority: ["loud"],
  minority: ["soft"],
  majorityCount: 12,
  minorityCount: 4,
  testCount: 8,
  imageSize: 32,
  model: MODEL,
  fineTune: "last-layer",
  head: "plain",
  batchSize: 8,
  epochs: 2,
  seed: 1,
};

/** Weights of so many logits, and an empty cache; both gone after the test. */
async function withWeights(
  logits: number,
  test: (at: { weights: WeightsFile; cache: string }) => Promise<void>,
): Promise<void> {
  const cache = await Deno.makeTempDir();
  const path = `${cache}/weights.safetensors`;
  try {
    const network = NETWORKS[MODEL]({ imageShape: SHAPE, logits: 2 });
    const id = `sha256:${writeSafetensors(path, weightsOf(network, logits))}`;
    network.dispose();
    await test({ weights: { id, path }, cache });
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

/** Computes the features that a trial looks for, a little changed. */
async function compute(
  spec: TrialSpec,
  { weights, cache, change = 0 }: {
    weights: WeightsFile;
    cache: string;
    change?: number;
  },
): Promise<void> {
  const published = new PublishedWeights(weights.path);
  const network = NETWORKS[MODEL]({ imageShape: SHAPE, logits: 2 });
  const body = new FrozenBody({ network, published, compiler: compile });
  const maker = { cache, ...ORIGIN.origin! };
  for (
    const { split, label, path } of featureFiles(spec, {
      dataset: DATASET,
      ...maker,
    })
  ) {
    const indices = indicesOf(DATASET[split].labels, label);
    const table = featureTable({
      count: indices.length,
      images: (rows) =>
        DATASET[split].images(Array.from(rows, (row) => indices[row]!)),
    }, { body, views: viewsOf(spec) });
    const values = table.values.map((value) => value + change);
    await writeFeatures(path, { ...table, values });
  }
  body.dispose();
  published.dispose();
}

/** All that a result says of what was computed. */
function computed({ status, losses, evaluations, start }: TrialResult) {
  return { status, losses, evaluations, start };
}

engineTest(
  "TrialRunner gives the same bits from features as from images",
  async () => {
    await withWeights(7, async ({ weights, cache }) => {
      const base = { ...TRIAL, weights: weights.id };
      const specs: TrialSpec[] = [
        base,
        { ...base, head: "final-batch-norm" },
        { ...base, augmentation: "flip" },
        { ...base, outputs: "single-logit" },
        { ...base, fineTune: "all" },
      ];
      const run = () => train(specs, DATASET, weights, cache);
      const wanted = await run();
      await compute(specs[0]!, { weights, cache });
      await compute(specs[2]!, { weights, cache });
      const got = await run();
      assertEquals(got.map(computed), wanted.map(computed));
      assertEquals(got.every(({ status }) => status === "ok"), true);
      assertPaired([...wanted, ...got]);
      // They were read: with others, all but the last come to something else.
      await compute(specs[0]!, { weights, cache, change: 0.5 });
      await compute(specs[2]!, { weights, cache, change: 0.5 });
      const changed = await run();
      for (const [at, { losses }] of changed.entries()) {
        const isSame = String(losses) === String(wanted[at]!.losses);
        assertEquals(
          isSame,
          at === specs.length - 1,
          JSON.stringify(specs[at]),
        );
      }
    });
  },
);

engineTest(
  "TrialRunner takes images where the last layer is not drawn",
  async () => {
    await withWeights(2, async ({ weights, cache }) => {
      const spec = { ...TRIAL, weights: weights.id };
      const single: TrialSpec = { ...spec, outputs: "single-logit" };
      const run = () => train([spec, single], DATASET, weights, cache);
      const [wanted, drawn] = await run();
      await compute(spec, { weights, cache, change: 0.5 });
      const [got, other] = await run();
      assertEquals(computed(got!), computed(wanted!));
      assertNotEquals(other!.losses, drawn!.losses);
    });
  },
);

Deno.test("takesFeatures() is for what is the same in every training", () => {
  const frozen: TrialSpec = { ...TRIAL, weights: `sha256:${"0".repeat(64)}` };
  assert(takesFeatures(frozen));
  assert(
    takesFeatures({
      ...frozen,
      augmentation: "flip",
      head: "final-layer-norm",
    }),
  );
  const others: Partial<TrialSpec>[] = [
    { weights: "scratch" },
    { fineTune: "all" },
    { augmentation: "flip-crop" },
    { precision: "bf16" },
  ];
  for (const other of others) {
    assert(!takesFeatures({ ...frozen, ...other }), JSON.stringify(other));
  }
});
