/** Images mirrored and moved, afresh each time they are seen. */
import * as tf from "@tensorflow/tfjs";
import type { Augmentation } from "./recipe.ts";
import { randomUniform } from "./ops/random.ts";

/** How far an image is moved each way, as a share of its height and width. */
const SHIFT = 1 / 8;

/**
 * Mirrors and moves images, each by its own random numbers, in operations that
 * a compiled step can repeat with another key.
 *
 * @param images `[batch, height, width, channels]`.
 * @param key Two int32 numbers, `[2]`, that the random numbers depend on.
 * @param augmentation What is done.
 * @returns Images of the same shape; each pixel is one of the image's, or 0.
 */
export function augment(
  images: tf.Tensor4D,
  key: tf.Tensor1D,
  augmentation: Augmentation,
): tf.Tensor4D {
  if (augmentation === "none") return images;
  const [batch, height, width] = images.shape;
  const isMoved = augmentation === "flip-crop";
  const drawn = randomUniform([3, batch], key);
  const [up, left, mirrored] = tf.unstack(drawn) as tf.Tensor1D[];
  const rows = span(height, { place: up as tf.Tensor1D, isMoved });
  const columns = span(width, { place: left as tf.Tensor1D, isMoved });
  // A box whose right side is left of its left side is a mirrored one.
  const isKept = tf.greaterEqual(mirrored as tf.Tensor1D, 0.5);
  const boxes = tf.stack([
    rows.start,
    tf.where(isKept, columns.start, columns.end),
    rows.end,
    tf.where(isKept, columns.end, columns.start),
  ], 1) as tf.Tensor2D;
  return tf.image.cropAndResize(
    tf.pad4d(images, [
      [0, 0],
      [rows.border, rows.border],
      [columns.border, columns.border],
      [0, 0],
    ]),
    boxes,
    tf.range(0, batch, 1, "int32"),
    [height, width],
    // Boxes lie on whole pixels; nothing is to be blurred by rounding.
    "nearest",
  );
}

/** Where along one side of a bordered image a box starts and ends. */
interface Span {
  /** Pixels of black before and after the image. */
  border: number;
  /** As shares of the bordered side, `[batch]`. */
  start: tf.Tensor1D;
  end: tf.Tensor1D;
}

/** @param options Uniform numbers in [0, 1), `[batch]`, and their use. */
function span(
  size: number,
  { place, isMoved }: { place: tf.Tensor1D; isMoved: boolean },
): Span {
  const shift = isMoved ? Math.round(size * SHIFT) : 0;
  // One more, so that a rounding error never leaves the bordered image.
  const border = shift + 1;
  const moved = tf.floor(tf.mul(place, 2 * shift + 1));
  const first = tf.add(moved, border - shift);
  const last = size + 2 * border - 1;
  return {
    border,
    start: tf.div(first, last),
    end: tf.div(tf.add(first, size - 1), last),
  };
}
