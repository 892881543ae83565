/** One step of training: a batch in, its loss out, the weights changed. */
import * as tf from "@tensorflow/tfjs";
import { augment } from "./augment.ts";
import type { Classifier } from "./classifier.ts";
import type { Optimizer, StepRates } from "./optimizers.ts";
import type { Recipe } from "./recipe.ts";
import type { ReadyStep, StepCompiler } from "../engines/step_compiler.ts";

/** What is trained on: of the whole training, on the engine. */
export interface TrainingTensors {
  /** `[count, height, width, channels]`, in [0, 1]. */
  images: tf.Tensor4D;
  /** One-hot, `[count, classes]`. */
  labels: tf.Tensor2D;
  /** The share of each class among the images, `[classes]`. */
  shares: tf.Tensor1D;
}

/** What changes from step to step. */
export interface StepInputs {
  /** Indices of the batch's images. */
  batch: Int32Array;
  /** What the optimizer takes: one learning rate, or two. */
  learningRates: readonly number[];
  /** What the random numbers of the step depend on: two int32. */
  key: readonly [number, number];
}

/** What a {@linkcode TrainingStep} is made of. */
export interface TrainingStepOptions {
  classifier: Classifier;
  /** Of the classifier's trainable weights, in their order. */
  optimizer: Optimizer;
  compiler: StepCompiler;
}

/** A step, however it is run. */
export interface TrainingStep {
  /**
   * Changes the weights by a batch.
   *
   * @returns The batch's mean loss, in nats.
   */
  run(data: TrainingTensors, inputs: StepInputs): number;
  /** Frees what was compiled. */
  dispose(): void;
}

/** The images of a batch as the network sees them in training. */
export function batchImages(
  images: tf.Tensor,
  { batch, key, augmentation }: {
    batch: tf.Tensor;
    key: tf.Tensor;
    augmentation: Recipe["augmentation"];
  },
): tf.Tensor4D {
  const chosen = tf.gather(images as tf.Tensor4D, batch as tf.Tensor1D);
  return augment(chosen, key as tf.Tensor1D, augmentation);
}

/** A step in one piece. */
export class WholeStep implements TrainingStep {
  readonly #step: ReadyStep;

  constructor(options: TrainingStepOptions) {
    const { classifier, optimizer, compiler } = options;
    const { augmentation, precision } = classifier.recipe;
    const weights = classifier.trainableWeights;
    this.#step = compiler((images, labels, shares, batch, key, ...rates) => {
      const inputs = batchImages(images as tf.Tensor, {
        batch: batch as tf.Tensor,
        key: key as tf.Tensor,
        augmentation,
      });
      const targets = tf.gather(labels as tf.Tensor2D, batch as tf.Tensor1D);
      const { value, grads } = tf.variableGrads(
        () =>
          classifier.loss(classifier.forward(inputs), {
            targets,
            shares: shares as tf.Tensor1D,
          }),
        weights,
      );
      optimizer.apply(
        weights.map(({ name }) => grads[name] as tf.Tensor),
        ...rates as StepRates,
      );
      return [value];
    }, { precision });
  }

  run(
    { images, labels, shares }: TrainingTensors,
    inputs: StepInputs,
  ): number {
    const batch = tf.tensor1d(inputs.batch, "int32");
    const key = tf.tensor1d([...inputs.key], "int32");
    const rates = inputs.learningRates.map((rate) => tf.scalar(rate));
    const [loss] = this.#step(images, labels, shares, batch, key, ...rates);
    const value = loss?.dataSync()[0] as number;
    tf.dispose([batch, key, ...rates, loss as tf.Tensor]);
    return value;
  }

  dispose(): void {
    this.#step.dispose();
  }
}
