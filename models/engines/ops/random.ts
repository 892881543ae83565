/** Random numbers that a step can draw afresh each time it runs, compiled or not. */
import * as tf from "@tensorflow/tfjs";

/**
 * Draws uniform numbers from a counter-based generator (Philox, Salmon et al.
 * 2011, DOI 10.1145/2063384.2063405).
 *
 * The same key gives the same numbers, eager or compiled, on TensorFlow and on
 * WebAssembly. `tf.randomUniform` draws in JavaScript, so a trace would bake its
 * numbers in, and is refused.
 *
 * @param shape The shape of the result.
 * @param key Two int32 numbers, shape `[2]`; for fresh numbers each step, make
 * it an input of the step.
 * @returns Values in [0, 1), of the given shape.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { startEngine } from "../start_engine.ts";
 * import { randomUniform } from "./random.ts";
 * await startEngine({ name: "wasm" });
 * const key = tf.tensor1d([1, 2], "int32");
 * const [once, again] = [randomUniform([3], key), randomUniform([3], key)];
 * assertEquals(once.dataSync(), again.dataSync());
 * ```
 */
export function randomUniform(shape: number[], key: tf.Tensor1D): tf.Tensor {
  return tf.engine().runKernel("StatelessRandomUniform", { key }, {
    shape,
  }) as tf.Tensor;
}
