/** Batch normalization by the batch's own statistics, and its gradient. */
import type * as tf from "@tensorflow/tfjs";
import { floatsOf, type KernelArguments } from "./_kernel.ts";

/**
 * Normalizes each channel: what TensorFlow's `FusedBatchNormV2` computes. Sums
 * are of double precision: they run over all pixels of a batch.
 *
 * @returns The output, `[batch, height, width, channels]`; mean and variance,
 * the latter corrected for the number of values; and, for the gradient, the
 * mean and the variance as it is. All but the first are `[channels]`.
 */
export function fusedBatchNorm(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo[] {
  const x = inputs.x as tf.TensorInfo;
  const scale = inputs.scale as tf.TensorInfo;
  const offset = inputs.offset as tf.TensorInfo;
  const channels = scale.shape[0] as number;
  const output = backend.makeOutput(x.shape, "float32");
  const statistics = Array.from(
    { length: 4 },
    () => backend.makeOutput([channels], "float32"),
  );
  const values = floatsOf(backend, x);
  const count = values.length / channels;
  const { mean, variance } = momentsOf(values, channels);
  const corrected = variance.map((value) =>
    value * count / Math.max(count - 1, 1)
  );
  for (const [at, each] of [mean, corrected, mean, variance].entries()) {
    floatsOf(backend, statistics[at] as tf.TensorInfo).set(each);
  }
  const gains = floatsOf(backend, scale);
  const factor = variance.map((value, channel) =>
    gains[channel]! / Math.sqrt(value + (attrs.epsilon as number))
  );
  const shift = floatsOf(backend, offset);
  const to = floatsOf(backend, output);
  for (let at = 0; at < to.length;) {
    for (let channel = 0; channel < channels; channel++, at++) {
      const centred = values[at]! - mean[channel]!;
      to[at] = centred * factor[channel]! + shift[channel]!;
    }
  }
  return [output, ...statistics];
}

function momentsOf(values: Float32Array, channels: number) {
  const count = values.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let at = 0; at < values.length;) {
    for (let channel = 0; channel < channels; channel++, at++) {
      mean[channel]! += values[at]!;
    }
  }
  for (let channel = 0; channel < channels; channel++) mean[channel]! /= count;
  for (let at = 0; at < values.length;) {
    for (let channel = 0; channel < channels; channel++, at++) {
      const centred = values[at]! - mean[channel]!;
      variance[channel]! += centred * centred;
    }
  }
  return { mean, variance: variance.map((sum) => sum / count) };
}

/**
 * The gradients of {@linkcode fusedBatchNorm}, of which mean and variance depend
 * on the values too.
 *
 * @returns Those by the values, the scale and the shift.
 */
export function fusedBatchNormGrad(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo[] {
  const { dy, x, scale, reserve1, reserve2 } = inputs as Record<
    "dy" | "x" | "scale" | "reserve1" | "reserve2",
    tf.TensorInfo
  >;
  const channels = scale.shape[0] as number;
  const outputs = [x, scale, scale].map(({ shape }) =>
    backend.makeOutput(shape, "float32")
  );
  const [dx, dScale, dShift] = outputs.map((output) =>
    floatsOf(backend, output)
  );
  const slopes = floatsOf(backend, dy);
  const values = floatsOf(backend, x);
  const mean = floatsOf(backend, reserve1);
  const inverse = Float64Array.from(
    floatsOf(backend, reserve2),
    (value) => 1 / Math.sqrt(value + (attrs.epsilon as number)),
  );
  const sum = new Float64Array(channels);
  const product = new Float64Array(channels);
  for (let at = 0; at < values.length;) {
    for (let channel = 0; channel < channels; channel++, at++) {
      sum[channel]! += slopes[at]!;
      product[channel]! += slopes[at]! * (values[at]! - mean[channel]!);
    }
  }
  dShift!.set(sum);
  dScale!.set(product.map((value, channel) => value * inverse[channel]!));
  const count = values.length / channels;
  const gains = floatsOf(backend, scale);
  const factor = inverse.map((value, channel) => value * gains[channel]!);
  const level = sum.map((value) => value / count);
  const tilt = product.map((value, channel) =>
    value * inverse[channel]! ** 2 / count
  );
  for (let at = 0; at < values.length;) {
    for (let channel = 0; channel < channels; channel++, at++) {
      const centred = values[at]! - mean[channel]!;
      dx![at] = factor[channel]! *
        (slopes[at]! - level[channel]! - centred * tilt[channel]!);
    }
  }
  return outputs;
}
