/** What a network costs: its weights, and the arithmetic of one image. */
import type * as tf from "@tensorflow/tfjs";

/** What {@linkcode networkCost} counts. */
export interface NetworkCost {
  /** The weights that are learned: no moving averages, no keys. */
  parameters: number;
  /** The multiply-adds of convolutions and dense layers, for one image. */
  multiplyAdds: number;
}

/**
 * Counts a network's weights and multiply-adds, as they are published: without
 * what biases, normalization, activations and pooling compute.
 *
 * @param network A network of images.
 * @returns The counts.
 *
 * @example A 3x3 convolution of four filters over 8x8 pixels of two channels.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { networkCost } from "./network_cost.ts";
 * tf.enableProdMode();
 * await tf.setBackend("cpu");
 * const layer = tf.layers.conv2d({
 *   inputShape: [8, 8, 2],
 *   filters: 4,
 *   kernelSize: 3,
 *   padding: "same",
 * });
 * const cost = networkCost(tf.sequential({ layers: [layer] }));
 * assertEquals(cost, { parameters: 76, multiplyAdds: 8 * 8 * 72 });
 * ```
 */
export function networkCost(network: tf.LayersModel): NetworkCost {
  const sizes = network.trainableWeights.map(({ shape }) => product(shape));
  const multiplyAdds = network.layers.map((layer) => {
    const kernel = layer.trainableWeights.find(({ shape }) => shape.length > 1);
    if (kernel === undefined) return 0;
    // A convolution's kernel is used at each place of its output.
    const [, ...output] = layer.outputShape as number[];
    return product(kernel.shape) * product(output.slice(0, -1));
  });
  return { parameters: sum(sizes), multiplyAdds: sum(multiplyAdds) };
}

function product(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total * (value as number), 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
