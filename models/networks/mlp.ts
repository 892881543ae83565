/** The multilayer perceptron of the reference protocol. */
import * as tf from "@tensorflow/tfjs";
import type { NetworkOptions } from "./network.ts";

/**
 * Builds the MLP: dense layers of 128 and 64 with ReLU, and a dense layer of
 * logits.
 *
 * For 28x28x1 and two logits: 108,866 weights.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 */
export function mlp(options: NetworkOptions): tf.Sequential {
  const { imageShape, logits } = options;
  // The weights are drawn later, so none are drawn here.
  const dense = { kernelInitializer: "zeros" } as const;
  return tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [...imageShape] }),
      tf.layers.dense({ ...dense, units: 128, activation: "relu" }),
      tf.layers.dense({ ...dense, units: 64, activation: "relu" }),
      tf.layers.dense({ ...dense, units: logits }),
    ],
  });
}
