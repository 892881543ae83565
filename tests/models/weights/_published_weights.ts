/**
 * Weights and images from a formula, in place of files: the same in the Python
 * that made the reference numbers, where a kernel's numbers are laid out as
 * here (height, width, channels, filters) and then turned to PyTorch's order.
 */
import * as tf from "@tensorflow/tfjs";

/** Sets kernels to scattered numbers, and everything else to waves. */
export function setPublishedWeights(network: tf.LayersModel): void {
  for (const weight of network.weights) {
    const variable = weight.read() as tf.Variable;
    if (variable.dtype !== "float32") continue;
    const values = new Float32Array(variable.size);
    const scale = 2.4 / Math.sqrt(variable.size / variable.shape.at(-1)!);
    for (let at = 0; at < values.length; at++) {
      values[at] = variable.rank > 1
        ? scale * scattered(at)
        : /\/(gamma|moving_variance)/.test(variable.name)
        ? 1 + 0.5 * Math.sin(at)
        : 0.2 * Math.cos(at);
    }
    const initial = tf.tensor(values, variable.shape);
    variable.assign(initial);
    initial.dispose();
  }
}

/** A number in [-1, 1) that looks random. */
function scattered(at: number): number {
  const bits = Math.imul(Math.imul(at, at + 40503), 2654435761) >>> 0;
  return bits / 2 ** 31 - 1;
}

/** Images of stripes, `[count, height, width, 3]`. */
export function stripes(
  [count, height, width]: readonly [number, number, number],
): tf.Tensor4D {
  const values = Float32Array.from(
    { length: count * height * width * 3 },
    (_, at) => (at * 31 % 251) / 250,
  );
  return tf.tensor4d(values, [count, height, width, 3]);
}
