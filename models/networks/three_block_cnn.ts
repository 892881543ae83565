/** A convolutional network of three blocks, for photographs of leaves. */
import * as tf from "@tensorflow/tfjs";
import { BatchNormalization } from "../layers/batch_normalization.ts";
import { assertImageSize, type NetworkOptions } from "./network.ts";

/** The filters of each block's convolutions. */
const FILTERS = [32, 64, 128];

/**
 * Builds the three-block CNN: three blocks of two 3x3 convolutions, each with
 * batch normalization and ReLU, and 2x2 max-pooling (32, 64 and 128 filters),
 * the average over what is left of the image, and a dense layer of logits.
 *
 * The blocks are those of VGG (Simonyan and Zisserman 2014, arXiv:1409.1556),
 * with the batch normalization of Ioffe and Szegedy (2015, arXiv:1502.03167)
 * between each convolution, which then has no bias, and its ReLU. The average
 * in place of dense layers is that of Lin, Chen and Yan (2013,
 * arXiv:1312.4400): the number of weights does not depend on the image's size.
 *
 * For 64x64x3 and two logits: 287,714 weights that are learned, and 155 million
 * multiply-adds an image.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 * @throws {RangeError} For images that three poolings leave nothing of.
 */
export function threeBlockCnn(options: NetworkOptions): tf.Sequential {
  const { imageShape, logits } = options;
  assertImageSize("three-block-cnn", options);
  // The weights are drawn later, so none are drawn here.
  const kernelInitializer = "zeros";
  const layers = FILTERS.flatMap((filters) => [
    ...convolution(filters),
    ...convolution(filters),
    tf.layers.maxPooling2d({ poolSize: 2 }),
  ]);
  return tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape: [...imageShape] }),
      ...layers,
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({ units: logits, kernelInitializer }),
    ],
  });
}

function convolution(filters: number): tf.layers.Layer[] {
  return [
    tf.layers.conv2d({
      filters,
      kernelSize: 3,
      padding: "same",
      useBias: false,
      kernelInitializer: "zeros",
    }),
    new BatchNormalization(),
    tf.layers.reLU(),
  ];
}
