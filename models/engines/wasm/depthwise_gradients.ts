/**
 * The two gradients of a depthwise convolution, which the package has none of.
 *
 * Each channel has a filter of its own, so there are few products for each
 * value that is read: plain loops over the channels of a pixel.
 */
import * as tf from "@tensorflow/tfjs";
import { floatsOf, type KernelArguments } from "./_kernel.ts";

type Shape4D = [number, number, number, number];
type Info = tf.backend_util.Conv2DInfo;

/**
 * The gradient by the filter.
 *
 * @returns `[height, width, channels, 1]`, the filter's shape.
 * @throws {RangeError} For more than one filter a channel.
 */
export function depthwiseBackpropFilter(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo {
  const x = inputs.x as tf.TensorInfo;
  const dy = inputs.dy as tf.TensorInfo;
  const filterShape = attrs.filterShape as Shape4D;
  const info = infoOf(x.shape, filterShape, attrs);
  const gradient = backend.makeOutput(filterShape, "float32");
  const images = floatsOf(backend, x);
  const slopes = floatsOf(backend, dy);
  const channels = info.inChannels;
  const sums = new Float64Array(gradient.shape.reduce((a, b) => a * b, 1));
  forEachProduct(info, (input, output, weight) => {
    for (let channel = 0; channel < channels; channel++) {
      sums[weight + channel]! += images[input + channel]! *
        slopes[output + channel]!;
    }
  });
  floatsOf(backend, gradient).set(sums);
  return gradient;
}

/**
 * The gradient by the input.
 *
 * @returns `[batch, height, width, channels]`, the input's shape.
 * @throws {RangeError} For more than one filter a channel.
 */
export function depthwiseBackpropInput(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo {
  const dy = inputs.dy as tf.TensorInfo;
  const filter = inputs.filter as tf.TensorInfo;
  const inputShape = attrs.inputShape as Shape4D;
  const info = infoOf(inputShape, filter.shape as Shape4D, attrs);
  const gradient = backend.makeOutput(inputShape, "float32");
  const slopes = floatsOf(backend, dy);
  const weights = floatsOf(backend, filter);
  const to = floatsOf(backend, gradient).fill(0);
  const channels = info.inChannels;
  forEachProduct(info, (input, output, weight) => {
    for (let channel = 0; channel < channels; channel++) {
      to[input + channel]! += slopes[output + channel]! *
        weights[weight + channel]!;
    }
  });
  return gradient;
}

function infoOf(
  inputShape: number[],
  filterShape: Shape4D,
  attrs: Record<string, unknown>,
): Info {
  type Arguments = Parameters<typeof tf.backend_util.computeConv2DInfo>;
  const [, , , multiplier] = filterShape;
  if (multiplier !== 1) {
    throw new RangeError(
      "Cannot train a depthwise convolution on WebAssembly: wanted one filter " +
        `a channel, got ${multiplier}. Next step: --engine tensorflow`,
    );
  }
  return tf.backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape,
    attrs.strides as Arguments[2],
    attrs.dilations as Arguments[3],
    attrs.pad as Arguments[4],
    attrs.dimRoundingMode as Arguments[5],
    true,
  );
}

/**
 * Visits each pixel that a position sees through a weight of its filter.
 *
 * @param visit Told where the channels of each begin: of the input's pixel, the
 * output's position and the filter's weight.
 */
function forEachProduct(
  info: Info,
  visit: (input: number, output: number, weight: number) => void,
): void {
  const { outHeight, outWidth, filterWidth, inHeight, inWidth } = info;
  const { inChannels: channels, padInfo: { top, left } } = info;
  const positions = info.batchSize * outHeight * outWidth;
  for (let position = 0; position < positions; position++) {
    const image = Math.floor(position / (outHeight * outWidth));
    const row = Math.floor(position / outWidth) % outHeight;
    const column = position % outWidth;
    const firstY = row * info.strideHeight - top;
    const firstX = column * info.strideWidth - left;
    for (let at = 0; at < info.filterHeight * filterWidth; at++) {
      const y = firstY + Math.floor(at / filterWidth) * info.dilationHeight;
      const x = firstX + at % filterWidth * info.dilationWidth;
      if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
      const pixel = (image * inHeight + y) * inWidth + x;
      visit(pixel * channels, position * channels, at * channels);
    }
  }
}
