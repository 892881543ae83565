/**
 * Batch normalization inside a network, as a layer of tfjs.
 *
 * tfjs has such a layer. This one trains by a kernel of the engine's, and notes
 * the variance that PyTorch and Keras note.
 */
import * as tf from "@tensorflow/tfjs";
import { trainBatchNorm } from "../engines/ops/batch_norm.ts";

/** Settings of a {@linkcode BatchNormalization}. */
export interface BatchNormalizationOptions {
  /** The layer's name. */
  name?: string;
  /**
   * Share of the old moving average that a step keeps, in Keras's convention
   * (PyTorch's momentum is one minus this).
   * @default {0.9}
   */
  momentum?: number;
  /**
   * Added to the variance.
   * @default {1e-5}
   */
  epsilon?: number;
}

/** The variables of a layer, one for each channel. */
interface Weights {
  scale: tf.LayerVariable;
  shift: tf.LayerVariable;
  movingMean: tf.LayerVariable;
  movingVariance: tf.LayerVariable;
}

/**
 * Batch normalization of each channel of `[batch, height, width, channels]`: by
 * the batch's own statistics in training, which needs an engine, and by
 * their moving averages at inference.
 *
 * Source: Ioffe and Szegedy 2015, arXiv:1502.03167, algorithms 1 and 2. The
 * moving variance follows the batch's variance corrected for the number of
 * values, as in algorithm 2.
 */
export class BatchNormalization extends tf.layers.Layer {
  static className = "BatchNormalization2d";
  readonly #momentum: number;
  readonly #epsilon: number;
  #weights: Weights | undefined;

  constructor(options: BatchNormalizationOptions = {}) {
    const { momentum = 0.9, epsilon = 1e-5, ...rest } = options;
    super(rest);
    this.#momentum = momentum;
    this.#epsilon = epsilon;
  }

  /** Makes the variables; {@linkcode initialize} knows them by their names. */
  override build(inputShape: tf.Shape): void {
    const channels = inputShape.at(-1) as number;
    const make = (name: string, start: "zeros" | "ones", trainable: boolean) =>
      this.addWeight(
        name,
        [channels],
        "float32",
        tf.initializers[start](),
        undefined,
        trainable,
      );
    this.#weights = {
      scale: make("gamma", "ones", true),
      shift: make("beta", "zeros", true),
      movingMean: make("moving_mean", "zeros", false),
      movingVariance: make("moving_variance", "ones", false),
    };
    super.build(inputShape);
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    options: { training?: boolean },
  ): tf.Tensor {
    const images = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
    const { scale, shift, movingMean, movingVariance } = this
      .#weights as Weights;
    return tf.tidy(() => {
      if (options.training !== true) {
        return tf.batchNorm(
          images,
          movingMean.read() as tf.Tensor1D,
          movingVariance.read() as tf.Tensor1D,
          shift.read() as tf.Tensor1D,
          scale.read() as tf.Tensor1D,
          this.#epsilon,
        );
      }
      const { output, mean, variance } = trainBatchNorm(images, {
        scale: scale.read(),
        shift: shift.read(),
        epsilon: this.#epsilon,
      });
      this.#follow(movingMean, mean);
      this.#follow(movingVariance, variance);
      return output;
    });
  }

  #follow(average: tf.LayerVariable, value: tf.Tensor1D): void {
    const kept = tf.mul(average.read(), this.#momentum);
    average.write(tf.add(kept, tf.mul(value, 1 - this.#momentum)));
  }
}
