import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Adam } from "../../../../models/training/adam.ts";
import { adamUpdate } from "../../../../models/engines/ops/adam_update.ts";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import { engineTest } from "../../../_engine.ts";

const GRADIENTS = [0.5, -2, 0.01, 3, 3, -0.7, 0, 1e-5, -1, 0.2];

/** A compiled step of an Adam that has a weight of three. */
function makeAdam(options = {}) {
  const weight = tf.variable(tf.tensor1d([1, -2, 3]));
  const adam = new Adam([weight], options);
  const step = compile((gradient, rate) => {
    adam.apply([tf.mul(tf.onesLike(weight), gradient!)], rate!);
    return [];
  });
  const apply = (gradient: number, rate = 0.01) =>
    tf.tidy(() => void step(tf.scalar(gradient), tf.scalar(rate)));
  const dispose = () => {
    step.dispose();
    adam.dispose();
    weight.dispose();
  };
  return { weight, adam, apply, dispose };
}

for (const options of [{}, { weightDecay: 0.5 }]) {
  engineTest(
    `Adam changes weights in place as it does op by op (${
      JSON.stringify(options)
    })`,
    () => {
      const compiled = makeAdam(options);
      const eager = makeAdam(options);
      for (const gradient of GRADIENTS) {
        compiled.apply(gradient);
        tf.tidy(() =>
          eager.adam.apply([tf.fill([3], gradient)], tf.scalar(0.01))
        );
        const expected = eager.weight.dataSync();
        for (const [at, value] of compiled.weight.dataSync().entries()) {
          assertAlmostEquals(value, expected[at]!, 1e-6);
        }
      }
      compiled.dispose();
      eager.dispose();
    },
  );
}

engineTest("what shares a weight's data stays what it was", () => {
  const { weight, apply, dispose } = makeAdam();
  const before = weight.clone();
  apply(1);
  const between = weight.clone();
  apply(1);
  assertEquals([...before.dataSync()], [1, -2, 3]);
  const [first, second] = [between, weight].map((x) => x.dataSync()[0]!);
  assertAlmostEquals(first!, 0.99, 1e-5);
  assertAlmostEquals(second!, 0.98, 1e-5);
  tf.dispose([before, between]);
  dispose();
});

engineTest("a weight that is read, or set, between steps is so in both", () => {
  const { weight, adam, apply, dispose } = makeAdam();
  apply(1);
  assertAlmostEquals(weight.dataSync()[0]!, 0.99, 1e-5);
  apply(1);
  assertAlmostEquals(weight.dataSync()[0]!, 0.98, 1e-5);
  tf.tidy(() => weight.assign(tf.tensor1d([5, 5, 5])));
  adam.reset();
  apply(1);
  assertAlmostEquals(weight.dataSync()[0]!, 4.99, 1e-5);
  dispose();
});

engineTest(
  "a step gives back a weight from before and after its change",
  () => {
    const weight = tf.variable(tf.scalar(1));
    const adam = new Adam([weight]);
    const step = compile((rate) => {
      const before = tf.mul(weight, 1);
      adam.apply([tf.scalar(1)], rate!);
      return [before, weight, tf.mul(weight, 10)];
    });
    const rate = tf.scalar(0.5);
    const results = [step(rate), step(rate)];
    const read = results.map((tensors) => tensors.map((x) => x.dataSync()[0]!));
    for (const [at, expected] of [[1, 0.5, 5], [0.5, 0, 0]].entries()) {
      for (const [index, value] of expected.entries()) {
        assertAlmostEquals(read[at]![index]!, value, 1e-4);
      }
    }
    step.dispose();
    adam.dispose();
    tf.dispose([...results.flat(), rate, weight]);
  },
);

engineTest("a step may take a weight as an argument and change it", () => {
  const { weight, adam, dispose } = makeAdam();
  const step = compile((x) => {
    const doubled = tf.mul(x!, 2);
    adam.apply([tf.onesLike(weight)], tf.scalar(0.01));
    return [doubled];
  });
  for (const expected of [2, 1.98, 1.96]) {
    const [doubled] = step(weight);
    assertAlmostEquals(doubled!.dataSync()[0]!, expected, 1e-5);
    doubled!.dispose();
  }
  step.dispose();
  dispose();
});

engineTest("a step may change a weight more than once", () => {
  const weight = tf.variable(tf.scalar(1));
  const adam = new Adam([weight]);
  const step = compile((rate) => {
    for (let time = 0; time < 3; time++) adam.apply([tf.scalar(1)], rate!);
    return [];
  });
  const rate = tf.scalar(0.1);
  step(rate);
  assertAlmostEquals(weight.dataSync()[0]!, 0.7, 1e-5);
  step(rate);
  assertAlmostEquals(weight.dataSync()[0]!, 0.4, 1e-5);
  step.dispose();
  adam.dispose();
  tf.dispose([rate, weight]);
});

/** A step of the op alone, and how its results are used. */
function refuses(
  use: (
    weight: tf.Variable,
    update: () => ReturnType<typeof adamUpdate>,
  ) => tf.Tensor[],
  message: string,
): void {
  const [weight, first, second] = [1, 0, 0].map((value) =>
    tf.variable(tf.scalar(value))
  ) as [tf.Variable, tf.Variable, tf.Variable];
  const step = compile(() =>
    use(weight, () =>
      adamUpdate({ variable: weight, first, second }, {
        gradient: tf.scalar(1),
        rate: tf.scalar(1),
        offset: tf.scalar(1),
        beta1: 0.9,
        beta2: 0.999,
      }))
  );
  assertThrows(() => step(), TypeError, message);
  assertEquals(weight.dataSync()[0], 1);
  step.dispose();
  tf.dispose([weight, first, second]);
}

engineTest("a change that no variable keeps is refused", () => {
  refuses((_weight, update) => [update().variable], "Assign it");
});

engineTest("a value from before a change cannot be used after it", () => {
  refuses((weight, update) => {
    update();
    return [tf.mul(weight, 2)];
  }, "used after such an op has changed it");
});

engineTest("what is no variable cannot be changed", () => {
  refuses((weight, update) => {
    weight.assign(tf.mul(weight, 2));
    return [update().variable];
  }, "is no variable");
});
