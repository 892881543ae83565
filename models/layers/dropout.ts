/**
 * Dropout whose masks are drawn inside a compiled step.
 *
 * tfjs's own layer draws in JavaScript: a trace would bake one mask in. Here
 * the key of the masks is a variable that each step advances, as it does moving
 * averages, so that setting the weights back to the start of a seed sets the
 * masks back too.
 */
import * as tf from "@tensorflow/tfjs";
import { randomUniform } from "../engines/ops/random.ts";

/** Settings of a {@linkcode Dropout}. */
export interface DropoutOptions {
  /** The layer's name. */
  name?: string;
  /** The share of values that is dropped, in [0, 1). */
  rate: number;
  /**
   * What is dropped at once: each value by itself, or all of an image.
   * @default {"value"}
   */
  per?: "value" | "image";
}

/**
 * Dropout: in training, which needs an engine, each value is dropped with
 * probability `rate`, and the others are divided by `1 - rate`; at inference
 * there is nothing in it.
 *
 * Source: Srivastava et al. 2014, "Dropout: A simple way to prevent neural
 * networks from overfitting", with the division moved from inference to
 * training. By image, beside a shortcut: Huang et al. 2016, arXiv:1603.09382.
 */
export class Dropout extends tf.layers.Layer {
  /** What tfjs saves the layer as. */
  static className = "SeededDropout";
  readonly #rate: number;
  readonly #per: "value" | "image";
  /** Two numbers: one that is drawn, and the number of steps. */
  #key: tf.LayerVariable | undefined;

  /**
   * Makes the layer.
   *
   * @param options How much is dropped.
   * @throws {RangeError} If the rate is not in [0, 1).
   */
  constructor(options: DropoutOptions) {
    const { rate, per = "value", ...rest } = options;
    if (!(rate >= 0 && rate < 1)) {
      throw new RangeError(
        `Cannot make a dropout layer: wanted a rate in [0, 1), got ${rate}`,
      );
    }
    super(rest);
    this.#rate = rate;
    this.#per = per;
  }

  /** Makes the key; {@linkcode initialize} knows it by its name. */
  override build(inputShape: tf.Shape): void {
    const zeros = tf.initializers.zeros();
    this.#key = this.addWeight("key", [2], "int32", zeros, undefined, false);
    super.build(inputShape);
  }

  /**
   * Drops values in training.
   *
   * @param inputs One tensor, of any shape.
   * @param options Whether this is training.
   * @returns The same shape.
   */
  override call(
    inputs: tf.Tensor | tf.Tensor[],
    options: { training?: boolean },
  ): tf.Tensor {
    const values = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
    if (options.training !== true || this.#rate === 0) return values;
    const variable = this.#key as tf.LayerVariable;
    return tf.tidy(() => {
      const key = variable.read() as tf.Tensor1D;
      const { shape } = values;
      const drawn = randomUniform(
        this.#per === "value" ? shape : shape.map((size, at) => at ? 1 : size),
        key,
      );
      variable.write(tf.add(key, tf.tensor1d([0, 1], "int32")));
      const mask = tf.cast(tf.greaterEqual(drawn, this.#rate), "float32");
      return tf.mul(values, tf.mul(mask, 1 / (1 - this.#rate)));
    });
  }
}
