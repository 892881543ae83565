/**
 * A network with its head and its form of outputs: images to logits, and to the
 * loss that training minimizes.
 */
import * as tf from "@tensorflow/tfjs";
import { BatchNormalization } from "../layers/batch_normalization.ts";
import { lastLayer } from "../weights/last_layer.ts";
import { FinalBatchNormalization } from "../layers/final_batch_normalization.ts";
import type { FinalLayer } from "../layers/final_layer.ts";
import { FinalLayerNormalization } from "../layers/final_layer_normalization.ts";
import { type HeadParts, HEADS, usesBatchStatistics } from "../layers/heads.ts";
import type { FineTune } from "./fine_tune.ts";
import { type Inference, INFERENCE_NAMES, INFERENCES } from "./inferences.ts";
import { initialize } from "./initialize.ts";
import { LOSSES } from "./losses.ts";
import { normalizePixels } from "../layers/normalize_pixels.ts";
import { ScalePixels } from "../layers/scale_pixels.ts";
import { countLogits } from "./outputs.ts";
import type { Recipe, Remedy } from "./recipe.ts";
import { REMEDY_LOSSES, type RemedyTargets } from "./remedy_losses.ts";
import { asPair } from "./as_pair.ts";
import type { PublishedWeights } from "../weights/published_weights.ts";

/** Settings of a {@linkcode Classifier}. */
export interface ClassifierOptions {
  /**
   * Weights that the network starts from; pixels are then normalized as those
   * were that the weights were trained on, by the network itself if it begins
   * with {@linkcode ScalePixels}. They have to outlive the classifier.
   * @default {all weights are drawn}
   */
  published?: PublishedWeights | undefined;
  /** Whose network and head it has, to train less of it. @default {its own} */
  frozenOf?: Classifier;
}

/** The remedies that any loss can have: they are in what is drawn. */
const OUTSIDE_LOSS: readonly Remedy[] = ["none", "oversampling"];

/** A network and its head. */
export class Classifier {
  /** What it is made by, and how it is trained. */
  readonly recipe: Recipe;
  /** How many are told apart. */
  readonly classes: number;
  /** Which of its weights are trained. */
  readonly fineTune: FineTune;
  readonly #network: tf.LayersModel;
  readonly #finalLayer: FinalLayer | undefined;
  /** The network's layers before the last; absent until they are used. */
  #layersBefore: tf.LayersModel | undefined;
  /** The published values of the network's weights, where they are not drawn. */
  readonly #published: (tf.Tensor | undefined)[] | undefined;

  /**
   * Makes one of a network that ends in logits.
   *
   * @param network Images `[batch, height, width, channels]` to logits
   * `[batch, logits]`, as many as {@linkcode countLogits} says; the classifier
   * disposes it.
   * @param recipe What it is made by; the whole of it, so that nothing is left
   * to a default.
   * @throws {RangeError} If the network has more than a single logit, and
   * outputs of one; if the remedy is a loss of softmax, and the outputs are not;
   * or if the published weights are not of such a network.
   */
  constructor(
    network: tf.LayersModel,
    recipe: Recipe,
    { published, frozenOf }: ClassifierOptions = {},
  ) {
    const { head, outputs, remedy, bnMomentum, fineTune } = recipe;
    const logits = (network.outputShape as tf.Shape)[1] as number;
    this.recipe = recipe;
    this.fineTune = frozenOf === undefined ? fineTune : "last-layer";
    this.classes = outputs === "single-logit" ? 2 : logits;
    if (logits !== countLogits(outputs, this.classes)) {
      throw new RangeError(
        `Cannot read ${logits} logits as a single one: the network's last ` +
          "layer is too wide. Next step: build it with countLogits()",
      );
    }
    if (outputs !== "softmax" && !OUTSIDE_LOSS.includes(remedy)) {
      throw new RangeError(
        `Cannot train ${outputs} outputs by ${remedy}: it is a loss of ` +
          "softmax. Next step: choose softmax outputs, or another remedy",
      );
    }
    this.#network = network;
    if (frozenOf !== undefined) {
      this.#published = frozenOf.#published;
      this.#finalLayer = frozenOf.#finalLayer;
      return;
    }
    this.#published = published?.startOf(network);
    const parts: HeadParts | undefined = HEADS[head];
    if (parts !== undefined) {
      this.#finalLayer = parts.over === "batch"
        ? new FinalBatchNormalization(logits, {
          momentum: bnMomentum,
          ...parts,
        })
        : new FinalLayerNormalization(logits);
    }
  }

  /** The same, of which the last layer and the head alone are trained. */
  frozen(): Classifier {
    return new Classifier(this.#network, this.recipe, { frozenOf: this });
  }

  /** The variables that training changes by gradients: both of these. */
  get trainableWeights(): tf.Variable[] {
    return [...this.networkTrainable, ...this.headTrainable];
  }

  /** Those of the network. */
  get networkTrainable(): tf.Variable[] {
    const trained = this.fineTune === "all"
      ? this.#network
      : lastLayer(this.#network);
    return variablesOf(trained.trainableWeights);
  }

  /** Those of the final layer. */
  get headTrainable(): tf.Variable[] {
    return this.#finalLayer?.trainableWeights ?? [];
  }

  /** What stands behind the network, if anything does. */
  get finalLayer(): FinalLayer | undefined {
    return this.#finalLayer;
  }

  /** What the network notes in training: moving averages, random keys. */
  get networkState(): tf.Variable[] {
    return variablesOf(this.#network.nonTrainableWeights);
  }

  /** The images that a training step needs, at the least. */
  get smallestBatch(): number {
    const isNormalized = usesBatchStatistics(this.recipe.head) ||
      this.fineTune === "all" &&
        this.#network.layers.some((layer) =>
          layer instanceof BatchNormalization
        );
    return isNormalized ? 2 : 1;
  }

  /**
   * Sets every variable to its start; the same network starts the same. What is
   * published is set back without a copy, and the rest is drawn.
   */
  initialize(options: { seed: number }): void {
    const drawn: tf.Variable[] = [];
    for (const [at, variable] of variablesOf(this.#network.weights).entries()) {
      const start = this.#published?.[at];
      if (start === undefined) drawn.push(variable);
      else variable.assign(start);
    }
    initialize(drawn, options);
    this.#finalLayer?.reset();
  }

  /**
   * The values of the network's variables, without the final layer's: where the
   * last layer alone is trained, those of that layer, whether the others are
   * there or their features are.
   */
  *networkWeights(): Generator<Float32Array | Int32Array> {
    const variables = this.fineTune === "all"
      ? variablesOf(this.#network.weights)
      : this.networkTrainable;
    for (const variable of variables) {
      yield variable.dataSync() as Float32Array | Int32Array;
    }
  }

  /**
   * The network's own logits in training: what is normalized inside is so by
   * the batch's statistics, and moving averages are updated, unless only the
   * last layer is trained.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @returns `[batch, logits]`, as {@linkcode loss} takes them.
   */
  forward(images: tf.Tensor): tf.Tensor2D {
    return this.#apply(images, { training: this.fineTune === "all" });
  }

  /**
   * The loss of a training step, after the final layer.
   *
   * @param logits The network's own, of {@linkcode forward}.
   * @param options Targets, and the classes' shares.
   * @returns A scalar in nats.
   */
  loss(logits: tf.Tensor2D, options: RemedyTargets): tf.Scalar {
    const { remedy, outputs } = this.recipe;
    const normalized = this.#normalize(logits);
    return OUTSIDE_LOSS.includes(remedy)
      ? LOSSES[outputs](normalized, options.targets)
      : REMEDY_LOSSES[remedy](normalized, options);
  }

  /**
   * The logits in training, the final layer's where there is one: batch
   * statistics, moving averages updated.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @returns `[batch, logits]`.
   */
  train(images: tf.Tensor): tf.Tensor2D {
    return this.#normalize(this.forward(images));
  }

  #normalize(logits: tf.Tensor2D): tf.Tensor2D {
    return this.#finalLayer?.train(logits) ?? logits;
  }

  /**
   * The logits at inference, as trained and the network's own: from one pass
   * through the network.
   *
   * A single logit z is given as the two logits 0 and z: their softmax is the
   * sigmoid of z.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @returns Logits `[batch, classes]`: as trained; and, if there is a final
   * layer, those that it was given.
   */
  infer(images: tf.Tensor): tf.Tensor2D[] {
    const logits = this.#apply(images, { training: false });
    const used = this.#finalLayer === undefined
      ? [logits]
      : [this.#finalLayer.infer(logits), logits];
    return this.recipe.outputs === "single-logit" ? used.map(asPair) : used;
  }

  /** Whether pixels are to be as those of ImageNet were, and are not yet. */
  get #isNormalized(): boolean {
    return this.#published !== undefined &&
      !this.#network.layers.some((layer) => layer instanceof ScalePixels);
  }

  #apply(images: tf.Tensor, options: { training: boolean }): tf.Tensor2D {
    return tf.tidy(() =>
      this.#network.apply(this.#pixels(images), options) as tf.Tensor2D
    );
  }

  /** Images as the network takes them. */
  #pixels(images: tf.Tensor): tf.Tensor {
    return this.#isNormalized ? normalizePixels(images) : images;
  }

  /** The network's layers before the last; they are disposed with the network. */
  get #body(): tf.LayersModel {
    return this.#layersBefore ??= tf.model({
      inputs: this.#network.inputs,
      outputs: lastLayer(this.#network).input as tf.SymbolicTensor,
    });
  }

  /** How many numbers {@linkcode features} makes of an image. */
  get featureCount(): number {
    return (this.#body.outputShape as tf.Shape).at(-1) as number;
  }

  /**
   * What the last layer of the network is given, at inference.
   *
   * @param images `[batch, height, width, channels]`, in [0, 1].
   * @returns `[batch, features]`.
   */
  features(images: tf.Tensor): tf.Tensor2D {
    return tf.tidy(() =>
      this.#body.apply(this.#pixels(images), { training: false }) as tf.Tensor2D
    );
  }

  /** The ways the classifier can be used once it is trained. */
  get inferences(): Inference[] {
    return INFERENCE_NAMES.filter((name) =>
      INFERENCES[name].obstacle(this.recipe) === undefined
    );
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
