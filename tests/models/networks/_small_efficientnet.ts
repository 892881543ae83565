/** A network of EfficientNet-Lite's parts, as deep as a test has time for. */
import type * as tf from "@tensorflow/tfjs";
import { buildEfficientNetLite } from "../../../models/networks/_efficientnet_lite.ts";

/** Every kind of block: without widening, with a stride, beside a shortcut. */
const STAGES = [
  { blocks: 1, kernelSize: 3, strides: 1, expansion: 1, filters: 8 },
  { blocks: 2, kernelSize: 5, strides: 2, expansion: 4, filters: 16 },
  { blocks: 1, kernelSize: 3, strides: 1, expansion: 4, filters: 24 },
];

/** Builds it, for images of any size. */
export function smallEfficientNet(
  imageShape: readonly [number, number, number],
  logits = 2,
): tf.LayersModel {
  return buildEfficientNetLite({
    imageShape,
    logits,
    width: 1,
    depth: 1,
    dropout: 0.2,
    stages: STAGES,
    features: 32,
  });
}
