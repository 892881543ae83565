/**
 * VGG19, with the layers and names of torchvision's, so that weights published
 * for that fit.
 */
import * as tf from "@tensorflow/tfjs";
import { AdaptiveAveragePooling } from "../layers/adaptive_average_pooling.ts";
import { Dropout } from "../layers/dropout.ts";
import { assertImageSize, type NetworkOptions } from "./network.ts";

/** The blocks between poolings: the number of convolutions, and their filters. */
const BLOCKS = [
  { convolutions: 2, filters: 64 },
  { convolutions: 2, filters: 128 },
  { convolutions: 4, filters: 256 },
  { convolutions: 4, filters: 512 },
  { convolutions: 4, filters: 512 },
] as const;

/** The height and width that the dense layers take: what 224 pixels leave. */
const POOLED_SIZE = 7;

/** The share that each of the two dropouts drops. */
const DROPOUT = 0.5;

/**
 * Builds VGG19: sixteen 3x3 convolutions with ReLU, in five blocks that end in
 * 2x2 max-pooling, and dense layers of 4,096, 4,096 and the logits, with ReLU
 * and dropout of one half after either of the first two. There is no batch
 * normalization in it.
 *
 * The maps are averaged to 7x7 before the dense layers, which for images of 224
 * pixels changes nothing. So the number of weights does not depend on the
 * image's size, and nearly all of them are in the first dense layer.
 *
 * For 224x224x3 and 1,000 logits: 143,667,240 weights, and 19.63 billion
 * multiply-adds an image, as torchvision's.
 *
 * Source: Simonyan and Zisserman 2014, arXiv:1409.1556, configuration E.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 * @throws {RangeError} For images that five poolings leave nothing of.
 */
export function vgg19(options: NetworkOptions): tf.Sequential {
  const { imageShape, logits } = options;
  assertImageSize("vgg19", options);
  // The weights are drawn later, so none are drawn here.
  const kernelInitializer = "zeros";
  const dense = { kernelInitializer, units: 4096, activation: "relu" } as const;
  return tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape: [...imageShape] }),
      ...convolutions(),
      new AdaptiveAveragePooling({ name: "avgpool", size: POOLED_SIZE }),
      tf.layers.dense({ ...dense, name: "classifier.0" }),
      new Dropout({ name: "classifier.2", rate: DROPOUT }),
      tf.layers.dense({ ...dense, name: "classifier.3" }),
      new Dropout({ name: "classifier.5", rate: DROPOUT }),
      tf.layers.dense({
        name: "classifier.6",
        units: logits,
        kernelInitializer,
      }),
    ],
  });
}

function convolutions(): tf.layers.Layer[] {
  // torchvision counts a convolution and its ReLU as two.
  let index = 0;
  return BLOCKS.flatMap(({ convolutions, filters }) => {
    const layers: tf.layers.Layer[] = [];
    for (let at = 0; at < convolutions; at++, index += 2) {
      layers.push(tf.layers.conv2d({
        name: `features.${index}`,
        filters,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
        kernelInitializer: "zeros",
      }));
    }
    const name = `features.${index++}`;
    return [...layers, tf.layers.maxPooling2d({ name, poolSize: 2 })];
  });
}
