/**
 * Gradient descent with momentum as traceable tensor operations: the rate is an
 * argument, and the slots exist from the start.
 */
import * as tf from "@tensorflow/tfjs";

/** Settings of {@linkcode MomentumSgd}. */
export interface MomentumSgdOptions {
  /**
   * Share of the velocity that a step keeps.
   * @default {0.9}
   */
  momentum?: number;
  /**
   * Share of each weight that is added to its gradient.
   * @default {0}
   */
  weightDecay?: number;
}

/**
 * Stochastic gradient descent with the momentum of Polyak 1964
 * (DOI 10.1016/0041-5553(64)90137-5), in PyTorch's form: the rate multiplies
 * the velocity as a whole, so that a new rate holds for what was gathered under
 * the old.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { MomentumSgd } from "./momentum_sgd.ts";
 * tf.enableProdMode();
 * await tf.setBackend("cpu");
 * const weight = tf.variable(tf.scalar(1));
 * const sgd = new MomentumSgd([weight]);
 * sgd.apply([tf.scalar(2)], tf.scalar(0.1));
 * sgd.apply([tf.scalar(0)], tf.scalar(0.1));
 * assertAlmostEquals(weight.dataSync()[0]!, 1 - 0.2 - 0.18, 1e-6);
 * ```
 */
export class MomentumSgd {
  readonly #variables: readonly tf.Variable[];
  readonly #options: Required<MomentumSgdOptions>;
  readonly #velocities: tf.Variable[];

  /**
   * Makes the slots for some variables.
   *
   * @param variables What is optimized.
   * @param options Its constants, where they are not the usual ones.
   */
  constructor(
    variables: readonly tf.Variable[],
    options: MomentumSgdOptions = {},
  ) {
    const { momentum = 0.9, weightDecay = 0 } = options;
    this.#options = { momentum, weightDecay };
    this.#variables = variables;
    this.#velocities = variables.map((variable) =>
      tf.tidy(() => tf.variable(tf.zerosLike(variable), false))
    );
  }

  /**
   * Takes one step.
   *
   * @param gradients One for each variable, in their order.
   * @param learningRate A scalar.
   */
  apply(gradients: readonly tf.Tensor[], learningRate: tf.Tensor): void {
    const { momentum, weightDecay } = this.#options;
    tf.tidy(() => {
      for (const [index, variable] of this.#variables.entries()) {
        const velocity = this.#velocities[index] as tf.Variable;
        let gradient = gradients[index] as tf.Tensor;
        if (weightDecay > 0) {
          gradient = tf.add(gradient, tf.mul(variable, weightDecay));
        }
        const next = tf.add(tf.mul(velocity, momentum), gradient);
        velocity.assign(next);
        variable.assign(tf.sub(variable, tf.mul(next, learningRate)));
      }
    });
  }

  /** Sets the state back to what it was before the first step. */
  reset(): void {
    for (const velocity of this.#velocities) {
      tf.tidy(() => velocity.assign(tf.zerosLike(velocity)));
    }
  }

  /** Frees the state. */
  dispose(): void {
    tf.dispose(this.#velocities);
  }
}
