/** Compares networks with what PyTorch computed of them. */
import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Classifier } from "../../../models/training/classifier.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";
import { PublishedWeights } from "../../../models/weights/published_weights.ts";
import { writeSafetensors, type Written } from "../weights/_safetensors.ts";
import {
  type Checksums,
  checksumsOf,
  type Parity,
  parityImages,
  type ParityStep,
  parityTargets,
} from "./_parity.ts";

/**
 * How far logits and losses may be from PyTorch's, as shares of the largest.
 */
const LOGITS = 1e-4;

/** How far gradients may be from PyTorch's, as shares of their norm. */
const GRADIENTS = 1e-3;

/**
 * The norm of a gradient that is zero except for rounding, as of a shift that
 * the next normalization takes away: in double precision, and at most in
 * single.
 */
const NONE = { wanted: 1e-12, got: 1e-4 };

/** The parameters' names, in PyTorch's order. */
function namesOf(parity: Parity): string[] {
  return Object.keys(parity.training.gradients);
}

/** The name that PyTorch has for a variable, with underscores or without. */
function nameOf(
  { originalName }: { originalName: string },
  names: readonly string[],
): string {
  const name = originalName.replace(
    /\/(kernel|depthwise_kernel|gamma)/,
    ".weight",
  )
    .replace(/\/(bias|beta)/, ".bias");
  const underscored = name.replaceAll(/(^|\.)(?=[a-z]\w*\.)/g, "$1_");
  return names.includes(underscored) ? underscored : name;
}

function assertLogits(
  logits: tf.Tensor2D,
  expected: number[][],
  { kept = 1 }: Parity,
): void {
  const rows = logits.arraySync();
  assertEquals(rows.length, expected.length);
  const tolerance = LOGITS * Math.max(1, ...expected.flat().map(Math.abs));
  for (const [image, row] of expected.entries()) {
    for (const [at, value] of row.entries()) {
      assertAlmostEquals(rows[image]![at * kept]!, value, tolerance);
    }
  }
}

function assertGradient(got: Checksums, wanted: Checksums, name: string): void {
  const isNone = wanted.norm < NONE.wanted;
  const tolerance = isNone ? NONE.got : GRADIENTS * wanted.norm;
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
  assertAlmostEquals(
    value.dataSync()[0]!,
    expected.loss,
    LOGITS * Math.max(1, expected.loss),
  );
  const names = Object.keys(expected.gradients);
  assertEquals(Object.keys(grads).length, names.length);
  const weights = network.trainableWeights.filter((weight) =>
    names.includes(nameOf(weight, names))
  );
  assertEquals(weights.length, names.length);
  for (const weight of weights) {
    const name = nameOf(weight, names);
    const gradient = grads[(weight.read() as tf.Variable).name]!;
    const checksums = checksumsOf(gradient, namesOf(parity).indexOf(name));
    assertGradient(checksums, expected.gradients[name]!, name);
  }
  tf.dispose([images, targets, shares, value, ...Object.values(grads)]);
}

/** Compares inference, training, and inference after a step of the averages. */
export function assertParity(
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
      assertLogits(logits!, expected, parity);
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
    assertLogits(logits, expected.logits, parity);
    logits.dispose();
    classifier.dispose();
  }
  images.dispose();
}

/** Writes the file that PyTorch read, and opens it. */
export async function withWeights(
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
