import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { BatchNormalization } from "../../../models/layers/batch_normalization.ts";
import { Classifier } from "../../../models/training/classifier.ts";
import { PublishedWeights } from "../../../models/weights/published_weights.ts";
import { writeSafetensors, type Written } from "./_safetensors.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";

/** A network with a layer of each kind, named as in torchvision's. */
function network(
  { logits = 2, kernelSize = [2, 3] }: {
    logits?: number;
    kernelSize?: [number, number];
  } = {},
): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        name: "conv1",
        filters: 5,
        kernelSize,
        useBias: false,
        inputShape: [4, 4, 3],
      }),
      new BatchNormalization({ name: "bn1" }),
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({ name: "classifier.0", units: 8 }),
      tf.layers.dense({ name: "classifier.6", units: logits }),
    ],
  });
}

/** Numbers that tell where they are from. */
function tensor(name: string, shape: number[], from: number): Written {
  const count = shape.reduce((product, length) => product * length, 1);
  const values = () =>
    Float32Array.from({ length: count }, (_, at) => from + at);
  return { name, shape, dtype: "F32", values };
}

/** The file of such a network, as torchvision would name what is in it. */
const TENSORS: readonly Written[] = [
  tensor("conv1.weight", [5, 3, 2, 3], 1000),
  tensor("bn1.weight", [5], 10),
  tensor("bn1.bias", [5], 20),
  tensor("bn1.running_mean", [5], 30),
  tensor("bn1.running_var", [5], 40),
  { ...tensor("bn1.num_batches_tracked", [], 7), dtype: "I64" },
  tensor("classifier.0.weight", [8, 5], 2000),
  tensor("classifier.0.bias", [8], 50),
  tensor("classifier.6.weight", [2, 8], 3000),
  tensor("classifier.6.bias", [2], 60),
];

/** Opens a file of tensors for a test. */
function withPublished(
  tensors: readonly Written[],
  test: (published: PublishedWeights, path: string) => void,
): void {
  const path = Deno.makeTempFileSync({ suffix: ".safetensors" });
  try {
    writeSafetensors(path, tensors);
    const published = new PublishedWeights(path);
    test(published, path);
    published.dispose();
  } finally {
    Deno.removeSync(path);
  }
}

/** The starts of a network's weights, by name; absent where drawn. */
function startsOf(
  published: PublishedWeights,
  model: tf.LayersModel,
): Record<string, unknown> {
  const starts = published.startOf(model);
  return Object.fromEntries(
    model.weights.flatMap(({ originalName }, at) =>
      starts[at] === undefined ? [] : [[originalName, starts[at].arraySync()]]
    ),
  );
}

Deno.test("PublishedWeights gives each weight its tensor, turned", () => {
  withPublished(TENSORS, (published) => {
    const model = network();
    const starts = startsOf(published, model);
    const kernel = starts["conv1/kernel"] as number[][][][];
    for (let filter = 0; filter < 5; filter++) {
      for (let channel = 0; channel < 3; channel++) {
        for (let row = 0; row < 2; row++) {
          for (let column = 0; column < 3; column++) {
            const at = ((filter * 3 + channel) * 2 + row) * 3 + column;
            const value = kernel[row]![column]![channel]![filter];
            assertEquals(value, 1000 + at);
          }
        }
      }
    }
    const dense = starts["classifier.0/kernel"] as number[][];
    assertEquals(dense[4]![7], 2000 + 7 * 5 + 4);
    assertEquals(starts["bn1/gamma"], [10, 11, 12, 13, 14]);
    assertEquals(starts["bn1/beta"], [20, 21, 22, 23, 24]);
    assertEquals(starts["bn1/moving_mean"], [30, 31, 32, 33, 34]);
    assertEquals(starts["bn1/moving_variance"], [40, 41, 42, 43, 44]);
    assertEquals(starts["classifier.6/bias"], [60, 61]);
    assertEquals(Object.keys(starts).length, model.weights.length);
    model.dispose();
  });
});

Deno.test("PublishedWeights takes timm's names and its dense convolutions", () => {
  const timm = TENSORS.map((each) => ({
    ...each,
    ...each.name === "classifier.0.weight" ? { shape: [8, 5, 1, 1] } : {},
    name: each.name.replace("classifier.0", "pre_logits.fc1")
      .replace("classifier.6", "head.fc"),
  }));
  const model = network();
  withPublished(TENSORS, (published) => {
    const starts = startsOf(published, model);
    withPublished(timm, (other) => {
      assertEquals(startsOf(other, model), starts);
    });
  });
  model.dispose();
});

Deno.test("PublishedWeights leaves a last layer of other logits to be drawn", () => {
  withPublished(TENSORS, (published) => {
    for (const logits of [1, 3]) {
      const model = network({ logits });
      const starts = Object.keys(startsOf(published, model));
      assertEquals(starts.length, model.weights.length - 2);
      assert(!starts.some((name) => name.startsWith("classifier.6")));
      model.dispose();
    }
  });
});

Deno.test("PublishedWeights loads each tensor once, and frees it", () => {
  const [first, second] = [network(), network({ logits: 3 })];
  const { numTensors } = tf.memory();
  withPublished(TENSORS, (published) => {
    const [starts, others] = [first, second].map((model) =>
      published.startOf(model)
    );
    assertEquals(tf.memory().numTensors - numTensors, first.weights.length);
    const shared = others!.filter((start) => start !== undefined);
    assertEquals(shared.length, first.weights.length - 2);
    assert(shared.every((start) => starts!.includes(start)));
  });
  assertEquals(tf.memory().numTensors, numTensors);
  first.dispose();
  second.dispose();
});

const WRONG: [says: string, tensors: readonly Written[], reason: string][] = [
  [
    "a file that lacks tensors",
    TENSORS.filter(({ name }) => !name.startsWith("bn1.running")),
    "it lacks bn1.running_mean, bn1.running_var. Next step: weights of just " +
    "this network, with torchvision's or timm's names",
  ],
  [
    "a file of another network",
    [tensor("blocks.0.weight", [1], 0), tensor("blocks.0.bias", [1], 0)],
    "it lacks conv1.weight, bn1.weight, bn1.bias and 6 more, and the network " +
    "has no place for blocks.0.bias, blocks.0.weight. Next step: weights of " +
    "just this network, with torchvision's or timm's names",
  ],
  [
    "a file with more in it",
    [...TENSORS, tensor("layer1.0.conv1.weight", [1, 1, 1, 1], 0)],
    "the network has no place for layer1.0.conv1.weight. Next step: weights " +
    "of just this network, with torchvision's or timm's names",
  ],
  [
    "a kernel that is turned already",
    changed("conv1.weight", [2, 3, 3, 5]),
    "wanted conv1.weight of shape [5, 3, 2, 3], got [2, 3, 3, 5]: its filters " +
    "come last. Next step: weights as PyTorch has them, filters first",
  ],
  [
    "a kernel for grey images",
    changed("conv1.weight", [5, 1, 2, 3]),
    "wanted conv1.weight of shape [5, 3, 2, 3], got [5, 1, 2, 3]. Next step: " +
    "images of 1 channels",
  ],
  [
    "a wider layer inside",
    changed("classifier.0.weight", [9, 5]),
    "wanted classifier.0.weight of shape [8, 5], got [9, 5]",
  ],
  [
    "a last layer of other inputs",
    changed("classifier.6.weight", [4, 9]),
    "wanted classifier.6.weight of shape [2, 8], got [4, 9]",
  ],
  [
    "logits without their biases",
    changed("classifier.6.weight", [3, 8]),
    "wanted classifier.6.weight of shape [2, 8], got [3, 8]",
  ],
];

function changed(name: string, shape: number[]): Written[] {
  return TENSORS.map((each) =>
    each.name === name ? tensor(name, shape, 0) : each
  );
}

for (const [says, tensors, reason] of WRONG) {
  Deno.test(`PublishedWeights refuses ${says}`, () => {
    withPublished(tensors, (published, path) => {
      const model = network();
      const error = assertThrows(() => published.startOf(model), RangeError);
      assertEquals(
        error.message,
        `Cannot take the weights of ${path}: ${reason}`,
      );
      model.dispose();
    });
  });
}

Deno.test("PublishedWeights says why a ResNet's stem does not fit", () => {
  withPublished(changed("conv1.weight", [5, 3, 7, 7]), (published, path) => {
    const model = network({ kernelSize: [3, 3] });
    const error = assertThrows(() => published.startOf(model), RangeError);
    assertEquals(
      error.message,
      `Cannot take the weights of ${path}: wanted conv1.weight of shape [5, 3, ` +
        "3, 3], got [5, 3, 7, 7]: a ResNet for smaller images begins " +
        "otherwise. Next step: images of at least 64 pixels",
    );
    model.dispose();
  });
});

Deno.test("a classifier starts from what is published, and from the seed", () => {
  withPublished(TENSORS, (published) => {
    const model = network({ logits: 3 });
    const classifier = new Classifier(model, REFERENCE_RECIPE, { published });
    const valuesOf = (seed: number) => {
      classifier.initialize({ seed });
      return Object.fromEntries(
        model.weights.map((weight) => [
          weight.originalName,
          [...weight.read().dataSync()],
        ]),
      );
    };
    const first = valuesOf(1);
    for (const weight of classifier.trainableWeights) {
      weight.assign(tf.zerosLike(weight));
    }
    assertEquals(valuesOf(1), first);
    const other = valuesOf(2);
    const differing = Object.keys(first).filter((name) =>
      String(first[name]) !== String(other[name])
    );
    assertEquals(differing, ["classifier.6/kernel"]);
    assertEquals(first["bn1/gamma"], [10, 11, 12, 13, 14]);
    classifier.dispose();
  });
});

Deno.test("a classifier normalizes pixels where weights are published", () => {
  withPublished(TENSORS, (published) => {
    const [plain, normalizing] = [undefined, published].map((weights) =>
      new Classifier(network(), REFERENCE_RECIPE, { published: weights })
    );
    const model = network();
    const starts = published.startOf(model);
    for (const [at, weight] of model.weights.entries()) {
      (weight.read() as tf.Variable).assign(starts[at]!);
    }
    const images = tf.linspace(0, 1, 2 * 4 * 4 * 3).reshape([2, 4, 4, 3]);
    const normalized = tf.div(
      tf.sub(images, [0.485, 0.456, 0.406]),
      [0.229, 0.224, 0.225],
    );
    normalizing!.initialize({ seed: 1 });
    const expected = (model.predict(normalized) as tf.Tensor).arraySync();
    assertEquals(normalizing!.infer(images)[0]!.arraySync(), expected);
    const raw = (model.predict(images) as tf.Tensor).arraySync();
    assertNotEquals(raw, expected);
    plain!.initialize({ seed: 1 });
    assertEquals(plain!.infer(images)[0]!.shape, [2, 2]);
    for (const classifier of [plain!, normalizing!]) classifier.dispose();
    model.dispose();
  });
});

Deno.test("a classifier trains its last layer and head alone, if told to", () => {
  const recipe = { ...REFERENCE_RECIPE, fineTune: "last-layer" } as const;
  const frozen = new Classifier(network(), recipe);
  const treated = new Classifier(network(), {
    ...recipe,
    head: "final-batch-norm",
  });
  const names = (classifier: Classifier) =>
    classifier.trainableWeights.map(({ shape }) => shape);
  assertEquals(names(frozen), [[8, 2], [2]]);
  assertEquals(names(treated), [[8, 2], [2], [2], [2]]);
  // What is not trained is not normalized by the batch either.
  assertEquals([frozen.smallestBatch, treated.smallestBatch], [1, 2]);
  frozen.initialize({ seed: 1 });
  const images = tf.linspace(0, 1, 2 * 4 * 4 * 3).reshape([2, 4, 4, 3]);
  const before = [...frozen.networkWeights()].map((values) => [...values]);
  const [inferred] = frozen.infer(images);
  assertEquals(frozen.train(images).arraySync(), inferred!.arraySync());
  const after = [...frozen.networkWeights()].map((values) => [...values]);
  assertEquals(after, before);
  frozen.dispose();
  treated.dispose();
});
