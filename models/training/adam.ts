/**
 * Adam as traceable tensor operations.
 *
 * tfjs's own Adam keeps its learning rate as a JavaScript number, which a trace
 * bakes in, and makes its slots during its first step, which cannot be traced.
 * Here the rate is an argument and the slots exist from the start.
 */
import * as tf from "@tensorflow/tfjs";
import { adamUpdate } from "../engines/ops/adam_update.ts";

/** Settings of {@linkcode Adam}. */
export interface AdamOptions {
  /**
   * Decay rate of the first moment.
   * @default {0.9}
   */
  beta1?: number;
  /**
   * Decay rate of the second moment.
   * @default {0.999}
   */
  beta2?: number;
  /**
   * Added to the square root of the second moment.
   * @default {1e-7}
   */
  epsilon?: number;
  /**
   * Share of each weight that a step at a rate of one takes off, apart from
   * what the gradient does (Loshchilov and Hutter 2019, arXiv:1711.05101).
   * @default {0}
   */
  weightDecay?: number;
}

/**
 * The optimizer of Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1, with its
 * state in `tf.Variable`s.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { Adam } from "./adam.ts";
 * tf.enableProdMode();
 * await tf.setBackend("cpu");
 * const weight = tf.variable(tf.scalar(1));
 * const adam = new Adam([weight]);
 * adam.apply([tf.scalar(123)], tf.scalar(0.1));
 * assertAlmostEquals(weight.dataSync()[0]!, 0.9, 1e-6);
 * ```
 */
export class Adam {
  readonly #variables: readonly tf.Variable[];
  readonly #options: Required<AdamOptions>;
  readonly #firstMoments: tf.Variable[];
  readonly #secondMoments: tf.Variable[];
  /** beta1 and beta2 to the power of the number of steps taken. */
  readonly #beta1Power: tf.Variable;
  readonly #beta2Power: tf.Variable;

  /**
   * Makes the slots for some variables.
   *
   * @param variables What is optimized.
   * @param options Its constants, where they are not the usual ones.
   */
  constructor(variables: readonly tf.Variable[], options: AdamOptions = {}) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
    const { weightDecay = 0 } = options;
    this.#options = { beta1, beta2, epsilon, weightDecay };
    this.#variables = variables;
    const slot = (variable: tf.Variable) =>
      tf.tidy(() => tf.variable(tf.zerosLike(variable), false));
    this.#firstMoments = variables.map(slot);
    this.#secondMoments = variables.map(slot);
    this.#beta1Power = tf.tidy(() => tf.variable(tf.scalar(1), false));
    this.#beta2Power = tf.tidy(() => tf.variable(tf.scalar(1), false));
  }

  /**
   * Takes one step.
   *
   * @param gradients One for each variable, in their order.
   * @param learningRate A scalar.
   */
  apply(gradients: readonly tf.Tensor[], learningRate: tf.Tensor): void {
    const { beta1, beta2, epsilon, weightDecay } = this.#options;
    tf.tidy(() => {
      const power1 = tf.mul(this.#beta1Power, beta1);
      const power2 = tf.mul(this.#beta2Power, beta2);
      this.#beta1Power.assign(power1 as tf.Scalar);
      this.#beta2Power.assign(power2 as tf.Scalar);
      // The two bias corrections as factors of the rate and of epsilon: equal
      // to algorithm 1, with three operations fewer for each variable.
      const correction2 = tf.sqrt(tf.sub(1, power2));
      const rate = tf.div(
        tf.mul(learningRate, correction2),
        tf.sub(1, power1),
      ) as tf.Scalar;
      const offset = tf.mul(correction2, epsilon) as tf.Scalar;
      for (const [index, variable] of this.#variables.entries()) {
        const gradient = gradients[index] as tf.Tensor;
        const first = this.#firstMoments[index] as tf.Variable;
        const second = this.#secondMoments[index] as tf.Variable;
        const decay = weightDecay > 0
          ? tf.mul(variable, tf.mul(learningRate, weightDecay))
          : undefined;
        const updated = adamUpdate({ variable, first, second }, {
          gradient,
          rate,
          offset,
          beta1,
          beta2,
        });
        first.assign(updated.first);
        second.assign(updated.second);
        variable.assign(
          decay === undefined
            ? updated.variable
            : tf.sub(updated.variable, decay),
        );
      }
    });
  }

  /** Sets the state back to what it was before the first step. */
  reset(): void {
    for (const slot of [...this.#firstMoments, ...this.#secondMoments]) {
      tf.tidy(() => slot.assign(tf.zerosLike(slot)));
    }
    tf.tidy(() => this.#beta1Power.assign(tf.scalar(1)));
    tf.tidy(() => this.#beta2Power.assign(tf.scalar(1)));
  }

  /** Frees the state. */
  dispose(): void {
    tf.dispose([
      ...this.#firstMoments,
      ...this.#secondMoments,
      this.#beta1Power,
      this.#beta2Power,
    ]);
  }
}
