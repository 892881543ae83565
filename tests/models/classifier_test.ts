import "../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertNotEquals } from "@std/assert";
import { Classifier, type Head } from "../../models/classifier.ts";

function linear(head: Head): Classifier {
  const dense = tf.layers.dense({ inputShape: [3], units: 2 });
  return new Classifier(tf.sequential({ layers: [dense] }), { head });
}

const IMAGES = [[1, 2, 3], [0, 1, -1], [2, 2, 2]];

Deno.test("both arms of a seed start from the same weights", () => {
  const images = tf.tensor2d(IMAGES);
  const logits = (["plain", "final-batch-norm"] as const).map((head) => {
    const classifier = linear(head);
    classifier.initialize({ seed: 5 });
    // The last way of inference is the network itself in both arms.
    const values = classifier.infer(images).at(-1)!.arraySync();
    classifier.dispose();
    return values;
  });
  assertEquals(logits[0], logits[1]);
  images.dispose();
});

Deno.test("a plain classifier is used as trained only", () => {
  const classifier = linear("plain");
  assertEquals(classifier.inferences, ["as-trained"]);
  assertEquals(classifier.trainableWeights.length, 2);
  classifier.dispose();
});

Deno.test("a classifier with the layer is also used without it", () => {
  const classifier = linear("final-batch-norm");
  classifier.initialize({ seed: 1 });
  assertEquals(classifier.inferences, ["as-trained", "layer-removed"]);
  assertEquals(classifier.trainableWeights.length, 4);
  const images = tf.tensor2d(IMAGES);
  classifier.train(images);
  const [withLayer, removed] = classifier.infer(images);
  assertNotEquals(withLayer!.arraySync(), removed!.arraySync());
  classifier.dispose();
  images.dispose();
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
  for (const head of ["plain", "final-batch-norm"] as const) {
    linear(head).dispose();
  }
  assertEquals(tf.memory().numTensors, before);
});
