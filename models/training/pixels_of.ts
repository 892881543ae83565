/** Bytes of images as tensors of pixels. */
import * as tf from "@tensorflow/tfjs";

/** The pixel of each byte, in [0, 1]. */
const PIXELS = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/**
 * Bytes of images as pixels, `[count, height, width, channels]`.
 *
 * @param bytes The images; features, which are floats, stay as they are.
 * @param imageShape The shape of each.
 * @param memory Where they are converted: as many numbers, or more.
 */
export function pixelsOf(
  bytes: Uint8Array | Float32Array,
  imageShape: readonly [number, number, number],
  memory?: Float32Array,
): tf.Tensor4D {
  const pixels = bytes instanceof Float32Array
    ? bytes
    : convert(bytes, memory ?? new Float32Array(bytes.length));
  const size = imageShape.reduce((product, side) => product * side);
  return tf.tensor4d(pixels, [bytes.length / size, ...imageShape]);
}

function convert(bytes: Uint8Array, memory: Float32Array): Float32Array {
  const pixels = memory.subarray(0, bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    pixels[at] = PIXELS[bytes[at] as number] as number;
  }
  return pixels;
}
