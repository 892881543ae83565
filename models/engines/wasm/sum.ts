/** Sums over the leading axes. */
import type * as tf from "@tensorflow/tfjs";
import { floatsOf, type Kernel, type KernelArguments } from "./_kernel.ts";

/**
 * Makes a sum out of the package's, which puts the axes that are summed over
 * last, by a transposition, before it sums: for the gradient of a bias, over
 * batch, height and width, that costs more than the sum. Here these are added
 * up as they lie, in double precision.
 *
 * @param sum The package's kernel, for all other sums.
 */
export function summingInPlace(sum: Kernel): Kernel {
  return (args: KernelArguments) => {
    const { inputs, attrs, backend } = args;
    const x = inputs.x as tf.TensorInfo;
    const axes = [attrs.axis].flat() as number[];
    const kept = x.shape.slice(axes.length);
    const isLeading = axes.every((axis, at) => axis === at);
    if (x.dtype !== "float32" || !isLeading || kept.length === 0) {
      return sum(args);
    }
    const shape = attrs.keepDims === true
      ? [...axes.map(() => 1), ...kept]
      : kept;
    const output = backend.makeOutput(shape, "float32");
    const to = floatsOf(backend, output);
    const values = floatsOf(backend, x);
    const sums = new Float64Array(to.length);
    for (let at = 0; at < values.length;) {
      for (let column = 0; column < sums.length; column++, at++) {
        sums[column]! += values[at]!;
      }
    }
    to.set(sums);
    return output;
  };
}
