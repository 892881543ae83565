/** Which trials train on features of images, and where these are kept. */
import { classIndex, type Dataset } from "../../../datasets/dataset.ts";
import { DECODER } from "../../../datasets/read/decode_image.ts";
import { featurePath } from "../../../models/features/feature_file.ts";
import { featureKey } from "../../../models/features/feature_key.ts";
import type { TrialOrigin, TrialSpec } from "../trial.ts";
import type { FeatureFile } from "./messages.ts";

/** Where features are kept, and what computes them. */
export interface FeatureMaker extends Pick<TrialOrigin, "engine" | "code"> {
  /** The project's cache folder. */
  cache: string;
}

/**
 * Whether what comes before a trial's last layer is the same for all trainings
 * on an image: it is not trained, and the image is varied by flipping at most.
 * Lower precision is chosen for a network as a whole, and so not for its parts.
 */
export function takesFeatures(
  { weights, fineTune, augmentation, precision }: TrialSpec,
): boolean {
  return weights !== "scratch" && fineTune === "last-layer" &&
    ["none", "flip"].includes(augmentation) && precision === "f32";
}

/** Views of an image that a trial trains on: itself, and flipped. */
export function viewsOf({ augmentation }: TrialSpec): 1 | 2 {
  return augmentation === "flip" ? 2 : 1;
}

/** A data set whose features are looked for. */
export type FeatureDataset = Pick<
  Dataset,
  "name" | "classes" | "contentHash" | "imageShape"
>;

/**
 * Where the features of a trial's images are, or would be: a file for each class
 * that it draws from, in each part of the data set.
 *
 * @param spec One that {@linkcode takesFeatures}.
 * @param options The images, and the maker of the features.
 */
export function featureFiles(
  spec: TrialSpec,
  { dataset, cache, ...maker }: { dataset: FeatureDataset } & FeatureMaker,
): FeatureFile[] {
  const { model, weights, majority, minority } = spec;
  const { contentHash, imageShape } = dataset;
  const labels = [...majority, ...minority]
    .map((name) => classIndex(dataset, name))
    .sort((a, b) => a - b);
  const pathOf = (part: Pick<FeatureFile, "split" | "label">) =>
    featurePath(
      cache,
      featureKey({
        ...maker,
        ...part,
        data: contentHash,
        decoder: DECODER,
        imageShape,
        model,
        weights,
        views: viewsOf(spec),
      }),
    );
  return (["train", "test"] as const).flatMap((split) =>
    labels.map((label) => ({ split, label, path: pathOf({ split, label }) }))
  );
}
