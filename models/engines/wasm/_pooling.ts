/** Which pixels the windows of a pooling have. */
import * as tf from "@tensorflow/tfjs";

/** The pixels of a window; what is beyond the image is left out. */
export interface Window {
  image: number;
  /** The first row, and the one after the last. */
  top: number;
  bottom: number;
  /** The first column, and the one after the last. */
  left: number;
  right: number;
}

/** Sizes and borders of a pooling, from a kernel's attributes. */
export function poolingOf(
  shape: number[],
  attrs: Record<string, unknown>,
): tf.backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  type Arguments = Parameters<typeof tf.backend_util.computePool2DInfo>;
  return tf.backend_util.computePool2DInfo(
    shape as Arguments[0],
    filterSize as Arguments[1],
    strides as Arguments[2],
    1,
    pad as Arguments[4],
    dimRoundingMode as Arguments[5],
  );
}

/**
 * One window of a pooling.
 *
 * @param window Its number, by image, row and column.
 */
export function windowAt(
  info: tf.backend_util.Conv2DInfo,
  window: number,
): Window {
  const { outWidth, outHeight, padInfo, inHeight, inWidth } = info;
  const column = window % outWidth;
  const row = Math.floor(window / outWidth) % outHeight;
  const y = row * info.strideHeight - padInfo.top;
  const x = column * info.strideWidth - padInfo.left;
  return {
    image: Math.floor(window / (outWidth * outHeight)),
    top: Math.max(y, 0),
    bottom: Math.min(y + info.filterHeight, inHeight),
    left: Math.max(x, 0),
    right: Math.min(x + info.filterWidth, inWidth),
  };
}
