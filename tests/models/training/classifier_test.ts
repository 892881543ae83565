import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { Classifier } from "../../../models/training/classifier.ts";
import { type Head, HEADS } from "../../../models/layers/heads.ts";
import { INFERENCE_NAMES } from "../../../models/training/inferences.ts";
import type { Outputs } from "../../../models/training/outputs.ts";
import type { Remedy } from "../../../models/training/recipe.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";

function linear(
  head: Head,
  { units = 2, ...options }: {
    units?: number;
    outputs?: Outputs;
    remedy?: Remedy;
  } = {},
): Classifier {
  const dense = tf.layers.dense({ inputShape: [3], units });
  return new Classifier(tf.sequential({ layers: [dense] }), {
    ...REFERENCE_RECIPE,
    head,
    ...options,
  });
}

const ALL_HEADS = Object.keys(HEADS) as Head[];

const IMAGES = [[1, 2, 3], [0, 1, -1], [2, 2, 2]];

Deno.test("all arms of a seed start from the same weights", () => {
  const images = tf.tensor2d(IMAGES);
  const logits = ALL_HEADS.map((head) => {
    const classifier = linear(head);
    classifier.initialize({ seed: 5 });
    // The last way of inference is the network itself in every arm.
    const values = classifier.infer(images).at(-1)!.arraySync();
    classifier.dispose();
    return values;
  });
  for (const other of logits) assertEquals(other, logits[0]);
  images.dispose();
});

Deno.test("a plain classifier has one form of logits", () => {
  const classifier = linear("plain");
  assertEquals(classifier.inferences, ["as-trained", "adjusted"]);
  const images = tf.tensor2d(IMAGES);
  const logits = classifier.infer(images);
  assertEquals(logits.length, 1);
  tf.dispose([images, ...logits]);
  assertEquals(classifier.trainableWeights.length, 2);
  classifier.dispose();
});

Deno.test("a classifier with the layer is also used without it", () => {
  const classifier = linear("final-batch-norm");
  classifier.initialize({ seed: 1 });
  assertEquals(classifier.inferences, INFERENCE_NAMES);
  assertEquals(classifier.trainableWeights.length, 4);
  const images = tf.tensor2d(IMAGES);
  classifier.train(images);
  const [withLayer, removed] = classifier.infer(images);
  assertNotEquals(withLayer!.arraySync(), removed!.arraySync());
  classifier.dispose();
  images.dispose();
});

for (const head of ALL_HEADS.filter((name) => name !== "plain")) {
  Deno.test(`a classifier of ${head} can do without its layer`, () => {
    const classifier = linear(head);
    classifier.initialize({ seed: 1 });
    for (const weight of classifier.trainableWeights.slice(2)) {
      weight.assign(tf.add(weight, 1)); // the scale and the shift, if any
    }
    const images = tf.tensor2d(IMAGES);
    classifier.train(images);
    assert(classifier.inferences.includes("layer-removed"));
    const [withLayer, removed] = classifier.infer(images);
    assertNotEquals(withLayer!.arraySync(), removed!.arraySync());
    const plain = linear("plain");
    plain.initialize({ seed: 1 });
    assertEquals(removed!.arraySync(), plain.infer(images)[0]!.arraySync());
    tf.dispose([images, withLayer!, removed!]);
    classifier.dispose();
    plain.dispose();
  });
}

Deno.test("a head that uses statistics needs a batch of two", () => {
  const smallest = ALL_HEADS.map((head) => {
    const classifier = linear(head);
    classifier.dispose();
    return [head, classifier.smallestBatch];
  });
  assertEquals(Object.fromEntries(smallest), {
    "plain": 1,
    "final-batch-norm": 2,
    "final-affine": 1,
    "final-center": 2,
    "final-scale": 2,
    "final-layer-norm": 1,
  });
});

Deno.test("Classifier refuses to normalize a single logit by itself", () => {
  assertThrows(
    () => linear("final-layer-norm", { units: 1, outputs: "single-logit" }),
    RangeError,
    "Cannot normalize a single logit by its own mean: wanted at least 2",
  );
});

Deno.test("Classifier refuses a loss of softmax for other outputs", () => {
  assertThrows(
    () => linear("plain", { outputs: "sigmoid", remedy: "focal-loss" }),
    RangeError,
    "Cannot train sigmoid outputs by focal-loss: it is a loss of softmax",
  );
  linear("plain", { outputs: "sigmoid", remedy: "oversampling" }).dispose();
});

for (const head of ALL_HEADS.filter((head) => head !== "final-layer-norm")) {
  Deno.test(`a single logit z is given as 0 and z (${head})`, () => {
    const classifier = linear(head, { units: 1, outputs: "single-logit" });
    classifier.initialize({ seed: 1 });
    const images = tf.tensor2d(IMAGES);
    assertEquals(classifier.classes, 2);
    assertEquals(classifier.train(images).shape, [3, 1]);
    const used = classifier.infer(images);
    assertEquals(used.length, head === "plain" ? 1 : 2);
    for (const logits of used) {
      const rows = logits.arraySync();
      assertEquals(rows.map(([zero]) => zero), [0, 0, 0]);
      assertEquals(new Set(rows.map(([, z]) => z)).size, 3);
    }
    tf.dispose([images, ...used]);
    classifier.dispose();
  });
}

Deno.test("the loss is that of the outputs, on the logits of training", () => {
  const targets = tf.tensor2d([[0, 1], [1, 0], [0, 1]]);
  const images = tf.tensor2d(IMAGES);
  const cost = (z: number) => Math.log1p(Math.exp(-z));
  for (const outputs of ["single-logit", "sigmoid", "softmax"] as const) {
    const units = outputs === "single-logit" ? 1 : 2;
    const classifier = linear("final-batch-norm", { units, outputs });
    classifier.initialize({ seed: 3 });
    const rows = classifier.train(images).arraySync();
    const costs = rows.map(([a, b], image) => {
      const sign = image === 1 ? -1 : 1;
      if (outputs === "single-logit") return cost(sign * a!);
      if (outputs === "softmax") return cost(sign * (b! - a!));
      return (cost(-sign * a!) + cost(sign * b!)) / 2;
    });
    const expected = costs.reduce((sum, value) => sum + value, 0) / 3;
    const shares = tf.tensor1d([0.5, 0.5]);
    const logits = classifier.forward(images);
    const loss = classifier.loss(logits, { targets, shares });
    assertAlmostEquals(loss.dataSync()[0]!, expected, 1e-5, outputs);
    tf.dispose([loss, logits, shares]);
    classifier.dispose();
  }
  tf.dispose([targets, images]);
});

Deno.test("Classifier refuses more logits than a single one", () => {
  const { numTensors } = tf.memory();
  const network = tf.sequential({
    layers: [tf.layers.dense({ inputShape: [3], units: 2 })],
  });
  assertThrows(
    () =>
      new Classifier(network, {
        ...REFERENCE_RECIPE,
        outputs: "single-logit",
      }),
    RangeError,
    "Cannot read 2 logits as a single one",
  );
  network.dispose();
  assertEquals(tf.memory().numTensors, numTensors);
});

Deno.test("training and inference agree where there is no layer", () => {
  const classifier = linear("plain");
  classifier.initialize({ seed: 1 });
  const images = tf.tensor2d(IMAGES);
  assertEquals(
    classifier.train(images).arraySync(),
    classifier.infer(images)[0]!.arraySync(),
  );
  classifier.dispose();
  images.dispose();
});

Deno.test("initialize() undoes what training changed", () => {
  const classifier = linear("final-batch-norm");
  const images = tf.tensor2d(IMAGES);
  const logits = () => classifier.infer(images).map((t) => t.arraySync());
  classifier.initialize({ seed: 2 });
  const start = logits();
  classifier.train(images);
  for (const weight of classifier.trainableWeights) {
    weight.assign(tf.add(weight, 1));
  }
  assertNotEquals(logits(), start);
  classifier.initialize({ seed: 2 });
  assertEquals(logits(), start);
  classifier.dispose();
  images.dispose();
});

Deno.test("dispose() frees every variable", () => {
  const before = tf.memory().numTensors;
  for (const head of ALL_HEADS) {
    linear(head).dispose();
  }
  assertEquals(tf.memory().numTensors, before);
});
