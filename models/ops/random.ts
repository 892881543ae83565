/** Random numbers that a step can draw afresh each time it runs, compiled or not. */
import * as tf from "@tensorflow/tfjs";

/**
 * Draws uniform numbers from a counter-based generator (Philox, Salmon et al.
 * 2011, DOI 10.1145/2063384.2063405).
 *
 * The same key gives the same numbers, eager or compiled, on TensorFlow and on
 * WebAssembly. `tf.randomUniform`
 * draws in JavaScript, so a trace would bake its numbers in, and is refused.
 *
 * @param shape The shape of the result.
 * @param key Two int32 numbers, shape `[2]`; for fresh numbers each step, make
 * it an input of the step.
 * @returns Values in [0, 1), of the given shape.
 */
export function randomUniform(shape: number[], key: tf.Tensor1D): tf.Tensor {
  return tf.engine().runKernel("StatelessRandomUniform", { key }, {
    shape,
  }) as tf.Tensor;
}
