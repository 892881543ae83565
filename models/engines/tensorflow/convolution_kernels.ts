/**
 * The kernels of convolution, for shapes at which oneDNN is slow: each chooses
 * an algorithm by the shape. They are for processors; a GPU's library chooses
 * algorithms by itself.
 */
import * as tf from "@tensorflow/tfjs";
import type {
  ConvolutionAlgorithm,
  ConvolutionShape,
} from "./convolution_algorithm.ts";
import {
  pairedFilterGradient,
  suitsPairs,
} from "./depthwise_filter_gradient.ts";
import { SMALL_CONVOLUTION } from "./small_convolution.ts";
import { WINOGRAD_CONVOLUTION } from "./winograd_convolution.ts";

/** What the kernels of a convolution are told about it. */
interface ConvolutionAttributes {
  strides: number | [number, number];
  dilations?: number | [number, number];
  pad: "same" | "valid" | number | tf.backend_util.ExplicitPadding;
  dataFormat: "NHWC" | "NCHW";
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** The first that suits is taken. */
const ALGORITHMS: readonly ConvolutionAlgorithm[] = [
  SMALL_CONVOLUTION,
  WINOGRAD_CONVOLUTION,
];

let isBfloat16 = false;

/** Has convolutions computed as bfloat16 needs it while `action` runs. */
export function inBfloat16<Result>(action: () => Result): Result {
  isBfloat16 = true;
  try {
    return action();
  } finally {
    isBfloat16 = false;
  }
}

/**
 * The kernels of a convolution, alone and with what follows it in a layer, and
 * of its two gradients. They give undefined for shapes that no algorithm suits,
 * which are the package's.
 */
export const CONVOLUTION_KERNELS: Readonly<
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
    const found = algorithmFor(x.shape, filter.shape, attributes);
    return found?.algorithm.output(x, filter, found.shape);
  },
  FusedConv2D(inputs, attributes) {
    const { x, filter, bias } = inputs as
      & Record<"x" | "filter", tf.Tensor>
      & { bias?: tf.Tensor };
    const { activation } = attributes as { activation: string };
    if (!["linear", "relu"].includes(activation)) return undefined;
    const found = algorithmFor(x.shape, filter.shape, attributes);
    if (found === undefined) return undefined;
    const output = found.algorithm.output(x, filter, found.shape);
    const sum = bias === undefined ? output : tf.add(output, bias);
    return activation === "relu" ? tf.relu(sum) : sum;
  },
  Conv2DBackpropFilter(inputs, attributes) {
    const { x, dy } = inputs as Record<"x" | "dy", tf.Tensor>;
    const { filterShape } = attributes as { filterShape: number[] };
    const found = algorithmFor(x.shape, filterShape, attributes);
    return found?.algorithm.filterGradient(x, dy, found.shape);
  },
  Conv2DBackpropInput(inputs, attributes) {
    const { dy, filter } = inputs as Record<"dy" | "filter", tf.Tensor>;
    const { inputShape } = attributes as { inputShape: number[] };
    const found = algorithmFor(inputShape, filter.shape, attributes);
    return found?.algorithm.inputGradient(dy, filter, found.shape);
  },
  DepthwiseConv2dNativeBackpropFilter(inputs, attributes) {
    const { x, dy } = inputs as Record<"x" | "dy", tf.Tensor>;
    const { filterShape } = attributes as { filterShape: number[] };
    // It is not said, since there is no other.
    const usual = { ...attributes, dataFormat: "NHWC" };
    const shape = shapeOf(x.shape, filterShape, usual, true);
    return shape !== undefined && suitsPairs(shape)
      ? pairedFilterGradient(x, dy, shape)
      : undefined;
  },
};

/** What computes a convolution of these shapes, if it is in the usual form. */
function algorithmFor(
  input: readonly number[],
  filter: readonly number[],
  attributes: Record<string, unknown>,
): { algorithm: ConvolutionAlgorithm; shape: ConvolutionShape } | undefined {
  const shape = shapeOf(input, filter, attributes);
  const algorithm = shape &&
    ALGORITHMS.find(({ suits, needsFloat32 }) =>
      !(needsFloat32 && isBfloat16) && suits(shape)
    );
  return algorithm && { algorithm, shape };
}

/** Sizes, strides and padding of a convolution, if its channels come last. */
function shapeOf(
  input: readonly number[],
  filter: readonly number[],
  attributes: Record<string, unknown>,
  isDepthwise = false,
): ConvolutionShape | undefined {
  const { strides, dilations = 1, pad, dataFormat, dimRoundingMode } =
    attributes as unknown as ConvolutionAttributes;
  if (dataFormat !== "NHWC") return undefined;
  return tf.backend_util.computeConv2DInfo(
    input as [number, number, number, number],
    filter as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    isDepthwise,
  );
}
