/**
 * Gradients in one kernel where tfjs composes them from many.
 *
 * tfjs writes the gradient of ReLU as `dy * step(x)`, which on TensorFlow
 * becomes IsNan, Greater, Select, Fill, Cast and Mul over whole activations: a
 * quarter of a small network's training step.
 */
import * as tf from "@tensorflow/tfjs";
import type { NamedTensorMap } from "@tensorflow/tfjs";

/** An op of ours, whose gradient is registered once. */
const MARK = "FusedBatchNormV2";

/**
 * Registers the gradients; they hold for every op made from now on, on either
 * engine.
 */
export function registerGradients(): void {
  if (tf.getGradient(MARK) !== undefined) return;
  tf.unregisterGradient("Relu");
  tf.registerGradient({
    kernelName: "Relu",
    // The output serves as well as the input, and the input may then be fused
    // away: convolution, bias and ReLU become one op.
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({
      x: () => {
        if (tf.getKernel("ReluGrad", tf.getBackend()) === undefined) {
          return tf.mul(dy as tf.Tensor, tf.step(saved[0] as tf.Tensor));
        }
        const inputs = { dy, features: saved[0] } as NamedTensorMap;
        return tf.engine().runKernel("ReluGrad", inputs) as tf.Tensor;
      },
    }),
  });
  tf.registerGradient({
    kernelName: MARK,
    inputsToSave: ["x", "scale"],
    // The last two are there for the gradient.
    outputsToSave: [false, false, false, true, true],
    gradFunc: (dy, saved, attrs) => {
      const [x, scale, reserve1, reserve2] = saved;
      const inputs = {
        dy: (dy as tf.Tensor[])[0],
        x,
        scale,
        reserve1,
        reserve2,
      };
      const [images, byScale, byShift] = tf.engine().runKernel(
        "FusedBatchNormGradV2",
        inputs as NamedTensorMap,
        attrs,
      ) as tf.Tensor[];
      return {
        x: () => images as tf.Tensor,
        scale: () => byScale as tf.Tensor,
        offset: () => byShift as tf.Tensor,
      };
    },
  });
}
