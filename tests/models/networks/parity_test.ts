import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Classifier } from "../../../models/training/classifier.ts";
import { Dropout } from "../../../models/layers/dropout.ts";
import { PublishedWeights } from "../../../models/weights/published_weights.ts";
import { resnet34 } from "../../../models/networks/resnet.ts";
import { vgg19 } from "../../../models/networks/vgg19.ts";
import { engineTest } from "../../_engine.ts";
import resnet34Parity from "../fixtures/resnet34.json" with { type: "json" };
import vgg19Parity from "../fixtures/vgg19.json" with { type: "json" };
import {
  type Checksums,
  checksumsOf,
  type Parity,
  parityImages,
  type ParityStep,
  parityTargets,
  parityTensors,
} from "./_parity.ts";
import { writeSafetensors, type Written } from "../weights/_safetensors.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";

/** How far logits and losses may be from PyTorch's. */
const LOGITS = 1e-4;

/** How far gradients may be from PyTorch's, as shares of their norm. */
const GRADIENTS = 1e-3;

/** The parameters' names, in PyTorch's order. */
function namesOf(parity: Parity): string[] {
  return Object.keys(parity.training.gradients);
}

/** The name that PyTorch has for a variable. */
function nameOf({ originalName }: { originalName: string }): string {
  return originalName.replace(/\/(kernel|gamma)/, ".weight")
    .replace(/\/(bias|beta)/, ".bias");
}

function assertLogits(logits: tf.Tensor2D, expected: number[][]): void {
  const rows = logits.arraySync();
  assertEquals(rows.length, expected.length);
  for (const [image, row] of expected.entries()) {
    for (const [at, value] of row.entries()) {
      assertAlmostEquals(rows[image]![at]!, value, LOGITS);
    }
  }
}

function assertGradient(got: Checksums, wanted: Checksums, name: string): void {
  const tolerance = GRADIENTS * wanted.norm;
  const { norm, signed } = got;
  assert(wanted.norm > 0, name);
  assertAlmostEquals(norm, wanted.norm, tolerance, `norm of ${name}`);
  assertAlmostEquals(signed, wanted.signed, tolerance, `signs of ${name}`);
}

/** Compares the gradients of a step, which moves the averages. */
function assertStep(
  classifier: Classifier,
  network: tf.LayersModel,
  { parity, expected }: { parity: Parity; expected: ParityStep },
): void {
  const images = parityImages(parity);
  const targets = parityTargets(parity);
  const shares = tf.fill([targets.shape[1]], 1) as tf.Tensor1D; // of no use here
  const { value, grads } = tf.variableGrads(
    () => classifier.loss(classifier.forward(images), { targets, shares }),
    classifier.trainableWeights,
  );
  assertAlmostEquals(value.dataSync()[0]!, expected.loss, LOGITS);
  const names = Object.keys(expected.gradients);
  assertEquals(Object.keys(grads).length, names.length);
  const weights = network.trainableWeights.filter((weight) =>
    names.includes(nameOf(weight))
  );
  assertEquals(weights.length, names.length);
  for (const weight of weights) {
    const name = nameOf(weight);
    const gradient = grads[(weight.read() as tf.Variable).name]!;
    const checksums = checksumsOf(gradient, namesOf(parity).indexOf(name));
    assertGradient(checksums, expected.gradients[name]!, name);
  }
  tf.dispose([images, targets, shares, value, ...Object.values(grads)]);
}

/** Compares inference, training, and inference after a step of the averages. */
function assertParity(
  parity: Parity,
  published: PublishedWeights,
  build: () => tf.LayersModel,
): void {
  const images = parityImages(parity);
  for (const fineTune of ["last-layer", "all"] as const) {
    const network = build();
    const recipe = { ...REFERENCE_RECIPE, fineTune };
    const classifier = new Classifier(network, recipe, { published });
    const assertInference = (expected: number[][]) => {
      const [logits] = classifier.infer(images);
      assertLogits(logits!, expected);
      logits!.dispose();
    };
    const { frozen, training, after } = parity;
    const [expected, then] = fineTune === "all"
      ? [training, after]
      : [frozen, frozen.logits];
    classifier.initialize({ seed: 1 });
    assertInference(frozen.logits);
    assertStep(classifier, network, { parity, expected });
    assertInference(then);
    // What was published is not what was changed.
    classifier.initialize({ seed: 2 });
    assertInference(frozen.logits);
    const logits = classifier.train(images);
    assertLogits(logits, expected.logits);
    logits.dispose();
    classifier.dispose();
  }
  images.dispose();
}

/** Writes the file that PyTorch read, and opens it. */
async function withWeights(
  tensors: readonly Written[],
  sha256: string,
  test: (published: PublishedWeights) => void,
): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".safetensors" });
  try {
    assertEquals(writeSafetensors(path, tensors), sha256);
    const published = new PublishedWeights(path);
    test(published);
    published.dispose();
  } finally {
    await Deno.remove(path);
  }
}

engineTest("resnet34 is PyTorch's with the weights of a file", async () => {
  const parity: Parity = resnet34Parity;
  const counters = parity.tensors.map(({ name }) => name)
    .filter((name) => name.endsWith("running_var"))
    .map((name): Written => ({
      name: name.replace("running_var", "num_batches_tracked"),
      dtype: "I64",
      shape: [],
      values: () => Float32Array.of(0),
    }));
  const tensors = [...parityTensors(parity, "F32"), ...counters];
  await withWeights(tensors, parity.sha256, (published) => {
    const { numTensors } = tf.memory();
    const build = () => resnet34({ imageShape: [64, 64, 3], logits: 3 });
    assertParity(parity, published, build);
    // The tensors of the file are kept, once, for the next network.
    const kept = tf.memory().numTensors - numTensors;
    assertEquals(kept, parity.tensors.length);
  });
});

/** timm's names and shapes of VGG19's dense layers. */
function asTimm(tensor: Written): Written {
  const { name, shape } = tensor;
  const [outputs, inputs] = shape as [number, number];
  switch (name) {
    case "classifier.0.weight":
      return {
        ...tensor,
        name: "pre_logits.fc1.weight",
        shape: [outputs, inputs / 49, 7, 7],
      };
    case "classifier.3.weight":
      return {
        ...tensor,
        name: "pre_logits.fc2.weight",
        shape: [outputs, inputs, 1, 1],
      };
    default:
      return {
        ...tensor,
        name: name.replace("classifier.0", "pre_logits.fc1")
          .replace("classifier.3", "pre_logits.fc2")
          .replace("classifier.6", "head.fc"),
      };
  }
}

/** The same layers, and variables, without those that drop. */
function withoutDropout(network: tf.LayersModel): tf.Sequential {
  const layers = network.layers.filter((layer) => !(layer instanceof Dropout));
  return tf.sequential({ layers });
}

engineTest("vgg19 is PyTorch's with the weights of a timm file", async () => {
  const parity: Parity = vgg19Parity;
  const tensors = parityTensors(parity, "BF16").map(asTimm);
  await withWeights(tensors, parity.sha256, (published) => {
    // PyTorch, too, dropped nothing: no two engines draw the same masks.
    const build = () =>
      withoutDropout(vgg19({ imageShape: [32, 32, 3], logits: 3 }));
    assertParity(parity, published, build);
  });
});
