/**
 * A network with its head and its form of outputs: images to logits, and to the
 * loss that training minimizes.
 */
import * as tf from "@tensorflow/tfjs";
import { BatchNormalization } from "./batch_normalization.ts";
import {
  FinalBatchNormalization,
  type FinalBatchNormalizationOptions,
} from "./final_batch_normalization.ts";
import { type Head, HEADS, usesBatchStatistics } from "./heads.ts";
import { initialize } from "./initialize.ts";
import { LOSSES } from "./losses.ts";
import { countLogits, type Outputs } from "./outputs.ts";

/** How a trained classifier is used. */
export type Inference = "as-trained" | "layer-removed";

/** Settings of a {@linkcode Classifier}. */
export interface ClassifierOptions
  extends Pick<FinalBatchNormalizationOptions, "momentum" | "epsilon"> {
  /** What stands between the network and its outputs. */
  head: Head;
  /**
   * What the logits mean.
   * @default {"softmax"}
   */
  outputs?: Outputs;
}

/** A network and its head. */
export class Classifier {
  readonly head: Head;
  readonly outputs: Outputs;
  /** How many are told apart. */
  readonly classes: number;
  readonly #network: tf.LayersModel;
  readonly #finalLayer: FinalBatchNormalization | undefined;

  /**
   * @param network Images `[batch, height, width, channels]` to logits
   * `[batch, logits]`, as many as {@linkcode countLogits} says; the classifier
   * disposes it.
   * @throws {RangeError} If the network has more than a single logit, and
   * outputs of one.
   */
  constructor(network: tf.LayersModel, options: ClassifierOptions) {
    const { head, outputs = "softmax" } = options;
    const logits = (network.outputShape as tf.Shape)[1] as number;
    this.head = head;
    this.outputs = outputs;
    this.classes = outputs === "single-logit" ? 2 : logits;
    if (logits !== countLogits(outputs, this.classes)) {
      throw new RangeError(
        `Cannot read ${logits} logits as a single one: the network's last ` +
          "layer is too wide. Next step: build it with countLogits()",
      );
    }
    this.#network = network;
    const parts = HEADS[head];
    if (parts !== undefined) {
      const layer = { ...options, ...parts };
      this.#finalLayer = new FinalBatchNormalization(logits, layer);
    }
  }

  /** The variables that training changes by gradients. */
  get trainableWeights(): tf.Variable[] {
    return [
      ...variablesOf(this.#network.trainableWeights),
      ...this.#finalLayer?.trainableWeights ?? [],
    ];
  }

  /** The images that a training step needs, at the least. */
  get smallestBatch(): number {
    const isNormalized = usesBatchStatistics(this.head) ||
      this.#network.layers.some((layer) => layer instanceof BatchNormalization);
    return isNormalized ? 2 : 1;
  }

  /** Sets every variable to its start; the same network starts the same. */
  initialize(options: { seed: number }): void {
    initialize(variablesOf(this.#network.weights), options);
    this.#finalLayer?.reset();
  }

  /** The values of the network's variables, without the final layer's. */
  *networkWeights(): Generator<Float32Array | Int32Array> {
    for (const variable of variablesOf(this.#network.weights)) {
      yield variable.dataSync() as Float32Array | Int32Array;
    }
  }

  /**
   * The logits in training: batch statistics, moving averages updated.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @returns Logits, `[batch, logits]`, as the loss takes them.
   */
  train(images: tf.Tensor): tf.Tensor2D {
    const training = { training: true };
    const logits = this.#network.apply(images, training) as tf.Tensor2D;
    return this.#finalLayer?.train(logits) ?? logits;
  }

  /**
   * The loss of a training step: {@linkcode train} is run on the images.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @param targets One-hot, `[batch, classes]`.
   * @returns A scalar in nats, of {@linkcode LOSSES}.
   */
  loss(images: tf.Tensor, targets: tf.Tensor2D): tf.Scalar {
    return LOSSES[this.outputs](this.train(images), targets);
  }

  /**
   * The logits at inference, in every way the classifier can be used: from one
   * pass through the network.
   *
   * A single logit z is given as the two logits 0 and z: their softmax is the
   * sigmoid of z.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @returns Logits `[batch, classes]`, one tensor for each of
   * {@linkcode inferences}, in their order.
   */
  infer(images: tf.Tensor): tf.Tensor2D[] {
    const logits = this.#network.apply(images) as tf.Tensor2D;
    const used = this.#finalLayer === undefined
      ? [logits]
      : [this.#finalLayer.infer(logits), logits];
    return this.outputs === "single-logit"
      ? used.map((single) => tf.pad2d(single, [[0, 0], [1, 0]]))
      : used;
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
