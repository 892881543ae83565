import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { FinalBatchNormalization } from "../../../models/layers/final_batch_normalization.ts";

const LOGITS = [[1, -2, 0.5], [3, 0, 0.25], [-1, 4, 0.75], [2, 2, -3]];
const EPSILON = 1e-3;

function column(index: number): number[] {
  return LOGITS.map((row) => row[index]!);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  return mean(values.map((value) => (value - mean(values)) ** 2));
}

Deno.test("in training it normalizes by the batch's mean and variance", () => {
  const layer = new FinalBatchNormalization(3);
  const output = layer.train(tf.tensor2d(LOGITS)).arraySync();
  for (const [row, values] of LOGITS.entries()) {
    for (const [index, value] of values.entries()) {
      const expected = (value - mean(column(index))) /
        Math.sqrt(variance(column(index)) + EPSILON);
      assertAlmostEquals(output[row]![index]!, expected, 1e-5);
    }
  }
  layer.dispose();
});

Deno.test("at inference it normalizes by the moving averages", () => {
  const momentum = 0.7;
  const layer = new FinalBatchNormalization(3, { momentum });
  const logits = tf.tensor2d(LOGITS);
  layer.train(logits);
  layer.train(logits);
  const output = layer.infer(logits).arraySync();
  // After two equal batches, of the start (0 and 1) momentum squared is left.
  const left = momentum ** 2;
  for (const [index, value] of LOGITS[0]!.entries()) {
    const center = (1 - left) * mean(column(index));
    const spread = left + (1 - left) * variance(column(index));
    const expected = (value - center) / Math.sqrt(spread + EPSILON);
    assertAlmostEquals(output[0]![index]!, expected, 1e-5);
  }
  layer.dispose();
});

Deno.test("at inference it changes nothing", () => {
  const layer = new FinalBatchNormalization(3);
  const logits = tf.tensor2d(LOGITS);
  layer.train(logits);
  const first = layer.infer(logits).arraySync();
  assertEquals(layer.infer(logits).arraySync(), first);
  layer.train(logits);
  assertNotEquals(layer.infer(logits).arraySync(), first);
  layer.dispose();
});

Deno.test("it agrees with the batch normalization of tfjs", () => {
  const layer = new FinalBatchNormalization(3, { momentum: 0.9 });
  const theirs = tf.layers.batchNormalization({ momentum: 0.9, epsilon: 1e-3 });
  const logits = tf.tensor2d(LOGITS);
  for (const training of [true, true, false]) {
    const ours = training ? layer.train(logits) : layer.infer(logits);
    const expected = theirs.apply(logits, { training }) as tf.Tensor2D;
    const [actual, wanted] = [ours.dataSync(), expected.dataSync()];
    for (const [at, value] of wanted.entries()) {
      assertAlmostEquals(actual[at]!, value, 1e-5);
    }
  }
  layer.dispose();
});

Deno.test("its gradients agree with finite differences", () => {
  const weights = tf.tensor2d([[1, -2, 3], [0.5, 1, -1], [2, 0, 1], [1, 1, 1]]);
  const loss = (logits: tf.Tensor2D, layer: FinalBatchNormalization) =>
    tf.sum(tf.mul(layer.train(logits), weights)).asScalar();
  const lossOf = (rows: number[][]) =>
    tf.tidy(() => {
      const layer = new FinalBatchNormalization(3);
      const value = loss(tf.tensor2d(rows), layer).dataSync()[0]!;
      layer.dispose();
      return value;
    });
  const layer = new FinalBatchNormalization(3);
  const gradient = tf.grad((x) => loss(x as tf.Tensor2D, layer))(
    tf.tensor2d(LOGITS),
  ).arraySync() as number[][];
  const step = 1e-2;
  for (const row of LOGITS.keys()) {
    for (const index of [0, 1, 2]) {
      const moved = (by: number) =>
        LOGITS.map((values, at) =>
          values.map((value, k) =>
            at === row && k === index ? value + by : value
          )
        );
      const slope = (lossOf(moved(step)) - lossOf(moved(-step))) / (2 * step);
      assertAlmostEquals(gradient[row]![index]!, slope, 5e-3);
    }
  }
  layer.dispose();
});

Deno.test("its gradient sums to zero over the batch: a shift is absorbed", () => {
  const layer = new FinalBatchNormalization(3);
  const gradient = tf.grad((x) =>
    tf.sum(tf.square(layer.train(x as tf.Tensor2D))).asScalar()
  )(tf.tensor2d(LOGITS));
  for (const sum of gradient.sum(0).dataSync()) {
    assertAlmostEquals(sum, 0, 1e-5);
  }
  layer.dispose();
});

/** The layer's parts, each alone, by what they make of a logit. */
const PARTS = {
  center: (z: number, center: number, _: number) => z - center,
  divide: (z: number, _: number, spread: number) =>
    z / Math.sqrt(spread + EPSILON),
  affine: (z: number, _: number, __: number) => z * 3 + 0.5,
};

for (const part of ["center", "divide", "affine"] as const) {
  const alone = { center: false, divide: false, affine: false, [part]: true };

  Deno.test(`it can have ${part} alone, in training and at inference`, () => {
    const momentum = 0.7;
    const layer = new FinalBatchNormalization(3, { ...alone, momentum });
    const [scale, shift] = layer.trainableWeights;
    scale?.assign(tf.fill([3], 3));
    shift?.assign(tf.fill([3], 0.5));
    const logits = tf.tensor2d(LOGITS);
    const trained = layer.train(logits).arraySync();
    const inferred = layer.infer(logits).arraySync();
    for (const [row, values] of LOGITS.entries()) {
      for (const [index, z] of values.entries()) {
        const [center, spread] = [mean(column(index)), variance(column(index))];
        const expected = PARTS[part](z, center, spread);
        assertAlmostEquals(trained[row]![index]!, expected, 1e-5);
        const averaged = PARTS[part](
          z,
          (1 - momentum) * center,
          momentum + (1 - momentum) * spread,
        );
        assertAlmostEquals(inferred[row]![index]!, averaged, 1e-5);
      }
    }
    layer.dispose();
  });
}

Deno.test("it learns nothing but its scale and shift", () => {
  const counts = [true, false].map((affine) => {
    const layer = new FinalBatchNormalization(3, { affine });
    const { length } = layer.trainableWeights;
    layer.dispose();
    return length;
  });
  assertEquals(counts, [2, 0]);
});

Deno.test("without any part it changes nothing", () => {
  const none = { center: false, divide: false, affine: false };
  const layer = new FinalBatchNormalization(3, none);
  const logits = tf.tensor2d(LOGITS);
  assertEquals(layer.train(logits).arraySync(), LOGITS);
  assertEquals(layer.infer(logits).arraySync(), LOGITS);
  layer.dispose();
});

Deno.test("reset() puts it back to its start", () => {
  const layer = new FinalBatchNormalization(3);
  const logits = tf.tensor2d(LOGITS);
  const start = layer.infer(logits).arraySync();
  layer.train(logits);
  const [scale, shift] = layer.trainableWeights;
  scale!.assign(tf.fill([3], 5));
  shift!.assign(tf.fill([3], 6));
  layer.reset();
  assertEquals(layer.infer(logits).arraySync(), start);
  layer.dispose();
});

Deno.test("dispose() frees every variable", () => {
  const before = tf.memory().numTensors;
  new FinalBatchNormalization(4).dispose();
  assertEquals(tf.memory().numTensors, before);
});
