/**
 * Convolutions whose output has a few positions, as products of matrices.
 *
 * oneDNN multiplies a row of positions at a time: at the end of a deep network,
 * where that row is two positions long and channels are many, it comes to a
 * quarter of what the processor can do. All positions of all images are as many
 * rows of one matrix, the numbers that each sees side by side.
 */
import * as tf from "@tensorflow/tfjs";

type ConvolutionShape = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** What the kernels of a convolution are told about it. */
interface ConvolutionAttributes {
  strides: number | [number, number];
  dilations?: number | [number, number];
  pad: "same" | "valid" | number | tf.backend_util.ExplicitPadding;
  dataFormat: "NHWC" | "NCHW";
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** The most positions of an output, with which matrices are faster. */
const MOST_POSITIONS = 4;

/**
 * The kernels of a convolution, alone and with what follows it in a layer, and
 * of its two gradients, for small ones: they give undefined for others, which
 * are the package's.
 */
export const SMALL_CONVOLUTIONS: Readonly<
  Record<
    string,
    (
      inputs: Record<string, tf.TensorInfo>,
      attributes: Record<string, unknown>,
    ) => tf.Tensor | undefined
  >
> = {
  Conv2D(inputs, attributes) {
    const { x, filter } = inputs as Record<"x" | "filter", tf.Tensor>;
    const shape = smallShape(x.shape, filter.shape, attributes);
    return shape && convolve(x, filter, shape);
  },
  FusedConv2D(inputs, attributes) {
    const { x, filter, bias } = inputs as
      & Record<"x" | "filter", tf.Tensor>
      & { bias?: tf.Tensor };
    const { activation } = attributes as { activation: string };
    if (!["linear", "relu"].includes(activation)) return undefined;
    const shape = smallShape(x.shape, filter.shape, attributes);
    if (shape === undefined) return undefined;
    const product = convolve(x, filter, shape);
    const sum = bias === undefined ? product : tf.add(product, bias);
    return activation === "relu" ? tf.relu(sum) : sum;
  },
  Conv2DBackpropFilter(inputs, attributes) {
    const { x, dy } = inputs as Record<"x" | "dy", tf.Tensor>;
    const { filterShape } = attributes as { filterShape: number[] };
    const shape = smallShape(x.shape, filterShape, attributes);
    return shape && filterGradient(x, dy, shape);
  },
  Conv2DBackpropInput(inputs, attributes) {
    const { dy, filter } = inputs as Record<"dy" | "filter", tf.Tensor>;
    const { inputShape } = attributes as { inputShape: number[] };
    const shape = smallShape(inputShape, filter.shape, attributes);
    return shape && inputGradient(dy, filter, shape);
  },
};

/** The shape of a convolution, if it is small and in the usual form. */
function smallShape(
  input: readonly number[],
  filter: readonly number[],
  attributes: Record<string, unknown>,
): ConvolutionShape | undefined {
  const { strides, dilations = 1, pad, dataFormat, dimRoundingMode } =
    attributes as unknown as ConvolutionAttributes;
  if (dataFormat !== "NHWC") return undefined;
  const shape = tf.backend_util.computeConv2DInfo(
    input as [number, number, number, number],
    filter as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const seen = shape.filterHeight * shape.filterWidth;
  const isSmall = shape.outHeight * shape.outWidth <= MOST_POSITIONS;
  return isSmall && seen > 1 ? shape : undefined;
}

/** The convolution of images `x` by a filter. */
function convolve(
  x: tf.Tensor,
  filter: tf.Tensor,
  shape: ConvolutionShape,
): tf.Tensor {
  const product = tf.matMul(patchesOf(x, shape), matrixOf(filter, shape));
  return tf.reshape(product, shape.outShape);
}

/** The gradient by the filter, from the images and the gradient by the output. */
function filterGradient(
  x: tf.Tensor,
  dy: tf.Tensor,
  shape: ConvolutionShape,
): tf.Tensor {
  const rows = tf.reshape(dy, [-1, shape.outChannels]) as tf.Tensor2D;
  const product = tf.matMul(patchesOf(x, shape), rows, true, false);
  return tf.reshape(product, shape.filterShape);
}

/** The gradient by the images, from the filter and the gradient by the output. */
function inputGradient(
  dy: tf.Tensor,
  filter: tf.Tensor,
  shape: ConvolutionShape,
): tf.Tensor {
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
}

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
