/** Images mirrored and moved, afresh each time they are seen. */
import * as tf from "@tensorflow/tfjs";
import type { Augmentation } from "./recipe.ts";
import { randomUniform } from "../engines/ops/random.ts";

/** Pixels before and after, for each dimension. */
type Border = Parameters<typeof tf.pad4d>[1];

/** How far an image is moved each way, as a share of its height and width. */
const SHIFT = 1 / 8;

/**
 * Mirrors and moves images, each by its own random numbers, in operations that
 * a compiled step can repeat with another key.
 *
 * Each pixel is looked up by its indices, so that its value is one of the
 * image's to the bit on every engine.
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
  const [batch, height, width, channels] = images.shape;
  const shiftOf = (size: number) =>
    augmentation === "flip-crop" ? Math.round(size * SHIFT) : 0;
  const [down, right] = [shiftOf(height), shiftOf(width)];
  const [up, left, side] = tf.unstack(
    randomUniform([3, batch, 1], key),
  ) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  // 1 for an image that is seen from its left to its right, -1 for the others.
  const way = tf.sub(tf.mul(tf.step(tf.sub(side, 0.5)), 2), 1);
  const middle = (width - 1) / 2;
  const seen = tf.add(tf.mul(way, tf.range(-middle, middle + 1)), middle);
  const rows: tf.Tensor2D = tf.add(placeOf(up, down), tf.range(0, height));
  const columns: tf.Tensor2D = tf.add(placeOf(left, right), seen);
  const border: Border = [[0, 0], [down, down], [right, right], [0, 0]];
  const bordered = tf.pad4d(images, border);
  const indices = flatIndices(bordered.shape, { rows, columns });
  const pixels = tf.reshape(bordered, [-1, channels]);
  return tf.reshape(tf.gather(pixels, indices), images.shape);
}

/**
 * Counts pixels through all images.
 *
 * @param shape Of the images that pixels are taken from.
 * @param places Rows `[batch, height]` and columns `[batch, width]`.
 * @returns `[batch * height * width]`; whole numbers, which floats would not
 * hold for large batches.
 */
function flatIndices(
  [batch, rowsOfOne, columnsOfOne]: readonly [number, number, number, number],
  { rows, columns }: { rows: tf.Tensor2D; columns: tf.Tensor2D },
): tf.Tensor1D {
  const whole = (value: number) => tf.scalar(value, "int32");
  const firsts = tf.mul(tf.range(0, batch, 1, "int32"), whole(rowsOfOne));
  const lines = tf.add(
    tf.reshape(firsts, [batch, 1, 1]),
    tf.reshape(tf.cast(rows, "int32"), [batch, -1, 1]),
  );
  const indices = tf.add(
    tf.mul(lines, whole(columnsOfOne)),
    tf.reshape(tf.cast(columns, "int32"), [batch, 1, -1]),
  );
  return tf.reshape(indices, [-1]);
}

/** Where in a bordered side each image begins: from 0 to twice the shift. */
function placeOf(drawn: tf.Tensor2D, shift: number): tf.Tensor2D {
  return tf.floor(tf.mul(drawn, 2 * shift + 1));
}
