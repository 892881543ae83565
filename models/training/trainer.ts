/**
 * Trains and evaluates one classifier, with the steps compiled once.
 *
 * A trainer serves any number of trials of the same shape one after another:
 * each {@linkcode Trainer.train} sets the weights and the optimizer back to the
 * start of its seed, so that nothing of the trial before is left.
 */
import * as tf from "@tensorflow/tfjs";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { BatchOrder } from "./batch_order.ts";
import type { Classifier } from "./classifier.ts";
import { countLabels } from "./count_labels.ts";
import { hashOf } from "../hash_of.ts";
import { type Inference, INFERENCES, type TrainedOn } from "./inferences.ts";
import { normalizeAnew } from "./normalize_anew.ts";
import { Phase } from "./phase.ts";
import { pixelsOf } from "./pixels_of.ts";
import type { Recipe } from "./recipe.ts";
import { SCHEDULES } from "./schedules.ts";
import type { ReadyStep, StepCompiler } from "../engines/step_compiler.ts";
import type { StepInputs, TrainingTensors } from "./training_step.ts";

/** Labelled images as a trainer takes them. */
export interface LabelledImages {
  /**
   * Pixels, row-major `[count, height, width, channels]`, 0 to 255; or features
   * of images, as they are.
   */
  images: Uint8Array | Float32Array;
  /** The class of each image, as an index of the classifier's classes. */
  labels: Uint8Array;
  /** Height, width and channels, in pixels. */
  imageShape: readonly [number, number, number];
}

/** What a training takes of a recipe, and for how long it goes on. */
export interface TrainingPlan
  extends Pick<Recipe, "batchSize" | "learningRate" | "schedule"> {
  /** Decides the weights and the order of the batches. */
  readonly seed: number;
  /** Passes over the training images. */
  readonly epochs: number;
}

/** Settings of {@linkcode Trainer.train}. */
export interface TrainOptions {
  /**
   * Told after each epoch, from 1, while the weights are those of its end.
   * @default {nothing is done}
   */
  onEpoch?: (epoch: number) => void;
}

/** What training gives back. */
export interface Training {
  /** The classifier's mean loss over the images of each epoch, in nats. */
  losses: number[];
  /** Whether every loss was a finite number; training stops at the first. */
  converged: boolean;
  /** Hash of the network's weights before the first step. */
  initialWeights: string;
  /** Hash of the order of the images in the first epoch. */
  firstOrder: string;
}

/** Images a forward pass takes at a time. */
const EVALUATION_BATCH = 100;

/** Keeps what augmentation draws apart from the weights of the same seed. */
const AUGMENTATION = 0x61756720;

/** A classifier with its optimizer and its steps. */
export class Trainer {
  /** What is trained. */
  readonly classifier: Classifier;
  /** In which its last layer and its head are trained; absent if there is none. */
  readonly #frozen: Phase | undefined;
  readonly #phase: Phase;
  readonly #inferStep: ReadyStep;

  /**
   * Makes one, with the steps that it repeats.
   *
   * @param classifier What is trained; the trainer disposes it.
   * @param compiler Compiles the steps: `compile`, or {@linkcode eagerly}.
   * @throws {RangeError} If the compiler cannot have the precision.
   */
  constructor(classifier: Classifier, compiler: StepCompiler) {
    const { frozenEpochs } = classifier.recipe;
    this.classifier = classifier;
    this.#phase = new Phase(classifier, compiler);
    if (frozenEpochs > 0 && classifier.fineTune === "all") {
      this.#frozen = new Phase(classifier.frozen(), compiler);
    }
    this.#inferStep = compiler((images) =>
      classifier.infer(images as tf.Tensor4D)
    );
  }

  /**
   * Trains from the start of a seed.
   *
   * A last batch of one image is left out where the classifier normalizes over
   * the batch: one image has no variance.
   *
   * @param data The training images.
   * @param plan The seed, and what may be another from training to training.
   * @returns The losses, and hashes of where it began; the weights are in the
   * classifier.
   */
  train(
    data: LabelledImages,
    { seed, epochs, batchSize, learningRate, schedule }: TrainingPlan,
    { onEpoch = () => {} }: TrainOptions = {},
  ): Training {
    this.classifier.initialize({ seed });
    const initialWeights = hashOf(this.classifier.networkWeights());
    this.#frozen?.reset();
    this.#phase.reset();
    const order = new BatchOrder(data.labels, {
      seed,
      batchSize,
      isOversampled: this.classifier.recipe.remedy === "oversampling",
      smallestBatch: this.classifier.smallestBatch,
    });
    const key = uniformInt(
      mersenne(seed ^ AUGMENTATION),
      -(2 ** 31),
      2 ** 31 - 1,
    );
    const frozenEpochs = this.#frozen === undefined
      ? 0
      : Math.min(this.classifier.recipe.frozenEpochs, epochs);
    const frozenSteps = frozenEpochs * order.length;
    const steps = epochs * order.length;
    const losses: number[] = [];
    let firstOrder = "";
    let step = 0;
    const tensors = this.#tensorsOf(data);
    try {
      for (let epoch = 1; epoch <= epochs; epoch++) {
        const { hash, batches } = order.next();
        if (epoch === 1) firstOrder = hash;
        const isFrozen = epoch <= frozenEpochs;
        const phase = isFrozen ? this.#frozen as Phase : this.#phase;
        const [begun, length] = isFrozen
          ? [0, frozenSteps]
          : [frozenSteps, steps - frozenSteps];
        const loss = this.#epoch(phase, { tensors, batches }, () => {
          const share = SCHEDULES[schedule](step - begun, length);
          const learningRates = phase.ratesOf(share, learningRate);
          return { learningRates, key: [key, step++] };
        });
        losses.push(loss);
        if (!Number.isFinite(loss)) {
          return { losses, converged: false, initialWeights, firstOrder };
        }
        onEpoch(epoch);
      }
      return { losses, converged: true, initialWeights, firstOrder };
    } finally {
      tf.dispose([tensors.images, tensors.labels, tensors.shares]);
    }
  }

  /** The mean loss over the images of an epoch. */
  #epoch(
    phase: Phase,
    { tensors, batches }: {
      tensors: TrainingTensors;
      batches: Iterable<Int32Array>;
    },
    next: () => Omit<StepInputs, "batch">,
  ): number {
    let sum = 0;
    let count = 0;
    for (const batch of batches) {
      const loss = phase.run(tensors, { batch, ...next() });
      sum += batch.length * loss;
      count += batch.length;
    }
    return sum / count;
  }

  #tensorsOf(data: LabelledImages): TrainingTensors {
    const shares = new Float32Array(this.#classes);
    for (const label of data.labels) {
      shares[label] = (shares[label] as number) + 1 / data.labels.length;
    }
    const labels = Int32Array.from(data.labels);
    return {
      images: pixelsOf(data.images, data.imageShape),
      labels: tf.tidy(() =>
        tf.oneHot(tf.tensor1d(labels, "int32"), this.#classes).toFloat()
      ) as tf.Tensor2D,
      shares: tf.tensor1d(shares),
    };
  }

  /**
   * Computes the logits of images in every way the classifier can be used.
   *
   * @param data The images to classify.
   * @param trainedOn The images that it was trained on, when training is over;
   * without them, what needs them is left out.
   * @returns For each inference, logits row-major `[count, classes]`.
   */
  infer(
    data: LabelledImages,
    trainedOn?: LabelledImages,
  ): Map<Inference, Float32Array> {
    const { classifier } = this;
    const [asTrained, own = asTrained] = this.#logitsOf(data);
    const trained = trainedOn && this.#trainedOn(trainedOn, own);
    return new Map(classifier.inferences.flatMap((name) => {
      const given = { asTrained, own };
      const way = INFERENCES[name];
      const logits = way.logits(given, trained, classifier.recipe);
      return logits === undefined ? [] : [[name, logits]];
    }));
  }

  /** What is known of the training images, for the logits of others. */
  #trainedOn(data: LabelledImages, own: Float32Array): TrainedOn {
    const { classifier } = this;
    const { labels } = data;
    let training: Float32Array | undefined;
    return {
      counts: countLabels(labels, this.#classes),
      normalizedBy: (weights) => {
        training ??= this.#logitsOf(data, { isEven: true }).at(-1)!;
        return normalizeAnew(own, {
          classifier,
          training: { own: training, labels },
          weights,
        });
      },
    };
  }

  /**
   * One pass through the network.
   *
   * @param options Whether the last batch reaches back to be as large as the
   * others: then it takes no compiled step of its own.
   * @returns What {@linkcode Classifier.infer} gives, row-major.
   */
  #logitsOf(
    { images, labels, imageShape }: LabelledImages,
    { isEven = false }: { isEven?: boolean } = {},
  ): [Float32Array, Float32Array?] {
    const count = labels.length;
    const size = images.length / count;
    const logits: Float32Array[] = [];
    // One for all batches: new memory costs more than what is done in it.
    const pixels = new Float32Array(Math.min(count, EVALUATION_BATCH) * size);
    for (let next = 0; next < count; next += EVALUATION_BATCH) {
      const end = Math.min(next + EVALUATION_BATCH, count);
      const from = isEven ? Math.max(end - EVALUATION_BATCH, 0) : next;
      const bytes = images.subarray(from * size, end * size);
      const batch = pixelsOf(bytes, imageShape, pixels);
      const results = this.#inferStep(batch);
      for (const [index, result] of results.entries()) {
        const values = result.dataSync() as Float32Array;
        logits[index] ??= new Float32Array(count * this.#classes);
        logits[index].set(values, from * this.#classes);
      }
      tf.dispose([batch, ...results]);
    }
    return logits as [Float32Array, Float32Array?];
  }

  /** What its weights take, in bytes: the optimizer has as much again, or more. */
  get weightBytes(): number {
    const { trainableWeights } = this.classifier;
    return trainableWeights.reduce((sum, { size }) => sum + 4 * size, 0);
  }

  get #classes(): number {
    return this.classifier.classes;
  }

  /** Frees the classifier, the optimizer and the compiled steps. */
  dispose(): void {
    this.#frozen?.dispose();
    this.#phase.dispose();
    this.#inferStep.dispose();
    this.classifier.dispose();
  }
}
