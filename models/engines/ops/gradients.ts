/**
 * Gradients in one kernel where tfjs composes them from many.
 *
 * tfjs writes the gradient of ReLU as `dy * step(x)`, which on TensorFlow
 * becomes IsNan, Greater, Select, Fill, Cast and Mul over whole activations: a
 * quarter of a small network's training step. What is left goes through whole
 * activations once each, and memory is what it waits for.
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
  replaceGradient({
    kernelName: "Relu",
    // The output serves as well as the input, and the input may then be fused
    // away: convolution, bias and ReLU become one op.
    outputsToSave: [true],
    gradFunc: (dy, saved) => {
      const output = saved[0] as tf.Tensor;
      return { x: () => reluGradient(dy as tf.Tensor, output) };
    },
  });
  replaceGradient({
    kernelName: "Relu6",
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({ x: () => relu6Gradient(dy, saved[0]) }),
  });
  const maxPool = tf.getGradient("MaxPool");
  replaceGradient({
    ...maxPool,
    gradFunc: (dy, saved, attrs) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      if (!isOutputOfRelu(x)) return maxPool.gradFunc(dy, saved, attrs);
      return {
        x: () => {
          const passed = reluGradient(dy as tf.Tensor, y);
          const gradients = maxPool.gradFunc(passed, saved, attrs);
          const gradient = (gradients.x as () => tf.Tensor)();
          passedByRelu.set(gradient.dataId, x.dataId);
          return gradient;
        },
      };
    },
  });
  const add = tf.getGradient("Add");
  replaceGradient({
    ...add,
    gradFunc: (dy, saved, attrs) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      const gradients = add.gradFunc(dy, saved, attrs);
      return isBias(b, a)
        ? { ...gradients, b: () => biasGradient(dy as tf.Tensor, b) }
        : gradients;
    },
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

/** The data of a gradient by the output of a ReLU, and the data of that. */
const passedByRelu = new WeakMap<object, object>();

/** The gradient by what a ReLU was given, from its output. */
function reluGradient(dy: tf.Tensor, output: tf.Tensor): tf.Tensor {
  if (passedByRelu.get(dy.dataId) === output.dataId) return tf.clone(dy);
  if (tf.getKernel("ReluGrad", tf.getBackend()) === undefined) {
    return tf.mul(dy, tf.step(output));
  }
  const inputs = { dy, features: output } as NamedTensorMap;
  return tf.engine().runKernel("ReluGrad", inputs) as tf.Tensor;
}

/** The gradient by what a ReLU6 was given, from its output. */
function relu6Gradient(
  dy: tf.Tensor | tf.Tensor[],
  output: tf.Tensor | undefined,
): tf.Tensor {
  const inputs = { dy, features: output } as NamedTensorMap;
  return tf.engine().runKernel("Relu6Grad", inputs) as tf.Tensor;
}

/**
 * Whether a tensor came out of a ReLU.
 *
 * If what is pooled did, what a pool lets through is above zero exactly where
 * its output is: the gradient is then passed by ReLU before it is spread over
 * the pools, where it is a quarter as large, and need not be after.
 */
function isOutputOfRelu({ dataId }: tf.Tensor): boolean {
  const tape = tf.engine().state.activeTape ?? [];
  return tape.some(({ kernelName, outputs }) =>
    kernelName === "Relu" && outputs[0]?.dataId === dataId
  );
}

/** Whether `b` is one number a channel, added to all of `a`. */
function isBias(b: tf.Tensor, a: tf.Tensor): boolean {
  return b.size < a.size && b.size === a.shape.at(-1) &&
    b.size === b.shape.at(-1) && b.dtype === "float32" &&
    tf.getKernel("BiasAddGrad", tf.getBackend()) !== undefined;
}

/**
 * The sum of a gradient over all but the channels.
 *
 * It is given as a matrix: TensorFlow would else compute it with the gradient of
 * the convolution, which takes longer than both.
 */
function biasGradient(dy: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const inputs = { dy: tf.reshape(dy, [-1, bias.size]) } as NamedTensorMap;
  const sum = tf.engine().runKernel("BiasAddGrad", inputs) as tf.Tensor;
  return tf.reshape(sum, bias.shape);
}

function replaceGradient(config: tf.GradConfig): void {
  tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}
