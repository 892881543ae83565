/**
 * Layer normalization of the logits, to compare the paper's layer with: it
 * normalizes an image by itself, and not by the others of its batch.
 */
import * as tf from "@tensorflow/tfjs";
import type { FinalLayer } from "./final_layer.ts";

/** Settings of a {@linkcode FinalLayerNormalization}. */
export interface FinalLayerNormalizationOptions {
  /**
   * Added to the variance.
   * @default {1e-3}
   */
  epsilon?: number;
}

/**
 * Layer normalization over logits `[batch, logits]`, with a scale and a shift
 * for each logit: the same in training and at inference. Of two logits it
 * leaves little but which is the larger.
 *
 * Source: Ba, Kiros and Hinton 2016, arXiv:1607.06450, equation 4.
 */
export class FinalLayerNormalization implements FinalLayer {
  readonly #epsilon: number;
  readonly #scale: tf.Variable<tf.Rank.R1>;
  readonly #shift: tf.Variable<tf.Rank.R1>;

  /**
   * @param logits How many there are for an image.
   * @throws {RangeError} For a single logit, which has no deviation.
   */
  constructor(logits: number, options: FinalLayerNormalizationOptions = {}) {
    if (logits < 2) {
      throw new RangeError(
        "Cannot normalize a single logit by its own mean: wanted at least 2",
      );
    }
    this.#epsilon = options.epsilon ?? 1e-3;
    this.#scale = tf.tidy(() => tf.variable(tf.ones([logits])));
    this.#shift = tf.tidy(() => tf.variable(tf.zeros([logits])));
  }

  get trainableWeights(): tf.Variable[] {
    return [this.#scale, this.#shift];
  }

  train(logits: tf.Tensor2D): tf.Tensor2D {
    const { mean, variance } = tf.moments(logits, 1, true);
    const deviation = tf.sqrt(tf.add(variance, this.#epsilon));
    const normalized = tf.div(tf.sub(logits, mean), deviation);
    return tf.add(tf.mul(normalized, this.#scale), this.#shift);
  }

  infer(logits: tf.Tensor2D): tf.Tensor2D {
    return this.train(logits);
  }

  reset(): void {
    tf.tidy(() => {
      this.#scale.assign(tf.onesLike(this.#scale));
      this.#shift.assign(tf.zerosLike(this.#shift));
    });
  }

  dispose(): void {
    tf.dispose([this.#scale, this.#shift]);
  }
}
