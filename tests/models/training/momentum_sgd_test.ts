import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  MomentumSgd,
  type MomentumSgdOptions,
} from "../../../models/training/momentum_sgd.ts";

const GRADIENTS = [0.5, -2, 0.01, 3, 3, -0.7];

function train(options: MomentumSgdOptions): number[] {
  const weight = tf.variable(tf.scalar(1));
  const sgd = new MomentumSgd([weight], options);
  return GRADIENTS.map((gradient) => {
    tf.tidy(() => sgd.apply([tf.scalar(gradient)], tf.scalar(0.1)));
    return weight.dataSync()[0]!;
  });
}

Deno.test("MomentumSgd takes the steps of PyTorch's SGD", () => {
  const cases = [
    {
      options: {},
      // torch.optim.SGD([w], lr=0.1, momentum=0.9), PyTorch 2.15
      expected: [0.95, 1.105, 1.2435, 1.06815, 0.610335, 0.2683015],
    },
    {
      options: { weightDecay: 0.5 },
      // torch.optim.SGD([w], lr=0.1, momentum=0.9, weight_decay=0.5)
      expected: [0.9, 0.965, 0.97425, 0.6338625, -0.00417937, -0.50820809],
    },
    {
      options: { momentum: 0 },
      expected: [0.95, 1.15, 1.149, 0.849, 0.549, 0.619],
    },
  ];
  for (const { options, expected } of cases) {
    for (const [step, weight] of train(options).entries()) {
      assertAlmostEquals(weight, expected[step]!, 1e-6);
    }
  }
});

Deno.test("MomentumSgd takes another rate at each step", () => {
  const weight = tf.variable(tf.scalar(0));
  const sgd = new MomentumSgd([weight], { momentum: 0.5 });
  for (const rate of [1, 0.5, 0]) {
    tf.tidy(() => sgd.apply([tf.scalar(1)], tf.scalar(rate)));
  }
  assertAlmostEquals(weight.dataSync()[0]!, -1 - 0.5 * 1.5, 1e-6);
});

Deno.test("MomentumSgd.reset() forgets every step", () => {
  const weight = tf.variable(tf.scalar(1));
  const sgd = new MomentumSgd([weight]);
  const run = () =>
    GRADIENTS.map((gradient) => {
      tf.tidy(() => sgd.apply([tf.scalar(gradient)], tf.scalar(0.1)));
      return weight.dataSync()[0]!;
    });
  const first = run();
  sgd.reset();
  weight.assign(tf.scalar(1));
  assertEquals(run(), first);
});

Deno.test("MomentumSgd.dispose() frees its state and leaves the weights", () => {
  const weight = tf.variable(tf.ones([3, 2]));
  const before = tf.memory().numTensors;
  const sgd = new MomentumSgd([weight], { weightDecay: 0.1 });
  tf.tidy(() => sgd.apply([tf.ones([3, 2])], tf.scalar(0.1)));
  sgd.dispose();
  assertEquals(tf.memory().numTensors, before);
  assertEquals(weight.isDisposed, false);
});
