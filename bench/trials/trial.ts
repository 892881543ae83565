/** What a trial is and what comes of it: the words that workers speak. */
import { z } from "zod";
import { CALIBRATION_BINS } from "../../models/calibration.ts";
import type { Inference } from "../../models/classifier.ts";
import { type Head, HEADS } from "../../models/heads.ts";
import type { Metrics } from "../../models/metrics.ts";
import { NETWORK_NAMES, type NetworkName } from "../../models/network.ts";
import { OUTPUTS, type Outputs } from "../../models/outputs.ts";

/** Everything that decides what a trial computes. */
export interface TrialSpec {
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
  model: NetworkName;
  /** What stands between the network and its outputs. */
  head: Head;
  /** What the logits mean, and so what the loss is. */
  outputs: Outputs;
  /** Momentum of the final layer's moving averages, in Keras's convention. */
  momentum: number;
  /** Images a training step. */
  batchSize: number;
  /** Passes over the training images. */
  epochs: number;
  learningRate: number;
  /** Decides the draw, the initial weights and the order of the batches. */
  seed: number;
}

/** What computes: the same engine gives the same bits. */
export interface EngineDescription {
  /** The version of libtensorflow. */
  tensorflow: string;
  device: "cpu" | "gpu";
  /** The widest instructions of the processor, such as `"avx512"`. */
  instructionSet: string;
}

/** What a result depends on beside its spec. */
export interface TrialOrigin {
  /** SHA-256 of the data set's content. */
  data: string;
  /** SHA-256 of the code that computes trials. */
  code: string;
  engine: EngineDescription;
}

/** What came of a trial: a row is kept whatever the status. */
export interface TrialResult {
  spec: TrialSpec;
  status: "ok" | "diverged" | "oom" | "killed" | "timeout";
  /** Why the trial has no evaluations, where it has none. */
  reason?: string | undefined;
  /** One for each way the trained model can be used; empty unless `ok`. */
  evaluations: { inference: Inference; metrics: Metrics }[];
  /** Mean training loss of each epoch, in nats; one that diverged is left out. */
  losses: number[];
  /** Test images of each class. */
  testCount: number;
  trainSeconds: number;
  /** When it began, in ISO 8601. */
  started: string;
  /** The machine that ran it. */
  host: string;
  /** From what it was computed; absent if nobody lived to say. */
  origin?: TrialOrigin | undefined;
}

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
  head: z.enum(Object.keys(HEADS) as Head[]),
  outputs: z.enum(OUTPUTS),
  momentum: z.number().min(0).lt(1),
  batchSize: z.int().min(2),
  epochs: count,
  learningRate: z.number().positive(),
  seed: z.int().min(0).max(2 ** 31 - 1),
});

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
  tensorflow: z.string(),
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
    inference: z.enum(["as-trained", "layer-removed"]),
    metrics,
  })),
  losses: z.array(z.number()),
  testCount: z.int().min(0),
  trainSeconds: z.number().min(0),
  started: z.string(),
  host: z.string(),
  origin: origin.optional(),
});
