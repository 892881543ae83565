/** A single logit in the form of one logit a class. */
import * as tf from "@tensorflow/tfjs";

/**
 * A single logit z as the two logits 0 and z: their softmax is the sigmoid of z.
 *
 * @param single `[batch, 1]`.
 * @returns `[batch, 2]`.
 */
export function asPair(single: tf.Tensor2D): tf.Tensor2D {
  return tf.pad2d(single, [[0, 0], [1, 0]]);
}
