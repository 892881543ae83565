/** EfficientNet-Lite in three sizes. */
import type * as tf from "@tensorflow/tfjs";
import {
  buildEfficientNetLite,
  type EfficientNetLiteScale,
} from "./_efficientnet_lite.ts";
import { assertImageSize, type NetworkOptions } from "./network.ts";

/** How wide and deep each of them is. */
const SCALES = {
  "efficientnet-lite0": { width: 1, depth: 1, dropout: 0.2 },
  "efficientnet-lite1": { width: 1, depth: 1.1, dropout: 0.2 },
  "efficientnet-lite2": { width: 1.1, depth: 1.2, dropout: 0.3 },
} as const satisfies Readonly<Record<string, EfficientNetLiteScale>>;

/**
 * Makes the builder of an EfficientNet-Lite, as {@linkcode buildEfficientNetLite}
 * says.
 *
 * For 1,000 logits and the size that each was published for, the weights that
 * are learned, and the multiply-adds of an image:
 *
 * | network | size    | weights   | multiply-adds |
 * | ------- | ------- | --------- | ------------- |
 * | lite0   | 224x224 | 4,652,008 | 385 million   |
 * | lite1   | 240x240 | 5,416,680 | 600 million   |
 * | lite2   | 260x260 | 6,092,072 | 860 million   |
 *
 * @param name Which one.
 * @returns Builds it; it refuses images below 8x8 pixels.
 */
export function efficientNetLite(
  name: keyof typeof SCALES,
): (options: NetworkOptions) => tf.LayersModel {
  return (options) => {
    assertImageSize(name, options);
    return buildEfficientNetLite({ ...options, ...SCALES[name] });
  };
}
