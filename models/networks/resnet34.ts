/** The residual network of 34 layers. */
import type * as tf from "@tensorflow/tfjs";
import type { NetworkOptions } from "./network.ts";
import { buildResnet } from "./_resnet.ts";

/**
 * Builds ResNet34: stages of 3, 4, 6, 3 basic blocks, as {@linkcode buildResnet} says.
 *
 * For 224x224x3 and 1,000 logits: 21,797,672 weights that are learned, and 3.66
 * billion multiply-adds an image, as torchvision's.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 * @throws {RangeError} For images below 8x8 pixels.
 */
export function resnet34(options: NetworkOptions): tf.LayersModel {
  return buildResnet({ ...options, name: "resnet34", blocks: [3, 4, 6, 3] });
}
