/** What a trial is, and what comes of it. */
import { z } from "zod";
import { ENGINE_NAMES } from "../../models/engines/engine.ts";
import { CALIBRATION_BINS } from "../../models/metrics/calibration.ts";
import { MARGIN_EDGES } from "../../models/metrics/margins.ts";
import {
  FALSE_ALARM_RATE,
  FALSE_ALARM_RATES,
} from "../../models/metrics/ranking.ts";
import { FEW_SHOT, MANY_SHOT } from "../../models/metrics/shot_accuracy.ts";
import { INFERENCE_NAMES } from "../../models/training/inferences.ts";
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
  name: z.enum(ENGINE_NAMES).describe("what trained it"),
  version: z.string().describe("version of the engine"),
  device: z.enum(["cpu", "gpu"]).describe("what it was computed on"),
  instructionSet: z.string().describe("widest instructions of the processor"),
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

/** A number in a range, with what reports say of it. */
function between(least: number, most: number, description: string) {
  const unit = `${least} to ${most}`;
  return z.number().min(least).max(most).meta({ description, unit });
}

/** A share, such as a score. */
function share(description: string) {
  return between(0, 1, description);
}

const counts = z.array(z.int().min(0)).length(MARGIN_EDGES.length - 1);

const bins = <Value extends z.ZodType>(value: Value) =>
  z.array(value).length(CALIBRATION_BINS);

/** The schema of the metrics of an evaluation. */
export const metrics = z.strictObject({
  classes: z.array(z.strictObject({
    precision: share("precision of each class"),
    recall: share("recall of each class"),
    f1: share("F1 of each class"),
    support: z.int().min(0),
  })),
  /** Test images, `confusion[true class][named class]`. */
  confusion: z.array(z.array(z.int().min(0))),
  minorityF1: share("mean F1 of the minority classes"),
  macroF1: share("mean F1 of all classes"),
  accuracy: share("test images that are classified correctly"),
  balancedAccuracy: share("mean recall of all classes"),
  geometricMean: share("geometric mean of the recalls of all classes"),
  mcc: between(-1, 1, "Matthews' correlation"),
  confidence: share("mean probability of the predicted class"),
  confidenceCorrect: share("the same over images that are classified correctly")
    .optional(),
  confidenceWrong: share("the same over images that are classified wrongly")
    .optional(),
  accuracyMinusConfidence: between(
    -1,
    1,
    "under-confidence above 0, over-confidence below",
  ),
  eceEqualWidth: share("calibration error, bins of equal width"),
  eceEqualMass: share("calibration error, bins of equally many images"),
  aurocConfidence: share("how well confidence tells right from wrong")
    .optional(),
  /** In bins of equal width of confidence; `null` where a bin is empty. */
  reliability: z.strictObject({
    count: bins(z.int().min(0)).describe("test images in each bin"),
    confidence: bins(z.number().min(0).max(1).nullable())
      .describe("mean confidence of each bin"),
    accuracy: bins(z.number().min(0).max(1).nullable())
      .describe("accuracy of each bin"),
  }),
  logLoss: z.number().min(0).meta({
    description: "mean log loss on the test images",
    unit: "nats",
  }),
  brier: z.number().min(0).meta({ description: "Brier score", unit: "0 to 2" }),
  minorityAuroc: share(
    "mean AUROC of the minority classes, each against the rest",
  )
    .optional(),
  minorityAveragePrecision: share(
    "mean average precision of the minority classes, each against the rest",
  ).optional(),
  minorityBestF1: share(
    "mean F1 of the minority classes, each at the threshold that is best for " +
      "the test images: optimistic",
  ).optional(),
  minorityRecallAtFalseAlarms: share(
    "mean recall of the minority classes, each where at most " +
      `${FALSE_ALARM_RATE} of the other test images are taken for it`,
  ).optional(),
  manyShotAccuracy: share(
    `mean recall of classes with more than ${MANY_SHOT} training images`,
  ).optional(),
  mediumShotAccuracy: share(
    `mean recall of classes with ${FEW_SHOT} to ${MANY_SHOT} training images`,
  ).optional(),
  fewShotAccuracy: share(
    `mean recall of classes with fewer than ${FEW_SHOT} training images`,
  ).optional(),
  roc: z.array(z.number().min(0).max(1)).length(FALSE_ALARM_RATES.length)
    .describe(
      "the same recall at false-alarm rates of " + FALSE_ALARM_RATES.join(", "),
    )
    .optional(),
  /** Between the {@linkcode MARGIN_EDGES}. */
  margins: z.strictObject({
    rare: counts.describe("test images of minority classes in each bin"),
    common: counts.describe("test images of majority classes in each bin"),
  }).optional(),
});

/** The schema of an {@linkcode Evaluation}. */
export const evaluation = z.strictObject({
  epoch: z.int().min(1).describe("the epoch after which it was evaluated"),
  inference: z.enum(INFERENCE_NAMES)
    .describe("how the trained network was used"),
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
