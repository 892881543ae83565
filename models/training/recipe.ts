/**
 * How a network is trained: the names that a trial can give, kept apart from
 * the code behind them, so that whoever only names one need not load tfjs.
 */
import type { Precision } from "../precision.ts";
import type { Head } from "../layers/heads.ts";
import type { FineTune } from "./fine_tune.ts";
import type { Outputs } from "./outputs.ts";

/** What changes the weights, of {@linkcode OPTIMIZERS}. */
export const OPTIMIZER_NAMES = ["adam", "sgd"] as const;

/** How the rate goes through the steps, of {@linkcode SCHEDULES}. */
export const SCHEDULE_NAMES = ["constant", "one-cycle"] as const;

/**
 * How training images are varied, each time they are seen: not at all; by
 * {@linkcode augment}'s `flip`; or by its `flip-crop`.
 */
export const AUGMENTATIONS = ["none", "flip", "flip-crop"] as const;

/**
 * What else is done for rare classes: nothing; all classes weigh the same, in
 * the loss or in what an epoch draws; or one of the {@linkcode REMEDY_LOSSES}.
 */
export const REMEDIES = [
  "none",
  "class-weights",
  "oversampling",
  "focal-loss",
  "logit-adjustment",
  "label-smoothing",
] as const;

/** One of the {@linkcode OPTIMIZER_NAMES}. */
export type OptimizerName = (typeof OPTIMIZER_NAMES)[number];
/** One of the {@linkcode SCHEDULE_NAMES}. */
export type Schedule = (typeof SCHEDULE_NAMES)[number];
/** One of the {@linkcode AUGMENTATIONS}. */
export type Augmentation = (typeof AUGMENTATIONS)[number];
/** One of the {@linkcode REMEDIES}. */
export type Remedy = (typeof REMEDIES)[number];

/** How a network is trained, except for how long and on what. */
export interface Recipe {
  /** What stands between the network and its outputs. */
  readonly head: Head;
  /** What the logits mean, and so what the loss is. */
  readonly outputs: Outputs;
  /** Which weights are trained. */
  readonly fineTune: FineTune;
  /**
   * Share of the old moving average that a step of the final layer keeps, in
   * Keras's convention (PyTorch's momentum is one minus this).
   */
  readonly bnMomentum: number;
  /** How gradients change the weights. */
  readonly optimizer: OptimizerName;
  /** The weight decay coefficient, as the optimizer understands it. */
  readonly weightDecay: number;
  /** The highest learning rate of the training. */
  readonly learningRate: number;
  /**
   * The same of all layers before the last, where every weight is trained;
   * `null` for that of the last layer and the head.
   */
  readonly bodyLearningRate: number | null;
  /**
   * Epochs in which the last layer and the head alone are trained, before every
   * weight is; they are among the epochs of the training.
   */
  readonly frozenEpochs: number;
  /** How the learning rate changes from step to step. */
  readonly schedule: Schedule;
  /** How training images are varied, each time they are seen. */
  readonly augmentation: Augmentation;
  /** What else is done for rare classes. */
  readonly remedy: Remedy;
  /** The numbers that products are computed in. */
  readonly precision: Precision;
  /** Images a training step; the last of an epoch may have fewer. */
  readonly batchSize: number;
  /**
   * Images that are in memory with all their activations at a time, for batches
   * that are too large to be; `null` for the whole batch. The final layer still
   * normalizes over the batch; what is inside the network, over these.
   */
  readonly microBatchSize: number | null;
}

/** The recipe of the reference protocol, without the final layer. */
export const REFERENCE_RECIPE: Recipe = {
  head: "plain",
  outputs: "softmax",
  fineTune: "all",
  bnMomentum: 0.9,
  optimizer: "adam",
  weightDecay: 0,
  learningRate: 1e-3,
  bodyLearningRate: null,
  frozenEpochs: 0,
  schedule: "constant",
  augmentation: "none",
  remedy: "none",
  precision: "f32",
  batchSize: 64,
  microBatchSize: null,
};
