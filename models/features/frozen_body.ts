/**
 * The layers of a network before its last, as they are where the last alone is
 * trained: the same for every training, so an image goes through them once.
 */
import * as tf from "@tensorflow/tfjs";
import type { ReadyStep, StepCompiler } from "../engines/step_compiler.ts";
import { Classifier } from "../training/classifier.ts";
import { REFERENCE_RECIPE } from "../training/recipe.ts";
import { pixelsOf } from "../training/pixels_of.ts";
import type { PublishedWeights } from "../weights/published_weights.ts";

/** What a {@linkcode FrozenBody} is made of. */
export interface FrozenBodyOptions {
  /**
   * Images `[batch, height, width, channels]` to any number of logits; the body
   * disposes it.
   */
  network: tf.LayersModel;
  /** The weights, which have to outlive this. */
  published: PublishedWeights;
  /** Compiles the pass through the layers. */
  compiler: StepCompiler;
}

/**
 * Images of a pass. A last batch that is smaller is filled up, so that one pass
 * is compiled.
 *
 * An image's features have the same bits in every batch, at every place, but
 * where kernels are chosen by the size of the batch: for a single image, and for
 * batches of few images where ResNet and VGG19 have small maps, sums are added
 * in another order. There, a training on features and one of the whole network
 * differ in the last bits. So they may under a batch normalization, where the
 * bias of the last layer follows the rounding of a gradient that is zero.
 */
const BATCH = 32;

/** A network without its last layer. */
export class FrozenBody {
  /** How many numbers it makes of an image. */
  readonly width: number;
  readonly #imageShape: readonly [number, number, number];
  readonly #classifier: Classifier;
  readonly #step: ReadyStep;

  /** @throws {RangeError} If the weights are not of such a network. */
  constructor(options: FrozenBodyOptions) {
    const { network, published, compiler } = options;
    const [, ...imageShape] = network.inputs[0]?.shape as number[];
    this.#imageShape = imageShape as [number, number, number];
    const recipe = { ...REFERENCE_RECIPE, fineTune: "last-layer" } as const;
    this.#classifier = new Classifier(network, recipe, { published });
    this.#classifier.initialize({ seed: 0 });
    this.width = this.#classifier.featureCount;
    this.#step = compiler((images, mirrored) => {
      const seen = mirrored === undefined
        ? images
        : tf.reverse(images as tf.Tensor, 2);
      return [this.#classifier.features(seen as tf.Tensor)];
    });
  }

  /**
   * What the last layer is given of images.
   *
   * @param images Pixels, row-major `[count, height, width, channels]`, 0 to 255.
   * @param options Whether the images are mirrored left to right before.
   * @returns Row-major `[count, width]`.
   */
  featuresOf(
    images: Uint8Array,
    { isMirrored = false }: { isMirrored?: boolean } = {},
  ): Float32Array {
    const size = this.#imageShape.reduce((product, side) => product * side);
    const count = images.length / size;
    const features = new Float32Array(count * this.width);
    const batch = new Uint8Array(BATCH * size);
    // Its value is of no use: with it, another pass is compiled.
    const mirrored = isMirrored ? [tf.scalar(1)] : [];
    for (let from = 0; from < count; from += BATCH) {
      batch.set(images.subarray(from * size, (from + BATCH) * size));
      const pixels = pixelsOf(batch, this.#imageShape);
      const results = this.#step(pixels, ...mirrored);
      const values = results[0]?.dataSync() as Float32Array;
      const wanted = Math.min(BATCH, count - from) * this.width;
      features.set(values.subarray(0, wanted), from * this.width);
      tf.dispose([pixels, ...results]);
    }
    tf.dispose(mirrored);
    return features;
  }

  /** Frees the network and the compiled pass. */
  dispose(): void {
    this.#step.dispose();
    this.#classifier.dispose();
  }
}
