/** What a trial is and what comes of it: the words that workers speak. */
import { z } from "zod";
import { CALIBRATION_BINS } from "../../models/calibration.ts";
import type { Head, Inference } from "../../models/classifier.ts";
import type { Metrics } from "../../models/metrics.ts";

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
  model: "small-cnn";
  head: Head;
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

/** Where a worker finds its images. */
export interface WorkerSource {
  /** The folder given with `--data`. */
  data?: string | undefined;
  /** The folder, or zip, given with `--images`. */
  images?: string | undefined;
  /** The project's cache folder. */
  cache: string;
}

/** What the parent tells a worker, one JSON text a line. */
export type WorkerCommand =
  | {
    type: "start";
    /** The path of libtensorflow. */
    library: string;
    device: "auto" | "cpu" | "gpu";
    /** The processor's, as {@linkcode EngineDescription} has it. */
    instructionSet: string;
    source: WorkerSource;
  }
  | { type: "trial"; spec: TrialSpec };

/** What a worker tells its parent, one JSON text a line. */
export type WorkerReply =
  | { type: "ready"; engine: EngineDescription; code: string }
  | {
    type: "result";
    result: TrialResult;
    /** Memory that the worker holds after it, in bytes. */
    residentBytes: number;
  }
  | { type: "failure"; message: string };

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
  model: z.enum(["small-cnn"]),
  head: z.enum(["plain", "final-batch-norm"]),
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

const engine = z.strictObject({
  tensorflow: z.string(),
  device: z.enum(["cpu", "gpu"]),
  instructionSet: z.string(),
});

const origin = z.strictObject({
  data: z.string(),
  code: z.string(),
  engine,
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

/** The schema of a {@linkcode WorkerCommand}. */
export const workerCommand: z.ZodType<WorkerCommand> = z.discriminatedUnion(
  "type",
  [
    z.strictObject({
      type: z.literal("start"),
      library: z.string(),
      device: z.enum(["auto", "cpu", "gpu"]),
      instructionSet: z.string(),
      source: z.strictObject({
        data: z.string().optional(),
        images: z.string().optional(),
        cache: z.string(),
      }),
    }),
    z.strictObject({ type: z.literal("trial"), spec: trialSpec }),
  ],
);

/** The schema of a {@linkcode WorkerReply}. */
export const workerReply: z.ZodType<WorkerReply> = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ type: z.literal("ready"), engine, code: z.string() }),
    z.strictObject({
      type: z.literal("result"),
      result: trialResult,
      residentBytes: z.number().min(0),
    }),
    z.strictObject({ type: z.literal("failure"), message: z.string() }),
  ],
);
