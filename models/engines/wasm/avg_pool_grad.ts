/** The gradient of average pooling. */
import type * as tf from "@tensorflow/tfjs";
import { floatsOf, type KernelArguments } from "./_kernel.ts";
import { poolingOf, windowAt } from "./_pooling.ts";

/**
 * Spreads each window's gradient over the pixels that the window has, as
 * TensorFlow does; the package's own kernel counts the border among them.
 *
 * @returns `[batch, height, width, channels]`, the input's shape.
 */
export function avgPoolGrad(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo {
  const input = inputs.input as tf.TensorInfo;
  const info = poolingOf(input.shape, attrs);
  const dx = backend.makeOutput(input.shape, input.dtype);
  const from = floatsOf(backend, inputs.dy as tf.TensorInfo);
  const to = floatsOf(backend, dx).fill(0);
  const { inChannels: channels, inWidth } = info;
  const windows = from.length / channels;
  for (let window = 0; window < windows; window++) {
    const { image, top, bottom, left, right } = windowAt(info, window);
    const pixels = (bottom - top) * (right - left);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = ((image * info.inHeight + y) * inWidth + x) * channels;
        for (let channel = 0; channel < channels; channel++) {
          to[at + channel]! += from[window * channels + channel]! / pixels;
        }
      }
    }
  }
  return dx;
}
