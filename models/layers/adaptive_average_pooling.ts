/** Average pooling to a size that does not depend on the image's. */
import * as tf from "@tensorflow/tfjs";

/** Settings of an {@linkcode AdaptiveAveragePooling}. */
export interface AdaptiveAveragePoolingOptions {
  /** The layer's name. */
  name?: string;
  /** The height and width of what comes out. */
  size: number;
}

/**
 * Averages maps `[batch, height, width, channels]` to `size` times `size`, and
 * flattens them to `[batch, channels * size * size]`, channel by channel.
 *
 * The windows are those of PyTorch's layer of this name: the one at `i` goes
 * from `floor(i * height / size)` up to `ceil((i + 1) * height / size)`, so
 * that they overlap where the size does not divide the height, and repeat where
 * it is greater. The order is that of PyTorch's `flatten`.
 */
export class AdaptiveAveragePooling extends tf.layers.Layer {
  static className = "AdaptiveAveragePooling";
  readonly #size: number;

  constructor(options: AdaptiveAveragePoolingOptions) {
    const { size, ...rest } = options;
    super(rest);
    this.#size = size;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    const [batch = null, , , channels] = inputShape;
    return [batch, channels as number * this.#size ** 2];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const maps = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
    const [batch, height, width, channels] = maps.shape;
    const size = this.#size;
    return tf.tidy(() => {
      const byChannel = tf.transpose(maps, [0, 3, 1, 2]);
      if (height === size && width === size) {
        return tf.reshape(byChannel, [batch, channels * size * size]);
      }
      const rows = tf.reshape(byChannel, [batch * channels, height * width]);
      const windows = tf.tensor2d(
        shares(height, size).flatMap((row) =>
          shares(width, size).flatMap((column) =>
            row.flatMap((a) => column.map((b) => a * b))
          )
        ),
        [size * size, height * width],
      );
      const averages = tf.matMul(rows, windows, false, true);
      return tf.reshape(averages, [batch, channels * size * size]);
    });
  }
}

/** The share that each of `length` values has in each of `windows` averages. */
function shares(length: number, windows: number): number[][] {
  return Array.from({ length: windows }, (_, window) => {
    const start = Math.floor(window * length / windows);
    const end = Math.ceil((window + 1) * length / windows);
    return Array.from(
      { length },
      (_, at) => at >= start && at < end ? 1 / (end - start) : 0,
    );
  });
}
