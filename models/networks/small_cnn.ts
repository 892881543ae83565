/** The small convolutional network of the reference protocol. */
import * as tf from "@tensorflow/tfjs";
import { assertImageSize, type NetworkOptions } from "./network.ts";

/**
 * Builds the small CNN: two blocks of a 3x3 convolution with ReLU and 2x2
 * max-pooling (16 and 32 filters), a dense layer of 64 with ReLU, and a dense
 * layer of logits.
 *
 * For 28x28x1 and two logits: 105,346 weights.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 * @throws {RangeError} For images that two poolings leave nothing of.
 */
export function smallCnn(options: NetworkOptions): tf.Sequential {
  const { imageShape, logits } = options;
  assertImageSize("small-cnn", options);
  // The weights are drawn later, so none are drawn here.
  const kernelInitializer = "zeros";
  const convolution = { kernelSize: 3, kernelInitializer } as const;
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        ...convolution,
        inputShape: [...imageShape],
        filters: 16,
        padding: "same",
        activation: "relu",
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({
        ...convolution,
        filters: 32,
        padding: "same",
        activation: "relu",
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 64, activation: "relu", kernelInitializer }),
      tf.layers.dense({ units: logits, kernelInitializer }),
    ],
  });
}
