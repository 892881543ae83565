/**
 * The two gradients of a convolution, as convolutions.
 *
 * The package has no gradient by the filter, and one by the input that goes
 * value by value; its forward convolution is that of XNNPACK, and fast. Either
 * gradient is a convolution of other tensors (Dumoulin and Visin 2016,
 * arXiv:1603.07285, sections 4.1 to 4.6).
 */
import * as tf from "@tensorflow/tfjs";
import {
  floatsOf,
  free,
  type KernelArguments,
  run,
  type WasmBackend,
} from "./_kernel.ts";

type Shape4D = [number, number, number, number];

/** The attributes of either gradient. */
interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Border added at top, bottom, left and right, in pixels. */
interface Border {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/**
 * The gradient by the filter: images and gradient change the roles of batch
 * and channels, and the gradient is the filter, its values a stride apart.
 *
 * @returns `[height, width, channels, filters]`, the filter's shape.
 */
export function conv2dBackpropFilter(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo {
  const x = inputs.x as tf.TensorInfo;
  const dy = inputs.dy as tf.TensorInfo;
  const filterShape = attrs.filterShape as Shape4D;
  const info = infoOf(x.shape, filterShape, attrs);
  const { strideHeight, strideWidth, padInfo } = info;
  const { top, left } = padInfo;
  const bottom = info.filterHeight + (info.outHeight - 1) * strideHeight -
    info.inHeight - top;
  const right = info.filterWidth + (info.outWidth - 1) * strideWidth -
    info.inWidth - left;
  const images = run(backend, "Transpose", { x }, { perm: [3, 1, 2, 0] });
  const filter = run(backend, "Transpose", { x: dy }, { perm: [1, 2, 0, 3] });
  const wide = convolve(backend, images, filter, {
    // Pixels that no window reached are beyond the filter: cut off below.
    border: {
      top,
      left,
      bottom: Math.max(bottom, 0),
      right: Math.max(right, 0),
    },
    dilations: [strideHeight, strideWidth],
  });
  const size = [
    info.inChannels,
    info.filterHeight,
    info.filterWidth,
    info.outChannels,
  ];
  const cut = run(backend, "Slice", { x: wide }, { begin: [0, 0, 0, 0], size });
  const gradient = run(backend, "Transpose", { x: cut }, {
    perm: [1, 2, 0, 3],
  });
  free(backend, images, filter, wide, cut);
  return gradient;
}

/**
 * The gradient by the input: that of the output, its values a stride apart, and
 * the filter turned by half a turn, its channels and filters exchanged.
 *
 * @returns `[batch, height, width, channels]`, the input's shape.
 */
export function conv2dBackpropInput(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo {
  const dy = inputs.dy as tf.TensorInfo;
  const filter = inputs.filter as tf.TensorInfo;
  const inputShape = attrs.inputShape as Shape4D;
  const info = infoOf(inputShape, filter.shape as Shape4D, attrs);
  const { strideHeight, strideWidth, padInfo } = info;
  const top = info.filterHeight - 1 - padInfo.top;
  const left = info.filterWidth - 1 - padInfo.left;
  const spread = spreadOut(backend, dy, [strideHeight, strideWidth]);
  const [, height, width] = spread.shape as Shape4D;
  const turned = run(backend, "Reverse", { x: filter }, { dims: [0, 1] });
  const exchanged = run(backend, "Transpose", { x: turned }, {
    perm: [0, 1, 3, 2],
  });
  const gradient = convolve(backend, spread, exchanged, {
    border: {
      top,
      left,
      bottom: info.inHeight + info.filterHeight - 1 - height - top,
      right: info.inWidth + info.filterWidth - 1 - width - left,
    },
    dilations: [1, 1],
  });
  free(backend, spread, turned, exchanged);
  return gradient;
}

function infoOf(
  inputShape: number[],
  filterShape: Shape4D,
  attrs: Record<string, unknown>,
): tf.backend_util.Conv2DInfo {
  const { strides, pad, dimRoundingMode } =
    attrs as unknown as ConvolutionAttributes;
  return tf.backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

/** A convolution of stride 1, by the package's own kernel. */
function convolve(
  backend: WasmBackend,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  { border, dilations }: { border: Border; dilations: [number, number] },
): tf.TensorInfo {
  const { top, bottom, left, right } = border;
  return run(backend, "Conv2D", { x, filter }, {
    strides: [1, 1],
    pad: [[0, 0], [top, bottom], [left, right], [0, 0]],
    dataFormat: "NHWC",
    dilations,
  });
}

/** Puts zeros between rows and between columns, so that they are as far apart. */
function spreadOut(
  backend: WasmBackend,
  x: tf.TensorInfo,
  [rowStep, columnStep]: [number, number],
): tf.TensorInfo {
  if (rowStep === 1 && columnStep === 1) {
    return run(backend, "Identity", { x });
  }
  const [batch, height, width, channels] = x.shape as Shape4D;
  const wide = (width - 1) * columnStep + 1;
  const high = (height - 1) * rowStep + 1;
  const spread = backend.makeOutput([batch, high, wide, channels], x.dtype);
  const from = floatsOf(backend, x);
  const to = floatsOf(backend, spread).fill(0);
  for (let at = 0, pixel = 0; pixel < batch * height * width; pixel++) {
    const column = pixel % width;
    const row = Math.floor(pixel / width) % height;
    const image = Math.floor(pixel / (width * height));
    const target = (image * high + row * rowStep) * wide + column * columnStep;
    to.set(from.subarray(at, at += channels), target * channels);
  }
  return spread;
}
