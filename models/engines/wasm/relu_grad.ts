/** The gradients of ReLU and ReLU6. */
import type * as tf from "@tensorflow/tfjs";
import { floatsOf, type Kernel, type KernelArguments } from "./_kernel.ts";

/**
 * Makes the kernel of such a gradient: `dy` where the feature was let by, else
 * 0, in one pass over the values.
 *
 * @param passes Whether a feature was.
 */
export function gatedGrad(passes: (feature: number) => boolean): Kernel {
  return ({ inputs, backend }: KernelArguments): tf.TensorInfo => {
    const { dy, features } = inputs as Record<"dy" | "features", tf.TensorInfo>;
    const dx = backend.makeOutput(dy.shape, dy.dtype);
    const from = floatsOf(backend, dy);
    const gate = floatsOf(backend, features);
    const to = floatsOf(backend, dx);
    for (let at = 0; at < to.length; at++) {
      to[at] = passes(gate[at]!) ? from[at]! : 0;
    }
    return dx;
  };
}
