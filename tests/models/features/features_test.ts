import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import {
  featurePath,
  readFeatures,
  writeFeatures,
} from "../../../models/features/feature_file.ts";
import {
  featureKey,
  type FeatureOrigin,
} from "../../../models/features/feature_key.ts";
import {
  featuresAt,
  type FeatureTable,
  featureTable,
  joinTables,
} from "../../../models/features/feature_table.ts";
import { FrozenBody } from "../../../models/features/frozen_body.ts";
import { headNetwork } from "../../../models/features/head_network.ts";
import { Classifier } from "../../../models/training/classifier.ts";
import {
  type Recipe,
  REFERENCE_RECIPE,
} from "../../../models/training/recipe.ts";
import { Trainer } from "../../../models/training/trainer.ts";
import { PublishedWeights } from "../../../models/weights/published_weights.ts";
import { backend, engineTest } from "../../_engine.ts";
import { halves } from "../_halves.ts";
import { smallEfficientNet } from "../networks/_small_efficientnet.ts";
import { writeSafetensors } from "../weights/_safetensors.ts";
import { weightsOf } from "./_weights_of.ts";

const SHAPE = [16, 16, 3] as const;

/** Published weights of the small network, gone after the test. */
function withPublished(test: (published: PublishedWeights) => void): void {
  const path = Deno.makeTempFileSync({ suffix: ".safetensors" });
  const network = smallEfficientNet(SHAPE);
  try {
    writeSafetensors(path, weightsOf(network));
    const published = new PublishedWeights(path);
    test(published);
    published.dispose();
  } finally {
    network.dispose();
    Deno.removeSync(path);
  }
}

const DATA = halves(75, SHAPE);
const SIZE = SHAPE.reduce((product, side) => product * side, 1);
const INDICES = DATA.labels.map((_, at) => at);

/** The features of all images. */
function tableOf(published: PublishedWeights, views: 1 | 2): FeatureTable {
  const network = smallEfficientNet(SHAPE);
  const body = new FrozenBody({ network, published, compiler: compile });
  const done: number[] = [];
  const table = featureTable({
    count: DATA.labels.length,
    images: (indices) =>
      Uint8Array.from(
        Array.from(indices).flatMap((index) => [
          ...(DATA.images as Uint8Array)
            .subarray(index * SIZE, (index + 1) * SIZE),
        ]),
      ),
  }, { body, views, onProgress: (images) => done.push(images) });
  body.dispose();
  assertEquals(done, [75]);
  assertEquals(table.width, 32);
  return table;
}

const RECIPE: Recipe = {
  ...REFERENCE_RECIPE,
  fineTune: "last-layer",
  batchSize: 16,
  learningRate: 1e-2,
};

const TRAINING = { ...RECIPE, seed: 3, epochs: 2 };

for (const augmentation of ["none", "flip"] as const) {
  for (const head of ["plain", "final-batch-norm"] as const) {
    engineTest(
      `features give the bits of the whole network: ${head}, ${augmentation}`,
      () => {
        withPublished((published) => {
          const recipe = { ...RECIPE, head, augmentation };
          const whole = new Trainer(
            new Classifier(smallEfficientNet(SHAPE), recipe, { published }),
            compile,
          );
          const wanted = whole.train(DATA, TRAINING);
          const logits = whole.infer(DATA);
          whole.dispose();
          const views = augmentation === "flip" ? 2 : 1;
          const table = tableOf(published, views);
          const features = featuresAt(table, INDICES);
          const network = headNetwork({ ...features, logits: 2 });
          const short = new Trainer(new Classifier(network, recipe), compile);
          const data = { ...features, labels: DATA.labels };
          const got = short.train(data, TRAINING);
          assertEquals(got.losses, wanted.losses);
          assertEquals(got.firstOrder, wanted.firstOrder);
          assertEquals(short.infer(data), logits);
          short.dispose();
        });
      },
    );
  }
}

engineTest(
  "an image's features are the same, whatever is computed beside it",
  () => {
    withPublished((published) => {
      const table = tableOf(published, 1);
      const network = smallEfficientNet(SHAPE);
      const body = new FrozenBody({ network, published, compiler: compile });
      const images = DATA.images as Uint8Array;
      const last = body.featuresOf(images.subarray(74 * SIZE));
      const { images: wanted } = featuresAt(table, [74]);
      assertEquals(last, wanted);
      const other = body.featuresOf(images.subarray(73 * SIZE, 74 * SIZE));
      assertNotEquals(other, wanted);
      body.dispose();
    });
  },
);

engineTest("a body frees what it made", () => {
  withPublished((published) => {
    tableOf(published, 2);
    const count = () => [
      tf.memory().numTensors,
      backend!.binding.getNumOfTensors(),
    ];
    const before = count();
    tableOf(published, 2);
    assertEquals(count(), before);
  });
});

const TABLE: FeatureTable = {
  count: 3,
  views: 2,
  width: 2,
  values: Float32Array.from({ length: 12 }, (_, at) => at / 8),
};

Deno.test("featuresAt() gives rows in the order that is asked for", () => {
  const { images, imageShape } = featuresAt(TABLE, [2, 0]);
  assertEquals(imageShape, [1, 2, 2]);
  assertEquals([...images], [1, 1.125, 1.25, 1.375, 0, 0.125, 0.25, 0.375]);
  assertThrows(() => featuresAt(TABLE, [3]), RangeError, "there are 3");
});

Deno.test("joinTables() gives the features of classes by the images' indices", () => {
  const labels = [7, 5, 7, 9, 7];
  const one = { ...TABLE, count: 1, values: TABLE.values.slice(0, 4) };
  const table = joinTables(labels, new Map([[7, TABLE], [5, one]]));
  const { images } = featuresAt(table, [4, 1, 0]);
  assertEquals([...images], [
    ...TABLE.values.subarray(8),
    ...one.values,
    ...TABLE.values.subarray(0, 4),
  ]);
  assertThrows(() => featuresAt(table, [3]), RangeError, "of image 3");
  assertThrows(() => featuresAt(table, [5]), RangeError, "of image 5");
  assertThrows(
    () => joinTables(labels, new Map([[9, TABLE]])),
    RangeError,
    "Cannot take the features of class 9: wanted 1x2x2 numbers, got 3x2x2",
  );
});

Deno.test("features are read as they were written", async () => {
  const cache = await Deno.makeTempDir();
  const path = featurePath(cache, "abc");
  await writeFeatures(path, TABLE);
  await writeFeatures(path, TABLE);
  assertEquals(readFeatures(path), TABLE);
  const names = [...Deno.readDirSync(`${cache}/features`)].map(({ name }) =>
    name
  );
  assertEquals(names, ["abc.safetensors"]);
  const bytes = await Deno.readFile(path);
  await Deno.writeFile(path, bytes.subarray(0, -1));
  assertThrows(() => readFeatures(path), SyntaxError);
  assertThrows(() => readFeatures(`${path}.none`), Deno.errors.NotFound);
  writeSafetensors(path, [{
    name: "features",
    shape: [2, 3],
    dtype: "F32",
    values: () => new Float32Array(6),
  }]);
  assertThrows(() => readFeatures(path), SyntaxError, "as features: wanted");
  await Deno.remove(cache, { recursive: true });
});

const ORIGIN: FeatureOrigin = {
  data: "d",
  decoder: "sharp 1",
  split: "train",
  label: 0,
  imageShape: [16, 16, 3],
  model: "efficientnet-lite0",
  weights: "sha256:w",
  views: 1,
  code: "c",
  engine: {
    name: "tensorflow",
    version: "2.21.0",
    device: "cpu",
    instructionSet: "avx2",
  },
};

Deno.test("featureKey() depends on everything that features depend on", () => {
  const { engine } = ORIGIN;
  const others: FeatureOrigin[] = [
    { ...ORIGIN, data: "e" },
    { ...ORIGIN, decoder: "sharp 2" },
    { ...ORIGIN, split: "test" },
    { ...ORIGIN, label: 1 },
    { ...ORIGIN, imageShape: [16, 17, 3] },
    { ...ORIGIN, model: "efficientnet-lite1" },
    { ...ORIGIN, weights: "sha256:x" },
    { ...ORIGIN, views: 2 },
    { ...ORIGIN, code: "b" },
    { ...ORIGIN, engine: { ...engine, name: "wasm" } },
    { ...ORIGIN, engine: { ...engine, version: "2.20.0" } },
    { ...ORIGIN, engine: { ...engine, device: "gpu" } },
    { ...ORIGIN, engine: { ...engine, instructionSet: "avx512" } },
  ];
  const keys = [ORIGIN, ...others].map(featureKey);
  assertEquals(new Set(keys).size, keys.length);
  assert(keys.every((key) => /^[0-9a-f]{64}$/.test(key)));
  assertEquals(featureKey({ ...ORIGIN }), keys[0]);
});
