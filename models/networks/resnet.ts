/**
 * Residual networks of basic blocks, with the layers, names and paddings of
 * torchvision's, so that weights published for those fit.
 */
import * as tf from "@tensorflow/tfjs";
import { applyLayers } from "./_apply_layers.ts";
import { BatchNormalization } from "../layers/batch_normalization.ts";
import { assertImageSize, type NetworkOptions } from "./network.ts";

/** Settings of {@linkcode buildResnet}. */
interface ResnetOptions extends NetworkOptions {
  /** Which network it is. */
  name: "resnet18" | "resnet34";
  /** The basic blocks of each of the four stages. */
  blocks: readonly [number, number, number, number];
}

/** A convolution of either kind of stem, of a block, or of a shortcut. */
interface Convolution {
  name: string;
  filters: number;
  kernelSize: number;
  strides: number;
}

/**
 * Images with a side below this have a stem that keeps their size, in pixels.
 */
const LARGE_IMAGE = 64;

/** The filters of the first stage; each further stage has twice as many. */
const FILTERS = 64;

/**
 * Builds ResNet18: stages of 2, 2, 2, 2 basic blocks, as {@linkcode
 * buildResnet} says.
 *
 * For 224x224x3 and 1,000 logits: 11,689,512 weights that are learned, and 1.81
 * billion multiply-adds an image, as torchvision's.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 * @throws {RangeError} For images below 8x8 pixels.
 */
export function resnet18(options: NetworkOptions): tf.LayersModel {
  return buildResnet({ ...options, name: "resnet18", blocks: [2, 2, 2, 2] });
}

/**
 * Builds ResNet34: stages of 3, 4, 6, 3 basic blocks, as {@linkcode
 * buildResnet} says.
 *
 * For 224x224x3 and 1,000 logits: 21,797,672 weights that are learned, and 3.66
 * billion multiply-adds an image, as torchvision's.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 * @throws {RangeError} For images below 8x8 pixels.
 */
export function resnet34(options: NetworkOptions): tf.LayersModel {
  return buildResnet({ ...options, name: "resnet34", blocks: [3, 4, 6, 3] });
}

/**
 * Builds a residual network of basic blocks: a stem, four stages of blocks of
 * two 3x3 convolutions beside a shortcut, the average over what is left of the
 * image, and a dense layer of logits. Each convolution except for the
 * shortcuts' is followed by batch normalization and ReLU, the ReLU of a block's
 * second coming after the sum. The first block of each stage but the first
 * halves height and width, and its shortcut is a 1x1 convolution with batch
 * normalization.
 *
 * The stem is the paper's for images of 64 pixels and more: a 7x7 convolution
 * and 3x3 max-pooling, each of stride 2. Those would leave too little of
 * smaller images, which have a 3x3 convolution of stride 1, as the paper's
 * networks for CIFAR-10 do.
 *
 * Source: He, Zhang, Ren and Sun 2015, arXiv:1512.03385, table 1, figure 2 and
 * section 4.2.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 * @throws {RangeError} For images below 8x8 pixels.
 */
function buildResnet(options: ResnetOptions): tf.LayersModel {
  const { imageShape, logits, name, blocks } = options;
  assertImageSize(name, options);
  const images = tf.input({ shape: [...imageShape] });
  const [height, width] = imageShape;
  const isLarge = Math.min(height, width) >= LARGE_IMAGE;
  let maps = applyLayers(images, isLarge ? largeStem() : smallStem());
  for (const [stage, count] of blocks.entries()) {
    for (let block = 0; block < count; block++) {
      maps = basicBlock(maps, {
        name: `layer${stage + 1}.${block}`,
        filters: FILTERS * 2 ** stage,
        strides: stage > 0 && block === 0 ? 2 : 1,
      });
    }
  }
  const outputs = applyLayers(maps, [
    tf.layers.globalAveragePooling2d({}),
    tf.layers.dense({ name: "fc", units: logits, kernelInitializer: "zeros" }),
  ]);
  return tf.model({ inputs: images, outputs });
}

function largeStem(): tf.layers.Layer[] {
  return [
    ...convolution({
      name: "conv1",
      filters: FILTERS,
      kernelSize: 7,
      strides: 2,
    }),
    new BatchNormalization({ name: "bn1" }),
    tf.layers.reLU(),
    // After a ReLU, a border of zeros is never above what it borders on.
    tf.layers.zeroPadding2d({ padding: 1 }),
    tf.layers.maxPooling2d({ poolSize: 3, strides: 2 }),
  ];
}

function smallStem(): tf.layers.Layer[] {
  return [
    ...convolution({
      name: "conv1",
      filters: FILTERS,
      kernelSize: 3,
      strides: 1,
    }),
    new BatchNormalization({ name: "bn1" }),
    tf.layers.reLU(),
  ];
}

function basicBlock(
  input: tf.SymbolicTensor,
  options: { name: string; filters: number; strides: number },
): tf.SymbolicTensor {
  const { name, filters, strides } = options;
  const inner = { filters, kernelSize: 3 };
  const residual = applyLayers(input, [
    ...convolution({ ...inner, name: `${name}.conv1`, strides }),
    new BatchNormalization({ name: `${name}.bn1` }),
    tf.layers.reLU(),
    ...convolution({ ...inner, name: `${name}.conv2`, strides: 1 }),
    new BatchNormalization({ name: `${name}.bn2` }),
  ]);
  const shortcut = strides === 1 ? input : applyLayers(input, [
    ...convolution({
      name: `${name}.downsample.0`,
      filters,
      kernelSize: 1,
      strides,
    }),
    new BatchNormalization({ name: `${name}.downsample.1` }),
  ]);
  const sum = tf.layers.add().apply([residual, shortcut]);
  return tf.layers.reLU().apply(sum) as tf.SymbolicTensor;
}

/**
 * A convolution with the same border on all sides: at a stride of 2, `same`
 * would put more of it after the image than before.
 */
function convolution(options: Convolution): tf.layers.Layer[] {
  const { kernelSize, strides } = options;
  const border = (kernelSize - 1) / 2;
  const isPadded = border > 0 && strides > 1;
  const layer = tf.layers.conv2d({
    ...options,
    padding: isPadded ? "valid" : "same",
    useBias: false,
    // The weights are drawn later, so none are drawn here.
    kernelInitializer: "zeros",
  });
  return isPadded
    ? [tf.layers.zeroPadding2d({ padding: border }), layer]
    : [layer];
}
