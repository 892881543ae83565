/**
 * EfficientNet-Lite, with the layers, names, paddings and pixels of the
 * published ones, so that weights published for those fit.
 */
import * as tf from "@tensorflow/tfjs";
import { BatchNormalization } from "../layers/batch_normalization.ts";
import { Dropout } from "../layers/dropout.ts";
import { Relu6 } from "../layers/relu6.ts";
import { ScalePixels } from "../layers/scale_pixels.ts";
import { applyLayers } from "./_apply_layers.ts";
import type { NetworkOptions } from "./network.ts";

/** A stage: blocks of one kind, the first of which may halve the image. */
interface Stage {
  blocks: number;
  kernelSize: number;
  strides: number;
  /** Channels of the depthwise convolution for each that a block takes. */
  expansion: number;
  /** Channels that a block gives. */
  filters: number;
}

/** What differs from one of the networks to another. */
export interface EfficientNetLiteScale {
  /** Times as many channels as in the smallest. */
  width: number;
  /** Times as many blocks a stage as in the smallest. */
  depth: number;
  /** The share that is dropped before the last layer. */
  dropout: number;
}

/** Settings of {@linkcode buildEfficientNetLite}. */
export interface EfficientNetLiteOptions
  extends NetworkOptions, EfficientNetLiteScale {
  /**
   * The stages before they are scaled.
   * @default {STAGES}
   */
  stages?: readonly Stage[];
  /**
   * Channels before the last layer, whatever the scale.
   * @default {1280}
   */
  features?: number;
  /**
   * The share of images that the last block is left out for; of the others, in
   * proportion to the blocks before: the first's is never.
   * @default {0.2}
   */
  droppedBlocks?: number;
}

/** The stages of the smallest. */
const STAGES: readonly Stage[] = [
  { blocks: 1, kernelSize: 3, strides: 1, expansion: 1, filters: 16 },
  { blocks: 2, kernelSize: 3, strides: 2, expansion: 6, filters: 24 },
  { blocks: 2, kernelSize: 5, strides: 2, expansion: 6, filters: 40 },
  { blocks: 3, kernelSize: 3, strides: 2, expansion: 6, filters: 80 },
  { blocks: 3, kernelSize: 5, strides: 1, expansion: 6, filters: 112 },
  { blocks: 4, kernelSize: 5, strides: 2, expansion: 6, filters: 192 },
  { blocks: 1, kernelSize: 3, strides: 1, expansion: 6, filters: 320 },
];

/** Channels of the stem, whatever the scale. */
const STEM = 32;

/** Channels are multiples of this once they are scaled. */
const MULTIPLE = 8;

/** How batches are normalized inside: Keras's momentum and epsilon. */
const NORMALIZATION = { momentum: 0.99, epsilon: 1e-3 };

/**
 * Builds an EfficientNet-Lite: a 3x3 stem of stride 2, seven stages of inverted
 * bottlenecks, a 1x1 convolution, the average over what is left of the image,
 * dropout, and a dense layer of logits. A bottleneck is a 1x1 convolution that
 * widens, a depthwise one, and a 1x1 one that narrows, beside a shortcut where
 * what it gives has the shape of what it takes. All but the narrowing one are
 * followed by ReLU6, and all by batch normalization. In training, a bottleneck
 * beside a shortcut is left out for some images.
 *
 * Borders are TensorFlow's "same" and pixels are (byte - 127) / 128, as the
 * weights were trained with. Both were compared with others: with the published
 * weights, they give images of CIFAR-10 the most probability on the right
 * classes of ImageNet (docs/protocol.md).
 *
 * Sources: Tan and Le 2019, arXiv:1905.11946; the scales, borders and pixels of
 * the Lite networks: https://github.com/tensorflow/tpu, efficientnet/lite.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 */
export function buildEfficientNetLite(
  options: EfficientNetLiteOptions,
): tf.LayersModel {
  const { imageShape, logits, dropout } = options;
  const { features = 1280, droppedBlocks = 0.2 } = options;
  const images = tf.input({ shape: [...imageShape] });
  const stem = { name: "conv_stem", filters: STEM, kernelSize: 3, strides: 2 };
  let maps = applyLayers(images, [
    new ScalePixels({ offset: 127, divisor: 128 }),
    convolution(stem),
    ...normalized("bn0"),
  ]);
  const blocks = blocksOf(options);
  for (const [at, block] of blocks.entries()) {
    maps = bottleneck(maps, {
      ...block,
      name: `blocks.${at}.`,
      dropRate: droppedBlocks * at / blocks.length,
    });
  }
  const outputs = applyLayers(maps, [
    convolution({ name: "conv_head", filters: features, kernelSize: 1 }),
    ...normalized("bn1"),
    tf.layers.globalAveragePooling2d({}),
    new Dropout({ rate: dropout }),
    tf.layers.dense({ name: "fc", units: logits, kernelInitializer: "zeros" }),
  ]);
  return tf.model({ inputs: images, outputs });
}

/**
 * The blocks of all stages, scaled; the first and the last stage stay short.
 */
function blocksOf(
  { stages = STAGES, width, depth }: EfficientNetLiteOptions,
): Omit<Stage, "blocks">[] {
  return stages.flatMap(({ blocks, strides, filters, ...stage }, at) => {
    const isEnd = at === 0 || at === stages.length - 1;
    const count = isEnd ? blocks : Math.ceil(blocks * depth);
    return Array.from({ length: count }, (_, block) => ({
      ...stage,
      strides: block === 0 ? strides : 1,
      filters: scaled(filters, width),
    }));
  });
}

/** The nearest multiple, or the next if that is a tenth less. */
function scaled(filters: number, width: number): number {
  const wanted = filters * width;
  const nearest = Math.max(
    MULTIPLE,
    Math.floor((wanted + MULTIPLE / 2) / MULTIPLE) * MULTIPLE,
  );
  return nearest < 0.9 * wanted ? nearest + MULTIPLE : nearest;
}

function bottleneck(
  input: tf.SymbolicTensor,
  options: Omit<Stage, "blocks"> & { name: string; dropRate: number },
): tf.SymbolicTensor {
  const { name, kernelSize, strides, expansion, filters, dropRate } = options;
  const channels = input.shape.at(-1) as number;
  const widening = expansion === 1 ? [] : [
    convolution({
      name: `${name}expand_conv`,
      filters: channels * expansion,
      kernelSize: 1,
    }),
    ...normalized(`${name}bn0`),
  ];
  const residual = applyLayers(input, [
    ...widening,
    tf.layers.depthwiseConv2d({
      name: `${name}depthwise_conv`,
      kernelSize,
      strides,
      padding: "same",
      useBias: false,
      depthwiseInitializer: "zeros",
    }),
    ...normalized(`${name}bn1`),
    convolution({ name: `${name}project_conv`, filters, kernelSize: 1 }),
    new BatchNormalization({ ...NORMALIZATION, name: `${name}bn2` }),
  ]);
  if (strides > 1 || channels !== filters) return residual;
  const kept = new Dropout({ rate: dropRate, per: "image" }).apply(residual);
  return tf.layers.add()
    .apply([kept as tf.SymbolicTensor, input]) as tf.SymbolicTensor;
}

function convolution(
  options: {
    name: string;
    filters: number;
    kernelSize: number;
    strides?: number;
  },
): tf.layers.Layer {
  return tf.layers.conv2d({
    ...options,
    padding: "same",
    useBias: false,
    // The weights are drawn later, so none are drawn here.
    kernelInitializer: "zeros",
  });
}

function normalized(name: string): tf.layers.Layer[] {
  return [new BatchNormalization({ ...NORMALIZATION, name }), new Relu6()];
}
