/**
 * The layer that the paper is about: batch normalization of the logits, just
 * before the softmax.
 */
import * as tf from "@tensorflow/tfjs";
import type { FinalLayer } from "./final_layer.ts";
import type { HeadParts } from "./heads.ts";

/**
 * Settings of a {@linkcode FinalBatchNormalization}; it has every part that is
 * not switched off.
 */
export interface FinalBatchNormalizationOptions
  extends Partial<Omit<HeadParts, "over">> {
  /**
   * Share of the old moving average that a step keeps, in Keras's convention
   * (PyTorch's momentum is one minus this).
   * @default {0.9}
   */
  momentum?: number;
  /**
   * Added to the variance.
   * @default {1e-3}
   */
  epsilon?: number;
}

/** What logits are normalized by, one number a logit. */
export interface Averages {
  /** Means. */
  mean: tf.Tensor;
  /** Variances. */
  variance: tf.Tensor;
}

/**
 * Batch normalization over logits `[batch, logits]`, or the parts of it that
 * are asked for: what is left out is as if it were not there.
 *
 * Source: Ioffe and Szegedy 2015, arXiv:1502.03167, algorithms 1 and 2. The
 * moving variance follows the variance of the batch as it is, not corrected
 * for the batch's size, as Keras does for two-dimensional inputs.
 */
export class FinalBatchNormalization implements FinalLayer {
  readonly #parts: Omit<HeadParts, "over">;
  readonly #momentum: number;
  readonly #epsilon: number;
  readonly #scale: tf.Variable<tf.Rank.R1>;
  readonly #shift: tf.Variable<tf.Rank.R1>;
  readonly #movingMean: tf.Variable<tf.Rank.R1>;
  readonly #movingVariance: tf.Variable<tf.Rank.R1>;

  /**
   * Makes one with nothing learned yet.
   *
   * @param logits How many there are for an image.
   * @param options Its constants and parts.
   */
  constructor(logits: number, options: FinalBatchNormalizationOptions = {}) {
    const { momentum = 0.9, epsilon = 1e-3 } = options;
    const { center = true, divide = true, affine = true } = options;
    this.#parts = { center, divide, affine };
    this.#momentum = momentum;
    this.#epsilon = epsilon;
    const make = (initial: tf.Tensor1D, trainable: boolean) => {
      const variable = tf.variable(initial, trainable);
      initial.dispose();
      return variable;
    };
    this.#scale = make(tf.ones([logits]), true);
    this.#shift = make(tf.zeros([logits]), true);
    this.#movingMean = make(tf.zeros([logits]), false);
    this.#movingVariance = make(tf.ones([logits]), false);
  }

  /** The variables that training changes by gradients. */
  get trainableWeights(): tf.Variable[] {
    return this.#parts.affine ? [this.#scale, this.#shift] : [];
  }

  /** Normalizes by the batch's own statistics, and notes them. */
  train(logits: tf.Tensor2D): tf.Tensor2D {
    const { mean, variance } = tf.moments(logits, 0);
    this.#follow(this.#movingMean, mean as tf.Tensor1D);
    this.#follow(this.#movingVariance, variance as tf.Tensor1D);
    return this.#normalize(logits, { mean, variance });
  }

  /** Normalizes by the moving averages, or by others that are given. */
  infer(
    logits: tf.Tensor2D,
    averages: Averages = {
      mean: this.#movingMean,
      variance: this.#movingVariance,
    },
  ): tf.Tensor2D {
    return this.#normalize(logits, averages);
  }

  #follow(average: tf.Variable<tf.Rank.R1>, value: tf.Tensor1D): void {
    const kept = tf.mul(average, this.#momentum);
    average.assign(tf.add(kept, tf.mul(value, 1 - this.#momentum)));
  }

  #normalize(logits: tf.Tensor2D, { mean, variance }: Averages): tf.Tensor2D {
    const { center, divide, affine } = this.#parts;
    let output: tf.Tensor2D = logits;
    if (center) output = tf.sub(output, mean);
    if (divide) {
      output = tf.div(output, tf.sqrt(tf.add(variance, this.#epsilon)));
    }
    if (affine) output = tf.add(tf.mul(output, this.#scale), this.#shift);
    return output;
  }

  /** Sets every variable to its start: as if nothing had been seen. */
  reset(): void {
    tf.tidy(() => {
      this.#scale.assign(tf.onesLike(this.#scale));
      this.#shift.assign(tf.zerosLike(this.#shift));
      this.#movingMean.assign(tf.zerosLike(this.#movingMean));
      this.#movingVariance.assign(tf.onesLike(this.#movingVariance));
    });
  }

  /** Frees the variables. */
  dispose(): void {
    tf.dispose([
      this.#scale,
      this.#shift,
      this.#movingMean,
      this.#movingVariance,
    ]);
  }
}
