/** What features are kept under: all that they depend on. */
import { createHash } from "node:crypto";
import type { EngineName } from "../engines/engine.ts";
import type { NetworkName } from "../networks/network.ts";

/** All that decides the bits of features. */
export interface FeatureOrigin {
  /** The hash of the data set's content. */
  data: string;
  /** What decoded its images, and the version of that. */
  decoder: string;
  /** Which part of it. */
  split: "train" | "test";
  /** Whose images, as an index of the data set's classes. */
  label: number;
  /** Height, width and channels of an image, in pixels. */
  imageShape: readonly [number, number, number];
  /** The network. */
  model: NetworkName;
  /** The hash of its weights. */
  weights: string;
  /** Views of an image. */
  views: 1 | 2;
  /** The hash of the code that computes. */
  code: string;
  /** What computes. */
  engine: {
    name: EngineName;
    version: string;
    device: "cpu" | "gpu";
    instructionSet: string;
  };
}

/**
 * Hashes what features depend on.
 *
 * @returns 64 hexadecimal digits, equal for equal origins.
 */
export function featureKey(origin: FeatureOrigin): string {
  const { engine } = origin;
  const parts = [
    origin.data,
    origin.decoder,
    origin.split,
    origin.label,
    origin.imageShape,
    origin.model,
    origin.weights,
    origin.views,
    origin.code,
    engine.name,
    engine.version,
    engine.device,
    engine.instructionSet,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
