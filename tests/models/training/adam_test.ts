import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Adam } from "../../../models/training/adam.ts";

/** Kingma and Ba, algorithm 1, word for word, in doubles. */
function algorithm1(
  gradients: readonly number[],
  { rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = {},
): number[] {
  let [weight, m, v] = [1, 0, 0];
  return gradients.map((gradient, index) => {
    const step = index + 1;
    m = beta1 * m + (1 - beta1) * gradient;
    v = beta2 * v + (1 - beta2) * gradient ** 2;
    const mHat = m / (1 - beta1 ** step);
    const vHat = v / (1 - beta2 ** step);
    weight -= rate * mHat / (Math.sqrt(vHat) + epsilon);
    return weight;
  });
}

function train(gradients: readonly number[], adam?: Adam): number[] {
  const weight = tf.variable(tf.scalar(1));
  const optimizer = adam ?? new Adam([weight]);
  return gradients.map((gradient) => {
    tf.tidy(() => optimizer.apply([tf.scalar(gradient)], tf.scalar(1e-3)));
    return weight.dataSync()[0]!;
  });
}

Deno.test("Adam's first step is the rate, whatever the gradient's size", () => {
  for (const gradient of [1e-3, 1, 1e4]) {
    assertAlmostEquals(train([gradient])[0]!, 1 - 1e-3, 1e-6);
    assertAlmostEquals(train([-gradient])[0]!, 1 + 1e-3, 1e-6);
  }
});

Deno.test("Adam follows algorithm 1 of the paper", () => {
  const gradients = [0.5, -2, 0.01, 3, 3, -0.7, 0, 1e-5, -1, 0.2];
  const expected = algorithm1(gradients);
  for (const [step, weight] of train(gradients).entries()) {
    assertAlmostEquals(weight, expected[step]!, 2e-7);
  }
});

Deno.test("Adam adds epsilon to the corrected second moment", () => {
  // With a gradient as small as epsilon, the first step is half the rate.
  assertAlmostEquals(train([1e-7])[0]!, 1 - 0.5e-3, 1e-6);
});

Deno.test("Adam's weight decay is that of PyTorch's AdamW", () => {
  // torch.optim.AdamW([w], lr=0.1, eps=1e-7, weight_decay=0.5), PyTorch 2.15
  const expected = [
    [0.85000002, 0.86345036, 0.86321708],
    [0.79205278, 0.69948076, 0.6270212],
  ].flat();
  const weight = tf.variable(tf.scalar(1));
  const adam = new Adam([weight], { weightDecay: 0.5 });
  for (const [step, gradient] of [0.5, -2, 0.01, 3, 3, -0.7].entries()) {
    tf.tidy(() => adam.apply([tf.scalar(gradient)], tf.scalar(0.1)));
    assertAlmostEquals(weight.dataSync()[0]!, expected[step]!, 1e-6);
  }
});

Deno.test("Adam takes another rate at each step", () => {
  const weight = tf.variable(tf.scalar(0));
  const adam = new Adam([weight]);
  for (const rate of [0.5, 0.25, 0]) {
    tf.tidy(() => adam.apply([tf.scalar(1)], tf.scalar(rate)));
  }
  assertAlmostEquals(weight.dataSync()[0]!, -0.75, 1e-5);
});

Deno.test("Adam.reset() forgets every step", () => {
  const weight = tf.variable(tf.scalar(1));
  const adam = new Adam([weight]);
  const run = () =>
    [0.3, -4, 2].map((gradient) => {
      tf.tidy(() => adam.apply([tf.scalar(gradient)], tf.scalar(0.1)));
      return weight.dataSync()[0]!;
    });
  const first = run();
  adam.reset();
  weight.assign(tf.scalar(1));
  assertEquals(run(), first);
});

Deno.test("Adam.dispose() frees its state and leaves the weights", () => {
  const weight = tf.variable(tf.ones([3, 2]));
  const before = tf.memory().numTensors;
  const adam = new Adam([weight]);
  tf.tidy(() => adam.apply([tf.ones([3, 2])], tf.scalar(0.1)));
  adam.dispose();
  assertEquals(tf.memory().numTensors, before);
  assertEquals(weight.isDisposed, false);
});
