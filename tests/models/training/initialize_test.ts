import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { initialize } from "../../../models/training/initialize.ts";

function drawn(shape: number[], seed: number): number[] {
  const weight = tf.variable(tf.zeros(shape));
  initialize([weight], { seed });
  const values = Array.from(weight.dataSync());
  weight.dispose();
  return values;
}

Deno.test("initialize() draws kernels uniformly within Glorot's limit", () => {
  const cases = [
    { shape: [784, 100], limit: Math.sqrt(6 / 884) },
    { shape: [3, 3, 16, 32], limit: Math.sqrt(6 / (9 * 48)) },
  ];
  for (const { shape, limit } of cases) {
    const values = drawn(shape, 1);
    assert(values.every((value) => Math.abs(value) <= limit));
    assert(Math.max(...values) > 0.99 * limit);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const square = values.reduce((a, b) => a + b * b, 0) / values.length;
    const error = limit / Math.sqrt(values.length); // over 1.7 sd of the mean
    assertAlmostEquals(mean, 0, 3 * error);
    assertAlmostEquals(square, limit ** 2 / 3, 3 * limit * error);
  }
});

Deno.test("initialize() sets biases to zero, scales and variances to one", () => {
  const names = ["dense/bias", "bn/gamma", "bn/beta", "bn/moving_mean"];
  const weights = [...names, "bn/moving_variance"].map((name) =>
    tf.variable(tf.fill([2], 9), true, `initialize_${name}`)
  );
  initialize(weights, { seed: 1 });
  assertEquals(weights.map((weight) => Array.from(weight.dataSync())), [
    [0, 0],
    [1, 1],
    [0, 0],
    [0, 0],
    [1, 1],
  ]);
  tf.dispose(weights);
});

Deno.test("initialize() draws keys, and counts no step", () => {
  const keys = [1, 2].map((layer) =>
    tf.variable(tf.tensor1d([9, 9], "int32"), false, `drop${layer}/key`)
  );
  const drawnKeys = [1, 1, 2].map((seed) => {
    initialize(keys, { seed });
    return keys.map((key) => Array.from(key.dataSync()));
  });
  const [first, again, other] = drawnKeys;
  assertEquals(again, first);
  for (const key of [...first!, ...other!]) assertEquals(key[1], 0);
  assertEquals(new Set([...first!, ...other!].map(([drawn]) => drawn)).size, 4);
  assertEquals(keys.map(({ dtype }) => dtype), ["int32", "int32"]);
  tf.dispose(keys);
});

Deno.test("initialize() draws the same from the same seed", () => {
  assertEquals(drawn([5, 4], 7), drawn([5, 4], 7));
});

Deno.test("initialize() draws otherwise from another seed", () => {
  assertNotEquals(drawn([5, 4], 7), drawn([5, 4], 8));
});
