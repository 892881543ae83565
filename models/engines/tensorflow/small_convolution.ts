/**
 * Convolutions whose output has a few positions, as products of matrices.
 *
 * oneDNN multiplies a row of positions at a time: at the end of a deep network,
 * where that row is two positions long and channels are many, it comes to a
 * quarter of what the processor can do. All positions of all images are as many
 * rows of one matrix, the numbers that each sees side by side.
 */
import * as tf from "@tensorflow/tfjs";

import type {
  ConvolutionAlgorithm,
  ConvolutionShape,
} from "./convolution_algorithm.ts";

/** The most positions of an output, with which matrices are faster. */
const MOST_POSITIONS = 4;

/** The algorithm, for maps of a few positions. */
export const SMALL_CONVOLUTION: ConvolutionAlgorithm = {
  needsFloat32: false,

  suits({ outHeight, outWidth, filterHeight, filterWidth }) {
    // A filter of one pixel is a product of matrices already.
    return outHeight * outWidth <= MOST_POSITIONS &&
      filterHeight * filterWidth > 1;
  },

  output(x, filter, shape) {
    const product = tf.matMul(patchesOf(x, shape), matrixOf(filter, shape));
    return tf.reshape(product, shape.outShape);
  },

  filterGradient(x, dy, shape) {
    const rows = tf.reshape(dy, [-1, shape.outChannels]) as tf.Tensor2D;
    const product = tf.matMul(patchesOf(x, shape), rows, true, false);
    return tf.reshape(product, shape.filterShape);
  },

  inputGradient(dy, filter, shape) {
    const rows = tf.reshape(dy, [-1, shape.outChannels]) as tf.Tensor2D;
    const product = tf.matMul(rows, matrixOf(filter, shape), false, true);
    const seen = positionsSeen(shape);
    const patches = tf.reshape(product, [
      shape.batchSize,
      seen.length,
      shape.inChannels,
    ]);
    // Where each pixel is seen: as often as the one that is seen most, the rest
    // being rows of zeros.
    const places = Array.from(
      { length: shape.inHeight * shape.inWidth },
      (_, pixel) => seen.flatMap((at, place) => at === pixel ? [place] : []),
    );
    const most = Math.max(...places.map(({ length }) => length));
    const indices = places.flatMap((own) =>
      Array.from({ length: most }, (_, at) => own[at] ?? seen.length)
    );
    const gathered = gatherRows(patches as tf.Tensor3D, indices);
    const sums = tf.sum(
      tf.reshape(gathered, [
        shape.batchSize,
        places.length,
        most,
        shape.inChannels,
      ]),
      2,
    );
    return tf.reshape(sums, shape.inShape);
  },
};

/** `[channels that a position sees, filters]`: memory as it is. */
function matrixOf(filter: tf.Tensor, shape: ConvolutionShape): tf.Tensor2D {
  return tf.reshape(filter, [-1, shape.outChannels]);
}

/** What each position sees: `[positions of all images, channels seen]`. */
function patchesOf(x: tf.Tensor, shape: ConvolutionShape): tf.Tensor2D {
  const { batchSize, inHeight, inWidth, inChannels } = shape;
  const pixels = tf.reshape(x, [batchSize, inHeight * inWidth, inChannels]);
  const outside = inHeight * inWidth;
  const indices = positionsSeen(shape).map((pixel) => pixel ?? outside);
  const rows = shape.outHeight * shape.outWidth * batchSize;
  return tf.reshape(gatherRows(pixels as tf.Tensor3D, indices), [rows, -1]);
}

/** Rows of each image by their index; the one past the last is of zeros. */
function gatherRows(rows: tf.Tensor3D, indices: number[]): tf.Tensor {
  const [batch, count, channels] = rows.shape;
  const padded = indices.includes(count)
    ? tf.concat([rows, tf.zeros([batch, 1, channels])], 1)
    : rows;
  return tf.gather(padded, tf.tensor1d(indices, "int32"), 1);
}

/**
 * Which pixel each position sees in each place of its filter, position by
 * position; undefined outside of the image.
 */
function positionsSeen(shape: ConvolutionShape): (number | undefined)[] {
  const { inHeight, inWidth, outHeight, outWidth, padInfo } = shape;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = shape;
  const { dilationHeight, dilationWidth } = shape;
  const seen: (number | undefined)[] = [];
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++) {
      for (let down = 0; down < filterHeight; down++) {
        for (let across = 0; across < filterWidth; across++) {
          const y = row * strideHeight - padInfo.top + down * dilationHeight;
          const x = column * strideWidth - padInfo.left +
            across * dilationWidth;
          const isInside = y >= 0 && y < inHeight && x >= 0 && x < inWidth;
          seen.push(isInside ? y * inWidth + x : undefined);
        }
      }
    }
  }
  return seen;
}
