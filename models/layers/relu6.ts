/** ReLU up to six, as a layer of tfjs. */
import * as tf from "@tensorflow/tfjs";

/**
 * `min(max(x, 0), 6)` of each value.
 *
 * tfjs's own layer for it clips what ReLU leaves: two passes over whole
 * activations, and a gradient composed of more. Here it is one kernel, and one
 * for its gradient.
 *
 * Source: Krizhevsky 2010, "Convolutional Deep Belief Networks on CIFAR-10".
 */
export class Relu6 extends tf.layers.Layer {
  static className = "Relu6";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const values = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
    return tf.relu6(values);
  }
}
