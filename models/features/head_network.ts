/** The last layer of a network by itself, to be trained on features. */
import * as tf from "@tensorflow/tfjs";

/** Settings of {@linkcode headNetwork}. */
export interface HeadNetworkOptions {
  /**
   * One row; a column for each view of an image: itself and, where it is
   * flipped at times, its mirror image; and the numbers that the body makes of
   * a view.
   */
  imageShape: readonly [number, number, number];
  /** The units of the layer; a logit a class, except for a single logit. */
  logits: number;
}

/** The first view of each image: where images are flipped, that is either. */
class FirstView extends tf.layers.Layer {
  static className = "FirstView";

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [null, (inputShape as tf.Shape).at(-1) as number];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const features =
      (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
    const width = features.shape[3];
    return tf.tidy(() =>
      tf.reshape(tf.slice4d(features, [0, 0, 0, 0], [-1, 1, 1, width]), [
        -1,
        width,
      ])
    );
  }
}

/**
 * Builds a dense layer over features.
 *
 * Features come as images of one row, whose columns are the views. Flipped left
 * to right as images are, by the same random numbers, their first column is
 * that of the image or that of its mirror image. The same seed draws the
 * weights that the last layer of the whole network starts from.
 *
 * @returns Features `[batch, 1, views, width]` to logits `[batch, logits]`.
 */
export function headNetwork(options: HeadNetworkOptions): tf.LayersModel {
  const { imageShape, logits } = options;
  return tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape: [...imageShape] }),
      new FirstView(),
      tf.layers.dense({
        name: "head",
        units: logits,
        kernelInitializer: "zeros",
      }),
    ],
  });
}
