import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import { engineTest } from "../../../_engine.ts";

/** Values from -1 to 1, many of them equal: pools have ties. */
function image(shape: [number, number, number, number]): tf.Tensor4D {
  const size = shape.reduce((product, side) => product * side);
  const values = Float32Array.from(
    { length: size },
    (_, at) => Math.round(4 * Math.sin(at * at)) / 4,
  );
  return tf.tensor4d(values, shape);
}

/** The gradient by `x` of the sum of `weights` times what `f` makes of it. */
function gradientOf(
  f: (x: tf.Tensor4D) => tf.Tensor,
  x: tf.Tensor4D,
): number[] {
  return tf.tidy(() => {
    const weighted = (x: tf.Tensor) => {
      const y = f(x as tf.Tensor4D);
      const weights = tf.tensor(
        Float32Array.from({ length: y.size }, (_, at) => 1 + at % 7),
        y.shape,
      );
      return tf.sum(tf.mul(y, weights)) as tf.Scalar;
    };
    return [...tf.grad(weighted)(x).dataSync()];
  });
}

/** The kernels that a gradient runs, in their order. */
function opsOf(f: (x: tf.Tensor4D) => tf.Tensor, x: tf.Tensor4D): string[] {
  const names: string[] = [];
  const engine = tf.engine();
  const { runKernel } = engine;
  engine.runKernel = ((name, ...rest) => {
    names.push(name);
    return runKernel.call(engine, name, ...rest);
  }) as typeof runKernel;
  try {
    gradientOf(f, x);
  } finally {
    engine.runKernel = runKernel;
  }
  return names;
}

const pooled = (x: tf.Tensor4D) => tf.maxPool(tf.relu(x), 2, 2, "valid");

/** The same in ops whose gradients are tfjs's own. */
const composed = (x: tf.Tensor4D) => {
  const active = tf.mul(x, tf.step(x));
  return tf.maxPool(active as tf.Tensor4D, 2, 2, "valid");
};

engineTest("the gradient of pooled ReLU is that of its parts", () => {
  for (const shape of [[2, 4, 4, 3], [1, 7, 6, 1]] as const) {
    const x = image([...shape]);
    const gradient = gradientOf(pooled, x);
    // Where a pool is zero all over, the parts may choose another of it, and
    // pass nothing either way.
    const passes = [...x.dataSync()].map((value) => value > 0);
    assertEquals(
      gradient,
      gradientOf(composed, x).map((value, at) => passes[at] ? value : 0),
    );
    assert(gradient.some((value) => value > 0));
    x.dispose();
  }
});

engineTest("what goes around the pool is passed by ReLU as ever", () => {
  const x = image([1, 4, 4, 2]);
  const both = (x: tf.Tensor4D) => {
    const active = tf.relu(x);
    return tf.concat([
      tf.reshape(tf.maxPool(active, 2, 2, "valid"), [-1]),
      tf.reshape(active, [-1]),
    ]);
  };
  const values = x.dataSync();
  for (const [at, gradient] of gradientOf(both, x).entries()) {
    assertEquals(gradient > 0, values[at]! > 0);
  }
  x.dispose();
});

engineTest("ReLU passes a gradient before a pool spreads it, not after", () => {
  const x = image([1, 4, 4, 1]);
  const ops = opsOf(pooled, x);
  assertEquals(ops.filter((name) => name === "ReluGrad").length, 1);
  assert(ops.indexOf("ReluGrad") < ops.indexOf("MaxPoolGrad"));
  const alone = opsOf((x) => tf.maxPool(x, 2, 2, "valid"), x);
  assertEquals(alone.filter((name) => name === "ReluGrad"), []);
  x.dispose();
});

engineTest("a bias's gradient is the sum of its channel's", () => {
  const x = image([2, 3, 3, 4]);
  for (const shape of [[4], [1, 1, 1, 4]]) {
    const byBias = tf.tidy(() => {
      const f = (bias: tf.Tensor) =>
        tf.sum(tf.mul(tf.add(x, bias), x)) as tf.Scalar;
      const gradient = tf.grad(f)(tf.ones(shape));
      assertEquals(gradient.shape, shape);
      return [...gradient.dataSync()];
    });
    const sums = tf.tidy(() => [...tf.sum(x, [0, 1, 2]).dataSync()]);
    for (const [channel, sum] of sums.entries()) {
      assertAlmostEquals(byBias[channel]!, sum, 1e-5);
    }
  }
  x.dispose();
});

engineTest("a sum of two tensors has the gradients it had", () => {
  for (
    const [a, b] of [[[2, 3], [2, 3]], [[1, 3], [2, 3]], [[2, 1], [2, 3]]]
  ) {
    const gradients = tf.tidy(() =>
      tf.grads((a, b) => tf.sum(tf.add(a, b)) as tf.Scalar)([
        tf.ones(a!),
        tf.ones(b!),
      ]).map((gradient) => [gradient.shape, gradient.dataSync()[0]])
    );
    const size = (shape: number[]) => shape.reduce((x, y) => x * y);
    assertEquals(gradients, [a, b].map((shape) => [shape!, 6 / size(shape!)]));
  }
});

engineTest("the gradients compile", () => {
  const x = image([2, 4, 4, 3]);
  const step = compile((x) => [
    tf.grad((x: tf.Tensor) => tf.sum(pooled(x as tf.Tensor4D)))(x!),
  ]);
  const [gradient] = step(x);
  const eager = tf.grad((x: tf.Tensor) => tf.sum(pooled(x as tf.Tensor4D)))(x);
  assertEquals(gradient!.dataSync(), eager.dataSync());
  step.dispose();
  tf.dispose([x, gradient!, eager]);
});
