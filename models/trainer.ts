/**
 * Trains and evaluates one classifier, with the steps compiled once.
 *
 * A trainer serves any number of trials of the same shape one after another:
 * each {@linkcode Trainer.train} sets the weights and the optimizer back to the
 * start of its seed, so that nothing of the trial before is left.
 */
import { createHash } from "node:crypto";
import * as tf from "@tensorflow/tfjs";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Classifier, Inference } from "./classifier.ts";
import {
  type Optimizer,
  type OptimizerName,
  OPTIMIZERS,
} from "./optimizers.ts";
import { type Schedule, SCHEDULES } from "./schedules.ts";

/** Labelled images as a trainer takes them. */
export interface LabelledImages {
  /** Pixels, row-major `[count, height, width, channels]`, 0 to 255. */
  images: Uint8Array;
  /** The class of each image, as an index of the classifier's classes. */
  labels: Uint8Array;
  /** Height, width and channels, in pixels. */
  imageShape: readonly [number, number, number];
}

/** Settings of a {@linkcode Trainer}. */
export interface TrainerOptions {
  /**
   * What changes the weights.
   * @default {"adam"}
   */
  optimizer?: OptimizerName;
  /**
   * How weights are drawn to zero, as the optimizer understands it.
   * @default {0}
   */
  weightDecay?: number;
}

/** Settings of {@linkcode Trainer.train}. */
export interface TrainOptions {
  /** Seeds the weights and the order of the batches. */
  seed: number;
  /** Passes over the training images. */
  epochs: number;
  /** Images a step; the last batch of an epoch may be smaller. */
  batchSize: number;
  /** The highest rate of a step. */
  learningRate: number;
  /**
   * How the rate goes through the steps.
   * @default {"constant"}
   */
  schedule?: Schedule;
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

/** Turns an ordinary step into a compiled one, or leaves it as it is. */
export type StepCompiler = (
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
) => ((...inputs: tf.Tensor[]) => tf.Tensor[]) & { dispose(): void };

/** The step as it is, each op run at once. */
export const eagerly: StepCompiler = (step) =>
  Object.assign((...inputs: tf.Tensor[]) => tf.tidy(() => step(...inputs)), {
    dispose() {},
  });

/** Images a forward pass takes at a time. */
const EVALUATION_BATCH = 500;

/** Keeps the order of the batches apart from the weights of the same seed. */
const BATCH_ORDER = 0x6f726472;

/** A classifier with its optimizer and its steps. */
export class Trainer {
  readonly classifier: Classifier;
  readonly #optimizer: Optimizer;
  readonly #trainStep: ReturnType<StepCompiler>;
  readonly #inferStep: ReturnType<StepCompiler>;

  /**
   * @param classifier What is trained; the trainer disposes it.
   * @param compiler Compiles the steps: `compile`, or {@linkcode eagerly}.
   */
  constructor(
    classifier: Classifier,
    compiler: StepCompiler,
    options: TrainerOptions = {},
  ) {
    const { optimizer = "adam", weightDecay = 0 } = options;
    this.classifier = classifier;
    const weights = classifier.trainableWeights;
    this.#optimizer = new OPTIMIZERS[optimizer](weights, { weightDecay });
    this.#trainStep = compiler((images, labels, batch, learningRate) => {
      const batchImages = tf.gather(images as tf.Tensor, batch as tf.Tensor1D);
      const batchLabels = tf.gather(labels as tf.Tensor, batch as tf.Tensor1D);
      const { value, grads } = tf.variableGrads(
        () => classifier.loss(batchImages, batchLabels as tf.Tensor2D),
        weights,
      );
      this.#optimizer.apply(
        weights.map(({ name }) => grads[name] as tf.Tensor),
        learningRate as tf.Tensor,
      );
      return [value];
    });
    this.#inferStep = compiler((images, batch) =>
      classifier.infer(tf.gather(images as tf.Tensor, batch as tf.Tensor1D))
    );
  }

  /**
   * Trains from the start of a seed.
   *
   * A last batch of one image is left out where the classifier normalizes over
   * the batch: one image has no variance.
   *
   * @param data The training images.
   * @returns The losses, and hashes of where it began; the weights are in the
   * classifier.
   */
  train(data: LabelledImages, options: TrainOptions): Training {
    const { seed, epochs, batchSize, learningRate } = options;
    const { schedule = "constant", onEpoch = () => {} } = options;
    this.classifier.initialize({ seed });
    const initialWeights = hashOf(this.classifier.networkWeights());
    this.#optimizer.reset();
    const images = pixelsOf(data);
    const labels = tf.tidy(() =>
      tf.oneHot(
        tf.tensor1d(Int32Array.from(data.labels), "int32"),
        this.#classes,
      ).toFloat()
    );
    const smallest = this.classifier.smallestBatch;
    const order = Int32Array.from(data.labels, (_, index) => index);
    const generator = mersenne(seed ^ BATCH_ORDER);
    const steps = epochs * [...batchesOf(order, batchSize, smallest)].length;
    const losses: number[] = [];
    let firstOrder = "";
    let step = 0;
    try {
      for (let epoch = 1; epoch <= epochs; epoch++) {
        shuffle(order, generator);
        if (epoch === 1) firstOrder = hashOf([order]);
        let sum = 0;
        let count = 0;
        for (const batch of batchesOf(order, batchSize, smallest)) {
          const rate = learningRate * SCHEDULES[schedule](step++, steps);
          sum += batch.length * this.#step(images, labels, batch, rate);
          count += batch.length;
        }
        losses.push(sum / count);
        if (!Number.isFinite(sum)) {
          return { losses, converged: false, initialWeights, firstOrder };
        }
        onEpoch(epoch);
      }
      return { losses, converged: true, initialWeights, firstOrder };
    } finally {
      tf.dispose([images, labels]);
    }
  }

  #step(
    images: tf.Tensor,
    labels: tf.Tensor,
    batch: Int32Array,
    learningRate: number,
  ): number {
    const indices = tf.tensor1d(batch, "int32");
    const rate = tf.scalar(learningRate);
    const [loss] = this.#trainStep(images, labels, indices, rate);
    const value = loss?.dataSync()[0] as number;
    tf.dispose([indices, rate, loss as tf.Tensor]);
    return value;
  }

  /**
   * Computes the logits of images in every way the classifier can be used.
   *
   * @param data The images to classify.
   * @returns For each inference, logits row-major `[count, classes]`.
   */
  infer(data: LabelledImages): Map<Inference, Float32Array> {
    const { inferences } = this.classifier;
    const count = data.labels.length;
    const logits = inferences.map(() =>
      new Float32Array(count * this.#classes)
    );
    const images = pixelsOf(data);
    const order = Int32Array.from(data.labels, (_, index) => index);
    let done = 0;
    for (const batch of batchesOf(order, EVALUATION_BATCH, 1)) {
      const indices = tf.tensor1d(batch, "int32");
      const results = this.#inferStep(images, indices);
      for (const [index, result] of results.entries()) {
        const values = result.dataSync() as Float32Array;
        logits[index]?.set(values, done * this.#classes);
      }
      tf.dispose([indices, ...results]);
      done += batch.length;
    }
    images.dispose();
    return new Map(
      inferences.map((name, index) => [name, logits[index] as Float32Array]),
    );
  }

  get #classes(): number {
    return this.classifier.classes;
  }

  /** Frees the classifier, the optimizer and the compiled steps. */
  dispose(): void {
    this.#trainStep.dispose();
    this.#inferStep.dispose();
    this.#optimizer.dispose();
    this.classifier.dispose();
  }
}

/** Pixels as floats in [0, 1], `[count, height, width, channels]`. */
function pixelsOf({ images, labels, imageShape }: LabelledImages): tf.Tensor4D {
  const pixels = new Float32Array(images.length);
  for (let at = 0; at < images.length; at++) {
    pixels[at] = (images[at] as number) / 255;
  }
  return tf.tensor4d(pixels, [labels.length, ...imageShape]);
}

/** The first 16 hexadecimal digits of the SHA-256 of some numbers' bytes. */
function hashOf(
  arrays: Iterable<Float32Array | Int32Array>,
): string {
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of arrays) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Fisher-Yates. */
function shuffle(
  order: Int32Array,
  generator: ReturnType<typeof mersenne>,
): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = uniformInt(generator, 0, last);
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
}

/** The parts of `order`, in order; a last part below `smallest` is left out. */
function* batchesOf(
  order: Int32Array,
  batchSize: number,
  smallest: number,
): Generator<Int32Array> {
  for (let start = 0; start < order.length; start += batchSize) {
    const batch = order.slice(start, start + batchSize);
    if (batch.length >= smallest) yield batch;
  }
}
