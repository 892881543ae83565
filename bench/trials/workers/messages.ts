/** What a worker and its parent tell each other, one JSON text a line. */
import { z } from "zod";
import { APARTS } from "../../../datasets/dataset.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import { PRECISIONS } from "../../../models/precision.ts";
import { engineDescription, trial, trialResult } from "../trial.ts";

const weightsFile = z.strictObject({
  /** What specs call it: `sha256:` and the hash of its content. */
  id: z.string(),
  path: z.string(),
});

/** A file of published weights. */
export type WeightsFile = z.infer<typeof weightsFile>;

const workerSource = z.strictObject({
  /** The folder given with `--data`. */
  data: z.string().optional(),
  /** The folder, or zip, given with `--images`. */
  images: z.string().optional(),
  /** How these are found and grouped. */
  own: z.strictObject({
    labels: z.string().optional(),
    groups: z.string().optional(),
    followLinks: z.boolean().optional(),
  }).optional(),
  /** The project's cache folder. */
  cache: z.string(),
  /** The published weights that trials may start from. */
  weights: z.array(weightsFile).readonly().optional(),
});

/** Where a worker finds its images, and weights. */
export type WorkerSource = z.infer<typeof workerSource>;

const engineStart = z.discriminatedUnion("name", [
  z.strictObject({
    name: z.literal("tensorflow"),
    library: z.string(),
    device: z.enum(["auto", "cpu", "gpu"]),
    instructionSet: z.string(),
    precisions: z.array(z.enum(PRECISIONS)).readonly().optional(),
    gpus: z.strictObject({
      instructionSet: z.string(),
      memoryShare: z.number().positive().max(1),
    }).optional(),
  }),
  z.strictObject({ name: z.literal("wasm") }),
]);

/** The schema of a {@linkcode WorkerCommand}. */
export const workerCommand = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("start"),
    engine: engineStart,
    source: workerSource,
  }),
  z.strictObject({ type: z.literal("trial"), trial }),
]);

/** What the parent tells a worker. */
export type WorkerCommand = z.infer<typeof workerCommand>;

/** The schema of a {@linkcode WorkerReply}. */
export const workerReply = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("ready"),
    engine: engineDescription,
    code: z.string(),
  }),
  z.strictObject({
    type: z.literal("result"),
    result: trialResult,
    /** Memory that the worker holds after it, in bytes. */
    residentBytes: z.number().min(0),
  }),
  z.strictObject({ type: z.literal("failure"), message: z.string() }),
]);

/** What a worker tells its parent. */
export type WorkerReply = z.infer<typeof workerReply>;

const featureFile = z.strictObject({
  split: z.enum(["train", "test"]),
  /** Whose images, as an index of the data set's classes. */
  label: z.number(),
  path: z.string(),
});

/** A file of the features of one class. */
export type FeatureFile = z.infer<typeof featureFile>;

const featureOrder = z.strictObject({
  dataset: z.string(),
  imageSize: z.number(),
  apart: z.enum(APARTS),
  model: z.enum(NETWORK_NAMES),
  weights: z.string(),
  views: z.literal([1, 2]),
  files: z.array(featureFile).min(1),
});

/** Features that are to be computed, and where to. */
export type FeatureOrder = z.infer<typeof featureOrder>;

/** The schema of what a process that computes features is told. */
export const featureCommand = z.strictObject({
  engine: engineStart,
  source: workerSource,
  order: featureOrder,
});

/** What a process that computes features is told. */
export type FeatureCommand = z.infer<typeof featureCommand>;

/** The schema of a {@linkcode FeatureReply}. */
export const featureReply = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("progress"),
    images: z.number(),
    totalImages: z.number(),
  }),
  z.strictObject({ type: z.literal("done") }),
  z.strictObject({ type: z.literal("failure"), message: z.string() }),
]);

/** What such a process tells its parent. */
export type FeatureReply = z.infer<typeof featureReply>;
