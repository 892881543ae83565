/**
 * A network with its head: images to logits, with or without a final batch
 * normalization.
 */
import type * as tf from "@tensorflow/tfjs";
import {
  FinalBatchNormalization,
  type FinalBatchNormalizationOptions,
} from "./final_batch_normalization.ts";
import { initialize } from "./initialize.ts";

/** What stands between the network's last dense layer and the softmax. */
export type Head = "plain" | "final-batch-norm";

/** How a trained classifier is used. */
export type Inference = "as-trained" | "layer-removed";

/** Settings of a {@linkcode Classifier}. */
export interface ClassifierOptions extends FinalBatchNormalizationOptions {
  /** What stands before the softmax. */
  head: Head;
}

/** A network and its head. */
export class Classifier {
  readonly head: Head;
  /** The length of the logits. */
  readonly classes: number;
  readonly #network: tf.LayersModel;
  readonly #finalLayer: FinalBatchNormalization | undefined;

  /**
   * @param network Images `[batch, height, width, channels]` to logits
   * `[batch, classes]`; the classifier disposes it.
   */
  constructor(network: tf.LayersModel, options: ClassifierOptions) {
    const { head } = options;
    this.head = head;
    this.#network = network;
    this.classes = (network.outputShape as tf.Shape)[1] as number;
    if (head === "final-batch-norm") {
      this.#finalLayer = new FinalBatchNormalization(this.classes, options);
    }
  }

  /** The variables that training changes by gradients. */
  get trainableWeights(): tf.Variable[] {
    return [
      ...variablesOf(this.#network.trainableWeights),
      ...this.#finalLayer?.trainableWeights ?? [],
    ];
  }

  /** Sets every variable to its start; the same network starts the same. */
  initialize(options: { seed: number }): void {
    initialize(variablesOf(this.#network.weights), options);
    this.#finalLayer?.reset();
  }

  /**
   * The logits in training: batch statistics, moving averages updated.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @returns Logits, `[batch, classes]`.
   */
  train(images: tf.Tensor): tf.Tensor2D {
    const training = { training: true };
    const logits = this.#network.apply(images, training) as tf.Tensor2D;
    return this.#finalLayer?.train(logits) ?? logits;
  }

  /**
   * The logits at inference, in every way the classifier can be used: from one
   * pass through the network.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @returns Logits `[batch, classes]`, one tensor for each of
   * {@linkcode inferences}, in their order.
   */
  infer(images: tf.Tensor): tf.Tensor2D[] {
    const logits = this.#network.apply(images) as tf.Tensor2D;
    return this.#finalLayer === undefined
      ? [logits]
      : [this.#finalLayer.infer(logits), logits];
  }

  /** The ways the classifier can be used once it is trained. */
  get inferences(): Inference[] {
    return this.#finalLayer === undefined
      ? ["as-trained"]
      : ["as-trained", "layer-removed"];
  }

  /** Frees the variables. */
  dispose(): void {
    this.#network.dispose();
    this.#finalLayer?.dispose();
  }
}

/** The variables behind the weights of a tfjs model. */
function variablesOf(weights: tf.LayersModel["weights"]): tf.Variable[] {
  return weights.map((weight) => weight.read() as tf.Variable);
}
