/** What a trial is, and what comes of it. */
import { z } from "zod";
import { ENGINE_NAMES } from "../../models/engines/engine.ts";
import { CALIBRATION_BINS } from "../../models/metrics/calibration.ts";
import { FIELDS } from "./fields.ts";
import { sha256 } from "./sha256.ts";

type SpecShape = {
  -readonly [Name in keyof typeof FIELDS]: (typeof FIELDS)[Name]["schema"];
};

/** The schema of a {@linkcode TrialSpec}: the fields of the table. */
export const trialSpec = z.strictObject(
  Object.fromEntries(
    Object.entries(FIELDS).map(([name, { schema }]) => [name, schema]),
  ) as SpecShape,
).refine(
  ({ checkpoints, epochs }) =>
    [...checkpoints, epochs].every((epoch, at, all) =>
      at === 0 || epoch > (all[at - 1] ?? 0)
    ),
  { message: "checkpoints ascend, and come before the last epoch" },
);

/** Everything that decides what a trial computes: a value for each field. */
export interface TrialSpec extends z.infer<typeof trialSpec> {}

/** The schema of a {@linkcode Trial}. */
export const trial = z.strictObject({
  /** SHA-256 of the spec's JSON, in hexadecimal: equal for equal specs. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** With its fields in the order of the table. */
  spec: trialSpec,
});

/** A trial, and what it is known by on every machine and in every run. */
export interface Trial extends z.infer<typeof trial> {}

/**
 * Makes a trial of a spec: here, and nowhere else, specs are given their keys.
 *
 * @param spec Its fields, in any order.
 * @throws {z.ZodError} If it does not fit its schema.
 */
export function trialOf(spec: TrialSpec): Trial {
  const whole = trialSpec.parse(spec);
  return { key: sha256(JSON.stringify(whole)), spec: whole };
}

/** Digits of a key: of a million trials, two share them in 1 of 500 runs. */
const ID_DIGITS = 12;

/** The name of a trial in reports, and on the command line. */
export function trialId({ key }: Pick<Trial, "key">): string {
  return key.slice(0, ID_DIGITS);
}

/** The schema of an {@linkcode EngineDescription}. */
export const engineDescription = z.strictObject({
  name: z.enum(ENGINE_NAMES),
  version: z.string(),
  device: z.enum(["cpu", "gpu"]),
  instructionSet: z.string(),
});

/** What computes: the same engine gives the same bits. */
export type EngineDescription = z.infer<typeof engineDescription>;

const trialOrigin = z.strictObject({
  /** SHA-256 of the data set's content. */
  data: z.string(),
  /** SHA-256 of the code that computes trials. */
  code: z.string(),
  /** What computed it. */
  engine: engineDescription,
});

/** What a result depends on beside its spec. */
export type TrialOrigin = z.infer<typeof trialOrigin>;

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

/** The schema of an {@linkcode Evaluation}. */
export const evaluation = z.strictObject({
  /** From 1. */
  epoch: z.int().min(1),
  /** How the network was used. */
  inference: z.enum(["as-trained", "layer-removed"]),
  metrics,
});

/** How a network classifies the test images, after some epoch. */
export type Evaluation = z.infer<typeof evaluation>;

const trialStart = z.strictObject({
  /** Of the images drawn for training and for the test. */
  draw: z.string(),
  /** Of the network's initial weights. */
  weights: z.string(),
  /** Of the order of the training images in the first epoch. */
  order: z.string(),
});

/** Hashes of what the arms of a seed share, so that this can be checked. */
export type TrialStart = z.infer<typeof trialStart>;

/** The schema of a {@linkcode TrialResult}. */
export const trialResult = z.strictObject({
  ...trial.shape,
  /** How it ended. */
  status: z.enum(["ok", "diverged", "oom", "killed", "timeout"]),
  /** Why the trial has no evaluations, where it has none. */
  reason: z.string().optional(),
  /**
   * One for each checkpoint and each way the network can be used, the trained
   * network's last; empty unless `ok`.
   */
  evaluations: z.array(evaluation),
  /** Mean training loss of each epoch, in nats; one that diverged is left out. */
  losses: z.array(z.number()),
  /** Test images of each class. */
  testCount: z.int().min(0),
  /** Seconds that training took, without evaluations. */
  trainSeconds: z.number().min(0),
  /** When it began, in ISO 8601. */
  started: z.string(),
  /** The machine that ran it. */
  host: z.string(),
  /** Where it began; absent unless `ok`. */
  start: trialStart.optional(),
  /** From what it was computed; absent if no worker lived to say. */
  origin: trialOrigin.optional(),
});

/** What came of a trial: a row is kept whatever the status. */
export interface TrialResult extends z.infer<typeof trialResult> {}
