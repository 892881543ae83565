/**
 * Initial weights, drawn from a seed.
 *
 * Drawn by the project's own generator and not by tfjs's initializers, so that
 * a network can be set back to its start for the next trial in place of being
 * built and compiled anew, and so that both arms of a seed start alike.
 */
import * as tf from "@tensorflow/tfjs";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";

/**
 * Sets weights to their initial values: Glorot-uniform kernels, scales and
 * moving variances of one, everything else zero. Integers are keys of random
 * numbers: the first is drawn, the second, the steps taken, is zero.
 *
 * @param weights The variables of a network, in the order of its layers.
 * @param options The seed of the kernels and the keys.
 * @throws {RangeError} If the seed is not an integer.
 * Source: Glorot and Bengio 2010, "Understanding the difficulty of training
 * deep feedforward neural networks", equation 16.
 */
export function initialize(
  weights: readonly tf.Variable[],
  options: { seed: number },
): void {
  const { seed } = options;
  if (!Number.isInteger(seed)) {
    throw new RangeError(
      `Cannot initialize weights: wanted an integer seed, got ${seed}`,
    );
  }
  const generator = mersenne(seed);
  for (const weight of weights) {
    const isKey = weight.dtype === "int32";
    const values = new (isKey ? Int32Array : Float32Array)(weight.size);
    if (isKey) {
      values[0] = uniformInt(generator, -(2 ** 31), 2 ** 31 - 1);
    } else if (weight.rank >= 2) {
      const limit = glorotLimit(weight);
      for (let at = 0; at < values.length; at++) {
        values[at] = (2 * uniformFloat64(generator) - 1) * limit;
      }
    } else if (/\/(gamma|moving_variance)/.test(weight.name)) {
      values.fill(1);
    }
    const initial = tf.tensor(values, weight.shape, weight.dtype);
    weight.assign(initial);
    initial.dispose();
  }
}

/**
 * Half the width of the distribution, from a kernel's fan-in and fan-out: of a
 * depthwise one, each channel has its own.
 */
function glorotLimit({ name, shape }: tf.Variable): number {
  const [fanOut = 1, channels = 1] = [...shape].reverse();
  const fanIn = name.includes("/depthwise_kernel") ? 1 : channels;
  const receptiveField = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return Math.sqrt(6 / ((fanIn + fanOut) * receptiveField));
}
