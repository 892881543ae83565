/** Pixels as networks had them that were trained on ImageNet. */
import * as tf from "@tensorflow/tfjs";

/**
 * The mean and the standard deviation of ImageNet's pixels, red, green, blue.
 * Source: torchvision's `ImageClassification` transforms, of all its weights.
 */
const IMAGENET = {
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
} as const;

/**
 * Normalizes pixels by ImageNet's mean and standard deviation.
 *
 * @param images `[batch, height, width, 3]`, in [0, 1].
 * @returns The same shape.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { normalizePixels } from "./normalize_pixels.ts";
 * tf.enableProdMode();
 * await tf.setBackend("cpu");
 * const [red] = normalizePixels(tf.ones([1, 1, 1, 3])).dataSync();
 * assertAlmostEquals(red!, (1 - 0.485) / 0.229, 1e-6);
 * ```
 */
export function normalizePixels(images: tf.Tensor): tf.Tensor {
  const { mean, deviation } = IMAGENET;
  return tf.tidy(() =>
    tf.div(tf.sub(images, tf.tensor1d([...mean])), tf.tensor1d([...deviation]))
  );
}
