/** What training minimizes, for each form of a classifier's outputs. */
import * as tf from "@tensorflow/tfjs";
import type { Outputs } from "./outputs.ts";

/**
 * A loss of logits, whatever their size: no exponential overflows, no logarithm
 * is of zero.
 *
 * @param logits `[batch, logits]`, as many as the outputs have.
 * @param targets One-hot, `[batch, classes]`.
 * @returns The mean over the batch, a scalar in nats.
 */
export type Loss = (logits: tf.Tensor2D, targets: tf.Tensor2D) => tf.Scalar;

/**
 * The loss of each form of outputs.
 *
 * - `softmax`: cross-entropy.
 * - `sigmoid`: binary cross-entropy of each class against all others, the mean
 *   over the classes, as of Keras's `BinaryCrossentropy`.
 * - `single-logit`: binary cross-entropy of the second class.
 *
 * Source: Bishop 2006, "Pattern Recognition and Machine Learning", equations
 * 4.90 and 4.108.
 *
 * @example A logit of 0 is a probability of one half.
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { LOSSES } from "./losses.ts";
 * tf.enableProdMode();
 * await tf.setBackend("cpu");
 * const loss = LOSSES["single-logit"](tf.tensor2d([[0]]), tf.tensor2d([[0, 1]]));
 * assertAlmostEquals(loss.dataSync()[0]!, Math.LN2, 1e-6);
 * ```
 */
export const LOSSES: Readonly<Record<Outputs, Loss>> = {
  softmax: (logits, targets) =>
    tf.losses.softmaxCrossEntropy(targets, logits).asScalar(),
  sigmoid: binaryCrossEntropy,
  "single-logit": (logits, targets) =>
    binaryCrossEntropy(logits, tf.slice2d(targets, [0, 1], [-1, 1])),
};

/** The mean over all logits, each with its own target. */
function binaryCrossEntropy(
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
): tf.Scalar {
  return tf.losses.sigmoidCrossEntropy(targets, logits).asScalar();
}
