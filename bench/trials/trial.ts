/** What a trial is and what comes of it: the words that workers speak. */
import { z } from "zod";
import { CALIBRATION_BINS } from "../../models/metrics/calibration.ts";
import type { Inference } from "../../models/training/classifier.ts";
import { FINE_TUNES, type FineTune } from "../../models/training/fine_tune.ts";
import { type Engine, ENGINE_NAMES } from "../../models/engines/engine.ts";
import { type Head, HEADS } from "../../models/layers/heads.ts";
import type { Metrics } from "../../models/metrics/metrics.ts";
import {
  NETWORK_NAMES,
  type NetworkName,
} from "../../models/networks/network.ts";
import { OUTPUTS, type Outputs } from "../../models/training/outputs.ts";
import {
  AUGMENTATIONS,
  OPTIMIZER_NAMES,
  PRECISIONS,
  type Recipe,
  REMEDIES,
  SCHEDULE_NAMES,
} from "../../models/training/recipe.ts";

/** Everything that decides what a trial computes. */
export interface TrialSpec extends Recipe {
  /** A name of the registry of data sets. */
  dataset: string;
  /** Names of the classes that are common in training. */
  majority: string[];
  /** Names of the classes that are rare in training. */
  minority: string[];
  /** Training images of each majority class. */
  majorityCount: number;
  /** Training images of each minority class. */
  minorityCount: number;
  /** Test images of each class, at the most. */
  testCount: number;
  /** Height and width of the images, in pixels. */
  imageSize: number;
  /** The network. */
  model: NetworkName;
  /** What the network starts from: `random`, or `sha256:` and a file's hash. */
  weights: string;
  /** What of the network is trained. */
  fineTune: FineTune;
  /** What stands between the network and its outputs. */
  head: Head;
  /** What the logits mean, and so what the loss is. */
  outputs: Outputs;
  /** Momentum of the final layer's moving averages, in Keras's convention. */
  momentum: number;
  /** Passes over the training images. */
  epochs: number;
  /** Epochs before the last after which the network is evaluated, ascending. */
  checkpoints: number[];
  /** Decides the draw, the initial weights and the order of the batches. */
  seed: number;
}

/** What computes: the same engine gives the same bits. */
export type EngineDescription = Pick<
  Engine,
  "name" | "version" | "device" | "instructionSet"
>;

/** What a result depends on beside its spec. */
export interface TrialOrigin {
  /** SHA-256 of the data set's content. */
  data: string;
  /** SHA-256 of the code that computes trials. */
  code: string;
  /** What computed it. */
  engine: EngineDescription;
}

/** How a network classifies the test images, after some epoch. */
export interface Evaluation {
  /** From 1. */
  epoch: number;
  /** How the network was used. */
  inference: Inference;
  /** What was measured. */
  metrics: Metrics;
}

/**
 * Hashes of what the arms of a seed have in common: that they do is checked, and
 * not believed.
 */
export interface TrialStart {
  /** Of the images drawn for training and for the test. */
  draw: string;
  /** Of the network's initial weights. */
  weights: string;
  /** Of the order of the training images in the first epoch. */
  order: string;
}

/** What came of a trial: a row is kept whatever the status. */
export interface TrialResult {
  /** What was asked for. */
  spec: TrialSpec;
  /** How it ended. */
  status: "ok" | "diverged" | "oom" | "killed" | "timeout";
  /** Why the trial has no evaluations, where it has none. */
  reason?: string | undefined;
  /**
   * One for each checkpoint and each way the network can be used, the trained
   * network's last; empty unless `ok`.
   */
  evaluations: Evaluation[];
  /** Mean training loss of each epoch, in nats; one that diverged is left out. */
  losses: number[];
  /** Test images of each class. */
  testCount: number;
  /** Seconds that training took, without evaluations. */
  trainSeconds: number;
  /** When it began, in ISO 8601. */
  started: string;
  /** The machine that ran it. */
  host: string;
  /** Where it began; absent unless `ok`. */
  start?: TrialStart | undefined;
  /** From what it was computed; absent if nobody lived to say. */
  origin?: TrialOrigin | undefined;
}

/** Smaller parts of a batch could leave one of a single image. */
export const SMALLEST_MICRO_BATCH = 4;

const count = z.int().min(1);
const className = z.string().min(1);

/** The schema of a {@linkcode TrialSpec}. */
export const trialSpec: z.ZodType<TrialSpec> = z.strictObject({
  dataset: z.string().min(1),
  majority: z.array(className).min(1),
  minority: z.array(className).min(1),
  majorityCount: count,
  minorityCount: count,
  testCount: count,
  imageSize: z.int().min(4).max(1024),
  model: z.enum(NETWORK_NAMES),
  weights: z.string().regex(/^(random|sha256:[0-9a-f]{64})$/),
  fineTune: z.enum(FINE_TUNES),
  head: z.enum(Object.keys(HEADS) as Head[]),
  outputs: z.enum(OUTPUTS),
  momentum: z.number().min(0).lt(1),
  optimizer: z.enum(OPTIMIZER_NAMES),
  weightDecay: z.number().min(0),
  learningRate: z.number().positive(),
  schedule: z.enum(SCHEDULE_NAMES),
  augmentation: z.enum(AUGMENTATIONS),
  remedy: z.enum(REMEDIES),
  precision: z.enum(PRECISIONS),
  batchSize: z.int().min(2),
  microBatchSize: z.int().min(SMALLEST_MICRO_BATCH).nullable(),
  epochs: count,
  checkpoints: z.array(count),
  seed: z.int().min(0).max(2 ** 31 - 1),
}).refine(
  ({ checkpoints, epochs }) =>
    [...checkpoints, epochs].every((epoch, at, all) =>
      at === 0 || epoch > (all[at - 1] ?? 0)
    ),
  { message: "checkpoints ascend, and come before the last epoch" },
);

/**
 * A text that is equal for equal specs: their JSON in the schema's order.
 *
 * @throws {z.ZodError} If the spec does not fit its schema.
 */
export function canonicalSpec(spec: TrialSpec): string {
  return JSON.stringify(trialSpec.parse(spec));
}

const share = z.number().min(0).max(1);

const metrics = z.strictObject({
  classes: z.array(z.strictObject({
    precision: share,
    recall: share,
    f1: share,
    support: z.int().min(0),
  })),
  minorityF1: share,
  macroF1: share,
  accuracy: share,
  balancedAccuracy: share,
  mcc: z.number().min(-1).max(1),
  confidence: share,
  confidenceCorrect: share.optional(),
  confidenceWrong: share.optional(),
  accuracyMinusConfidence: z.number().min(-1).max(1),
  eceEqualWidth: share,
  eceEqualMass: share,
  aurocConfidence: share.optional(),
  reliability: z.strictObject({
    count: z.array(z.int().min(0)).length(CALIBRATION_BINS),
    confidence: z.array(share.nullable()).length(CALIBRATION_BINS),
    accuracy: z.array(share.nullable()).length(CALIBRATION_BINS),
  }),
  logLoss: z.number().min(0),
  brier: z.number().min(0),
});

/** The schema of an {@linkcode EngineDescription}. */
export const engineDescription: z.ZodType<EngineDescription> = z.strictObject({
  name: z.enum(ENGINE_NAMES),
  version: z.string(),
  device: z.enum(["cpu", "gpu"]),
  instructionSet: z.string(),
});

const origin = z.strictObject({
  data: z.string(),
  code: z.string(),
  engine: engineDescription,
});

/** The schema of a {@linkcode TrialResult}. */
export const trialResult: z.ZodType<TrialResult> = z.strictObject({
  spec: trialSpec,
  status: z.enum(["ok", "diverged", "oom", "killed", "timeout"]),
  reason: z.string().optional(),
  evaluations: z.array(z.strictObject({
    epoch: count,
    inference: z.enum(["as-trained", "layer-removed"]),
    metrics,
  })),
  losses: z.array(z.number()),
  testCount: z.int().min(0),
  trainSeconds: z.number().min(0),
  started: z.string(),
  host: z.string(),
  start: z.strictObject({
    draw: z.string(),
    weights: z.string(),
    order: z.string(),
  }).optional(),
  origin: origin.optional(),
});
