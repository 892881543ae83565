/** How long trials take on WebAssembly, before any was run there. */
import type { NetworkName } from "../../models/networks/network.ts";
import { trainedImages } from "./trained_images.ts";
import type { TrialSpec } from "./trial.ts";
import { takesFeatures } from "./workers/feature_files.ts";

/**
 * Images that a process trains on in a second, at 32x32x3 and batch 64, on one
 * of two hardware threads of an AVX-512 core of 2026 that others used too; of
 * ResNet34 judged by its multiply-adds, of VGG19 too, which does not fit into
 * memory.
 */
const IMAGES_PER_SECOND: Readonly<Record<NetworkName, number>> = {
  "small-cnn": 800,
  "mlp": 2500,
  "three-block-cnn": 64,
  "resnet18": 4,
  "resnet34": 2,
  "vgg19": 5,
  "efficientnet-lite0": 40,
  "efficientnet-lite1": 25,
  "efficientnet-lite2": 20,
};

/** Height and width that these hold for, in pixels. */
const SIZE = 32;

/** From this size on, residual networks go on with a quarter of it. */
const LARGE_IMAGE = 64;

/**
 * Judges the training time of a trial, to a factor of two or so; without the
 * time of features, which are computed once for many trials.
 *
 * @returns Seconds.
 */
export function secondsOnWasm(spec: TrialSpec): number {
  const { model, imageSize } = spec;
  if (takesFeatures(spec)) return trainedImages(spec) / IMAGES_PER_SECOND.mlp;
  const isQuartered = model.startsWith("resnet") && imageSize >= LARGE_IMAGE;
  const size = isQuartered ? imageSize / 4 : imageSize;
  return trainedImages(spec) * (size / SIZE) ** 2 / IMAGES_PER_SECOND[model];
}
