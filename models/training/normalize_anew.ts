/** The final layer's averages, taken anew when training is over. */
import * as tf from "@tensorflow/tfjs";
import { asPair } from "./as_pair.ts";
import type { Classifier } from "./classifier.ts";
import { FinalBatchNormalization } from "../layers/final_batch_normalization.ts";

/** The network's own logits of training images. */
export interface TrainingLogits {
  /** Row-major `[count, classes]`. */
  own: Float32Array;
  /** The class of each image. */
  labels: Uint8Array;
}

/**
 * The logits of a trained classifier, where its final layer normalizes by the
 * mean and variance over the training images in place of its moving averages.
 *
 * @param own The network's own logits, row-major `[count, classes]`, as
 * {@linkcode Classifier.infer} gives them.
 * @param options The classifier, the logits of its training images, and what an
 * image of each class weighs in mean and variance.
 * @returns Row-major `[count, classes]`.
 * @throws {TypeError} If the final layer has no averages.
 */
export function normalizeAnew(
  own: Float32Array,
  { classifier, training, weights }: {
    classifier: Classifier;
    training: TrainingLogits;
    weights: readonly number[];
  },
): Float32Array {
  const { finalLayer, classes, recipe } = classifier;
  if (!(finalLayer instanceof FinalBatchNormalization)) {
    throw new TypeError(
      `Cannot take averages anew: the head ${recipe.head} has none`,
    );
  }
  const isSingle = recipe.outputs === "single-logit";
  // A single logit comes as 0 and itself.
  const averages = Array.from({ length: classes }, (_, at) => at)
    .slice(isSingle ? 1 : 0)
    .map((logit) => averagesOf(logit, { training, classes, weights }));
  return tf.tidy(() => {
    const given = tf.tensor2d(own, [own.length / classes, classes]);
    const used = finalLayer.infer(
      isSingle ? tf.slice2d(given, [0, 1], [-1, 1]) : given,
      {
        mean: tf.tensor1d(averages.map(({ mean }) => mean)),
        variance: tf.tensor1d(averages.map(({ variance }) => variance)),
      },
    );
    return (isSingle ? asPair(used) : used).dataSync() as Float32Array;
  });
}

/** The weighted mean of a logit, and the weighted variance about it. */
function averagesOf(
  logit: number,
  { training: { own, labels }, classes, weights }: {
    training: TrainingLogits;
    classes: number;
    weights: readonly number[];
  },
): { mean: number; variance: number } {
  let whole = 0;
  for (const label of labels) whole += weights[label] as number;
  const average = (of: (value: number) => number) => {
    let sum = 0;
    for (const [image, label] of labels.entries()) {
      sum += (weights[label] as number) *
        of(own[image * classes + logit] as number);
    }
    return sum / whole;
  };
  const mean = average((value) => value);
  return { mean, variance: average((value) => (value - mean) ** 2) };
}
