/** Layers one after another, where a network is more than a list of them. */
import type * as tf from "@tensorflow/tfjs";

/** Applies layers in their order; gives what the last gives. */
export function applyLayers(
  input: tf.SymbolicTensor,
  layers: readonly tf.layers.Layer[],
): tf.SymbolicTensor {
  return layers.reduce(
    (tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor,
    input,
  );
}
