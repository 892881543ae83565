/** The layer of a network that gives its logits. */
import type * as tf from "@tensorflow/tfjs";

/**
 * Finds the last layer that has weights.
 *
 * @throws {RangeError} If no layer has any.
 */
export function lastLayer(network: tf.LayersModel): tf.layers.Layer {
  const layer = network.layers.findLast(({ weights }) => weights.length > 0);
  if (layer !== undefined) return layer;
  throw new RangeError(
    "Cannot find the last layer of a network: none has weights",
  );
}
