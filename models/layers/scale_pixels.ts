/** Pixels in the range that a published network was trained on, as a layer. */
import * as tf from "@tensorflow/tfjs";

/** What {@linkcode ScalePixels} makes of a byte. */
export interface ScalePixelsOptions {
  /** The layer's name. */
  name?: string;
  /** Subtracted from each byte. */
  offset: number;
  /** What the difference is divided by. */
  divisor: number;
}

/** The largest value of a byte: images come in [0, 1]. */
const LARGEST_BYTE = 255;

/**
 * Scales pixels in [0, 1] to `(byte - offset) / divisor`, whether weights are
 * published or drawn.
 *
 * A network that begins with this layer takes its pixels as they are: the
 * classifier does not normalize them a second time.
 */
export class ScalePixels extends tf.layers.Layer {
  static className = "ScalePixels";
  readonly #factor: number;
  readonly #shift: number;

  constructor({ offset, divisor, ...rest }: ScalePixelsOptions) {
    super(rest);
    this.#factor = LARGEST_BYTE / divisor;
    this.#shift = offset / divisor;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const images = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
    return tf.tidy(() => tf.sub(tf.mul(images, this.#factor), this.#shift));
  }
}
