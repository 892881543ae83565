/** The gradient of max-pooling. */
import type * as tf from "@tensorflow/tfjs";
import { floatsOf, type KernelArguments } from "./_kernel.ts";
import { poolingOf, windowAt } from "./_pooling.ts";

/**
 * Gives each window's gradient to its first maximum, as TensorFlow does; the
 * package's own kernel looks values up one by one through bounds and strides.
 *
 * @returns `[batch, height, width, channels]`, the input's shape.
 */
export function maxPoolGrad(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo {
  const input = inputs.input as tf.TensorInfo;
  const info = poolingOf(input.shape, attrs);
  const dx = backend.makeOutput(input.shape, input.dtype);
  const values = floatsOf(backend, input);
  const from = floatsOf(backend, inputs.dy as tf.TensorInfo);
  const to = floatsOf(backend, dx).fill(0);
  const { inChannels: channels, inWidth } = info;
  const windows = from.length / channels;
  for (let window = 0, at = 0; window < windows; window++) {
    const { image, top, bottom, left, right } = windowAt(info, window);
    const first = ((image * info.inHeight + top) * inWidth + left) * channels;
    for (let channel = 0; channel < channels; channel++, at++) {
      let best = first + channel;
      for (let y = top, line = best; y < bottom; y++) {
        for (let x = left, pixel = line; x < right; x++, pixel += channels) {
          if (values[pixel]! > values[best]!) best = pixel;
        }
        line += inWidth * channels;
      }
      to[best]! += from[at]!;
    }
  }
  return dx;
}
