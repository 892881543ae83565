/** The gradient of ReLU. */
import type * as tf from "@tensorflow/tfjs";
import { floatsOf, type KernelArguments } from "./_kernel.ts";

/** `dy` where the feature is positive, else 0: one pass over the values. */
export function reluGrad(
  { inputs, backend }: KernelArguments,
): tf.TensorInfo {
  const { dy, features } = inputs as Record<"dy" | "features", tf.TensorInfo>;
  const dx = backend.makeOutput(dy.shape, dy.dtype);
  const from = floatsOf(backend, dy);
  const gate = floatsOf(backend, features);
  const to = floatsOf(backend, dx);
  for (let at = 0; at < to.length; at++) {
    to[at] = gate[at]! > 0 ? from[at]! : 0;
  }
  return dx;
}
