/** A way to compute a convolution from other ops of TensorFlow. */
import type * as tf from "@tensorflow/tfjs";

/** Sizes, strides and padding of a convolution, as tfjs works them out. */
export type ConvolutionShape = ReturnType<
  typeof tf.backend_util.computeConv2DInfo
>;

/**
 * A convolution and its two gradients, of images `[batch, height, width,
 * channels]` and filters `[height, width, channels, filters]`.
 */
export interface ConvolutionAlgorithm {
  /**
   * Whether it adds before it multiplies, so that numbers of bfloat16 would
   * lose digits that matter.
   */
  needsFloat32: boolean;
  /** Whether it can compute a shape, and is faster there. */
  suits(shape: ConvolutionShape): boolean;
  /** The convolution of images `x`. */
  output(x: tf.Tensor, filter: tf.Tensor, shape: ConvolutionShape): tf.Tensor;
  /** The gradient by the filter, of the images and the gradient by the output. */
  filterGradient(
    x: tf.Tensor,
    dy: tf.Tensor,
    shape: ConvolutionShape,
  ): tf.Tensor;
  /** The gradient by the images, of the gradient by the output and the filter. */
  inputGradient(
    dy: tf.Tensor,
    filter: tf.Tensor,
    shape: ConvolutionShape,
  ): tf.Tensor;
}
