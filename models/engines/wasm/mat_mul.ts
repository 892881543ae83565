/** Matrix products. */
import type * as tf from "@tensorflow/tfjs";
import { free, type Kernel, type KernelArguments, run } from "./_kernel.ts";

/**
 * Makes a product of matrices out of the package's: that is XNNPACK's, and
 * fast, unless a matrix is to be transposed, which it then does value by value,
 * many times over. Here it is transposed once, before.
 *
 * @param product The package's kernel.
 */
export function transposingFirst(product: Kernel): Kernel {
  return ({ inputs, attrs, backend }: KernelArguments) => {
    const made: tf.TensorInfo[] = [];
    const plain = (x: tf.TensorInfo, isTransposed: boolean) => {
      if (!isTransposed) return x;
      const perm = x.shape.map((_, at) => at);
      perm.push(...perm.splice(-2).reverse());
      const transposed = run(backend, "Transpose", { x }, { perm });
      made.push(transposed);
      return transposed;
    };
    const output = product({
      inputs: {
        ...inputs,
        a: plain(inputs.a as tf.TensorInfo, attrs.transposeA === true),
        b: plain(inputs.b as tf.TensorInfo, attrs.transposeB === true),
      },
      attrs: { ...attrs, transposeA: false, transposeB: false },
      backend,
    });
    free(backend, ...made);
    return output;
  };
}
