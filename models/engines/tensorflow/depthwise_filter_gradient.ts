/**
 * The gradient of a depthwise convolution by its filter, for small maps, as
 * products of matrices.
 *
 * TensorFlow's kernel is fast for filters of 3x3. For others it goes, at each
 * position, through as many numbers as the whole filter has: at the end of a
 * deep network, where maps are small and channels many, that takes a quarter of
 * a training step. Here, of each channel, every pixel is multiplied with every
 * position, summed over images; and the pairs that a weight connects are summed
 * up after. For 32 maps of 3x3 of 1,152 channels and a filter of 5x5, that takes
 * a twentieth of the time.
 */
import * as tf from "@tensorflow/tfjs";
import type { ConvolutionShape } from "./convolution_algorithm.ts";

/** Filters up to this size are faster in TensorFlow's kernel. */
const FAST_FILTER = 3;

/** The most pixels of a map: there are as many pairs as their square. */
const MOST_PIXELS = 36;

/** Whether the gradient can be computed in this way, and is faster so. */
export function suitsPairs(shape: ConvolutionShape): boolean {
  const { filterHeight, filterWidth, inHeight, inWidth } = shape;
  const { inChannels, outChannels } = shape;
  return Math.max(filterHeight, filterWidth) > FAST_FILTER &&
    inHeight * inWidth <= MOST_PIXELS && inChannels === outChannels;
}

/**
 * The gradient by the filter, of the images and the gradient by the output.
 *
 * @returns `[height, width, channels, 1]`.
 */
export function pairedFilterGradient(
  x: tf.Tensor,
  dy: tf.Tensor,
  shape: ConvolutionShape,
): tf.Tensor {
  const { batchSize, inChannels, inHeight, inWidth } = shape;
  const { outHeight, outWidth, filterHeight, filterWidth } = shape;
  const pixels = tf.reshape(x, [batchSize, inHeight * inWidth, inChannels]);
  const positions = tf.reshape(dy, [
    batchSize,
    outHeight * outWidth,
    inChannels,
  ]);
  const pairs = tf.matMul(
    tf.transpose(pixels, [2, 1, 0]),
    tf.transpose(positions, [2, 0, 1]),
  );
  const ofChannel = tf.reshape(pairs, [inChannels, -1]) as tf.Tensor2D;
  const weights = tf.matMul(connections(shape), ofChannel, false, true);
  return tf.reshape(weights, [filterHeight, filterWidth, inChannels, 1]);
}

/** `[weights, pairs]`: 1 where a weight connects a pixel and a position. */
function connections(shape: ConvolutionShape): tf.Tensor2D {
  const { inHeight, inWidth, outHeight, outWidth } = shape;
  const { filterHeight, filterWidth, padInfo: { top, left } } = shape;
  const pixels = inHeight * inWidth;
  const positions = outHeight * outWidth;
  const rows = filterHeight * filterWidth;
  const values = new Float32Array(rows * pixels * positions);
  for (let weight = 0; weight < rows; weight++) {
    const row = Math.floor(weight / filterWidth) * shape.dilationHeight - top;
    const column = weight % filterWidth * shape.dilationWidth - left;
    for (let position = 0; position < positions; position++) {
      const y = Math.floor(position / outWidth) * shape.strideHeight + row;
      const x = position % outWidth * shape.strideWidth + column;
      if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
      const pixel = y * inWidth + x;
      values[(weight * pixels + pixel) * positions + position] = 1;
    }
  }
  return tf.tensor2d(values, [rows, pixels * positions]);
}
