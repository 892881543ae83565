/** The residual network of 18 layers. */
import type * as tf from "@tensorflow/tfjs";
import type { NetworkOptions } from "./network.ts";
import { buildResnet } from "./_resnet.ts";

/**
 * Builds ResNet18: stages of 2, 2, 2, 2 basic blocks, as {@linkcode buildResnet} says.
 *
 * For 224x224x3 and 1,000 logits: 11,689,512 weights that are learned, and 1.81
 * billion multiply-adds an image, as torchvision's.
 *
 * @returns Images `[batch, height, width, channels]` to logits
 * `[batch, logits]`; the weights are for {@linkcode initialize} to set.
 * @throws {RangeError} For images below 8x8 pixels.
 */
export function resnet18(options: NetworkOptions): tf.LayersModel {
  return buildResnet({ ...options, name: "resnet18", blocks: [2, 2, 2, 2] });
}
