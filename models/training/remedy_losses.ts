/** What training minimizes where something is done about rare classes. */
import * as tf from "@tensorflow/tfjs";
import { LOSSES } from "./losses.ts";
import type { Remedy } from "./recipe.ts";

/** What a loss knows of its images. */
export interface RemedyTargets {
  /** One-hot, `[batch, classes]`. */
  targets: tf.Tensor2D;
  /** The share of each class among the training images, `[classes]`, above 0. */
  shares: tf.Tensor1D;
}

/**
 * A loss of softmax outputs.
 *
 * @param logits `[batch, classes]`.
 * @returns The mean over the batch, a scalar in nats.
 */
export type RemedyLoss = (
  logits: tf.Tensor2D,
  options: RemedyTargets,
) => tf.Scalar;

/** Lin et al. 2017, arXiv:1708.02002, section 4.1: the best of those tried. */
const FOCAL_GAMMA = 2;

/** Szegedy et al. 2016, arXiv:1512.00567, section 7. */
const SMOOTHING = 0.1;

/**
 * The loss of each remedy, as {@linkcode REMEDIES} describes them. Oversampling
 * is in what is drawn, and not in the loss.
 *
 * @example Where half of the images are of either class, nothing is adjusted.
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { REMEDY_LOSSES } from "./remedy_losses.ts";
 * tf.enableProdMode();
 * await tf.setBackend("cpu");
 * const [logits, targets] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[0, 1]])];
 * const options = { targets, shares: tf.tensor1d([0.5, 0.5]) };
 * const loss = REMEDY_LOSSES["logit-adjustment"](logits, options);
 * assertAlmostEquals(loss.dataSync()[0]!, Math.log(1 + Math.exp(-1)), 1e-6);
 * ```
 */
export const REMEDY_LOSSES: Readonly<Record<Remedy, RemedyLoss>> = {
  "none": plain,
  "class-weights": weighted,
  "oversampling": plain,
  "focal-loss": focal,
  "logit-adjustment": (logits, { targets, shares }) =>
    LOSSES.softmax(tf.add(logits, tf.log(shares)), targets),
  "label-smoothing": (logits, { targets }) =>
    LOSSES.softmax(logits, smoothed(targets)),
};

function plain(
  logits: tf.Tensor2D,
  { targets }: RemedyTargets,
): tf.Scalar {
  return LOSSES.softmax(logits, targets);
}

function weighted(
  logits: tf.Tensor2D,
  { targets, shares }: RemedyTargets,
): tf.Scalar {
  const classes = targets.shape[1];
  const weights = tf.sum(tf.div(targets, tf.mul(shares, classes)), 1);
  return tf.mean(tf.mul(weights, tf.neg(ownLogs(logits, targets))));
}

function focal(logits: tf.Tensor2D, { targets }: RemedyTargets): tf.Scalar {
  const logs = ownLogs(logits, targets);
  const weights = tf.pow(tf.sub(1, tf.exp(logs)), FOCAL_GAMMA);
  return tf.mean(tf.mul(weights, tf.neg(logs)));
}

/** The logarithm of the probability of each image's own class, `[batch]`. */
function ownLogs(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  return tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1);
}

function smoothed(targets: tf.Tensor2D): tf.Tensor2D {
  const even = SMOOTHING / targets.shape[1];
  return tf.add(tf.mul(targets, 1 - SMOOTHING), even);
}
