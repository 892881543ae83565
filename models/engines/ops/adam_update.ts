/** What Adam makes of a variable, in the one kernel that TensorFlow has for it. */
import * as tf from "@tensorflow/tfjs";

/** A variable and its two moments: one shape. */
export interface AdamState {
  variable: tf.Tensor;
  /** The moving average of the gradient. */
  first: tf.Tensor;
  /** The moving average of its square. */
  second: tf.Tensor;
}

/** What {@linkcode adamUpdate} goes by. */
export interface AdamUpdateOptions {
  /** Of the variable's shape. */
  gradient: tf.Tensor;
  /** The rate, the two bias corrections in it. */
  rate: tf.Scalar;
  /** Added to the square root of the second moment. */
  offset: tf.Scalar;
  /** Share of the first moment that is kept. */
  beta1: number;
  /** Share of the second moment that is kept. */
  beta2: number;
}

/** The name of TensorFlow's op, and of the kernel that records it. */
export const ADAM_UPDATE = "ResourceApplyAdam";

/**
 * Takes one step of Adam.
 *
 * While a step is recorded, it becomes an op that changes all three where they
 * are, in one pass: assign what is returned to the same variables. Elsewhere it
 * is composed.
 *
 * @returns The new variable and moments.
 * Source: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.
 */
export function adamUpdate(
  state: AdamState,
  options: AdamUpdateOptions,
): AdamState {
  const { variable, first, second } = state;
  const { gradient, rate, offset, beta1, beta2 } = options;
  if (tf.getKernel(ADAM_UPDATE, tf.getBackend()) !== undefined) {
    const [x, m, v] = tf.engine().runKernel(
      ADAM_UPDATE,
      { variable, first, second, gradient, rate, offset },
      { beta1, beta2 },
    ) as tf.Tensor[];
    return {
      variable: x as tf.Tensor,
      first: m as tf.Tensor,
      second: v as tf.Tensor,
    };
  }
  // What a beta lacks to one is of the beta as a float, as in the op, and as in
  // the corrections: for 0.999 that is 1e-5 away from 0.001.
  const m = tf.add(
    tf.mul(first, beta1),
    tf.mul(gradient, 1 - Math.fround(beta1)),
  );
  const v = tf.add(
    tf.mul(second, beta2),
    tf.mul(tf.square(gradient), 1 - Math.fround(beta2)),
  );
  const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), offset));
  return { variable: tf.sub(variable, step), first: m, second: v };
}
