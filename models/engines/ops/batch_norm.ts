/** Batch normalization in training, in the one kernel that both engines have. */
import * as tf from "@tensorflow/tfjs";

/** What {@linkcode trainBatchNorm} normalizes by. */
export interface BatchNormOptions {
  /** What the normalized values are multiplied by, `[channels]`. */
  scale: tf.Tensor;
  /** What is then added, `[channels]`. */
  shift: tf.Tensor;
  /** Added to the variance. */
  epsilon: number;
}

/** Normalized values, and the batch's statistics. */
export interface NormalizedBatch {
  /** `[batch, height, width, channels]`. */
  output: tf.Tensor4D;
  /** `[channels]`. */
  mean: tf.Tensor1D;
  /** `[channels]`, corrected for the number of values: their sum over n - 1. */
  variance: tf.Tensor1D;
}

/**
 * Normalizes each channel by the batch's own statistics.
 *
 * tfjs composes this, and its gradient, of elementwise ops that each go through
 * whole activations, and keeps their results for the gradient. This kernel keeps
 * its input alone. It needs an engine: TensorFlow or WebAssembly.
 *
 * @param images `[batch, height, width, channels]`.
 * @returns The normalized images, with a gradient, and the statistics, without.
 * Source: Ioffe and Szegedy 2015, arXiv:1502.03167, algorithm 1.
 */
export function trainBatchNorm(
  images: tf.Tensor,
  options: BatchNormOptions,
): NormalizedBatch {
  const { scale, shift, epsilon } = options;
  const inputs = { x: images, scale, offset: shift };
  const [output, mean, variance] = tf.engine().runKernel(
    "FusedBatchNormV2",
    inputs,
    { epsilon },
  ) as tf.Tensor[];
  return {
    output: output as tf.Tensor4D,
    mean: mean as tf.Tensor1D,
    variance: variance as tf.Tensor1D,
  };
}
