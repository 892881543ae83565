/**
 * The table of trial fields: a row for each thing that decides what a trial
 * computes.
 *
 * The type and the schema of a spec, the options of the command line and their
 * help, the columns of `trials.csv`, what reports call unusual, what arms of a
 * seed share and the table in `docs/protocol.md` are derived from it. A new
 * field is a row here, or in `draw_fields.ts`, and code that reads it: a test
 * fails while none does.
 */
import { z } from "zod";
import { PRECISIONS } from "../../models/precision.ts";
import {
  type Head,
  HEADS,
  usesBatchStatistics,
} from "../../models/layers/heads.ts";
import { NETWORK_NAMES } from "../../models/networks/network.ts";
import { FINE_TUNES } from "../../models/training/fine_tune.ts";
import { OUTPUTS } from "../../models/training/outputs.ts";
import {
  AUGMENTATIONS,
  OPTIMIZER_NAMES,
  type Recipe,
  REFERENCE_RECIPE,
  REMEDIES,
  SCHEDULE_NAMES,
} from "../../models/training/recipe.ts";
import { DRAW_FIELDS } from "./draw_fields.ts";
import type { Field } from "./field.ts";
import {
  AUGMENTATION_VALUES,
  FINE_TUNE_VALUES,
  HEAD_VALUES,
  OPTIMIZER_VALUES,
  OUTPUT_VALUES,
  PRECISION_VALUES,
  REMEDY_VALUES,
  SCHEDULE_VALUES,
} from "./field_values.ts";

const count = z.int().min(1);

/** Below any rate that changes a weight. */
const LEAST_RATE = 1e-12;

/** Smaller parts of a batch could leave one of a single image. */
const SMALLEST_MICRO_BATCH = 4;

/** The fields of a trial's spec, in the order of its JSON. */
export const FIELDS = {
  ...DRAW_FIELDS,
  model: {
    schema: z.enum(NETWORK_NAMES),
    says: "the network",
    decides: ["weights", "network"],
  },
  weights: {
    schema: z.string().regex(/^(scratch|sha256:[0-9a-f]{64})$/),
    says: "what the network starts from: scratch, or the hash of a file",
    decides: ["weights", "network"],
    default: "scratch",
    label: "pretrained",
  },
  fineTune: {
    schema: z.enum(FINE_TUNES),
    says: "which weights are trained",
    decides: ["weights", "network"],
    default: REFERENCE_RECIPE.fineTune,
    values: FINE_TUNE_VALUES,
    option: { group: "training" },
  },
  head: {
    schema: z.enum(Object.keys(HEADS) as Head[]),
    says: "what stands between the network and its outputs",
    decides: ["network"],
    default: REFERENCE_RECIPE.head,
    label: null,
    values: HEAD_VALUES,
  },
  outputs: {
    schema: z.enum(OUTPUTS),
    says: "what the logits mean, and so which loss is used",
    decides: ["network", "evaluation"],
    default: REFERENCE_RECIPE.outputs,
    values: OUTPUT_VALUES,
  },
  bnMomentum: {
    schema: z.number().min(0).lt(1),
    says: "momentum of the final layer's moving averages",
    decides: ["network"],
    default: REFERENCE_RECIPE.bnMomentum,
    label: "batch norm momentum *",
    isUsed: ({ head }: Recipe) => usesBatchStatistics(head),
    option: { group: "training" },
  },
  optimizer: {
    schema: z.enum(OPTIMIZER_NAMES),
    says: "how gradients change the weights",
    decides: ["network"],
    default: REFERENCE_RECIPE.optimizer,
    values: OPTIMIZER_VALUES,
    option: { group: "training" },
  },
  weightDecay: {
    schema: z.number().min(0),
    says: "weight decay coefficient",
    decides: ["network"],
    default: REFERENCE_RECIPE.weightDecay,
    label: "weight decay *",
    option: { group: "training", schema: z.number().min(0).lt(1) },
  },
  learningRate: {
    schema: z.number().positive(),
    says: "the highest learning rate of the training",
    decides: ["training"],
    default: REFERENCE_RECIPE.learningRate,
    label: "learning rate *",
    option: { group: "training", schema: z.number().min(LEAST_RATE).lt(1) },
  },
  bodyLearningRate: {
    schema: z.number().positive().nullable(),
    says: "learning rate of the layers before the last, if all are trained",
    decides: ["network"],
    default: REFERENCE_RECIPE.bodyLearningRate,
    label: "body learning rate *",
    isUsed: ({ fineTune }: Recipe) => fineTune === "all",
    option: {
      group: "training",
      schema: z.number().min(LEAST_RATE).lt(1),
      help: "learning rate of the layers before the last, with --weights",
      otherwise: "as learning_rate",
    },
  },
  frozenEpochs: {
    schema: z.int().min(0),
    says: "first epochs, in which only the last layer and the head are trained",
    decides: ["network"],
    default: REFERENCE_RECIPE.frozenEpochs,
    unit: "epochs",
    label: "frozen epochs *",
    isUsed: ({ fineTune }: Recipe) => fineTune === "all",
    option: {
      group: "training",
      help: "first epochs, in which only the last layer and the head are " +
        "trained, with --weights",
    },
  },
  schedule: {
    schema: z.enum(SCHEDULE_NAMES),
    says: "how the learning rate changes from step to step",
    decides: ["training"],
    default: REFERENCE_RECIPE.schedule,
    values: SCHEDULE_VALUES,
    option: { group: "training" },
  },
  augmentation: {
    schema: z.enum(AUGMENTATIONS),
    says: "how training images are varied",
    decides: ["network"],
    default: REFERENCE_RECIPE.augmentation,
    values: AUGMENTATION_VALUES,
    option: { group: "training" },
  },
  remedy: {
    schema: z.enum(REMEDIES),
    says: "what else is done for rare classes, in all arms",
    decides: ["network", "training"],
    default: REFERENCE_RECIPE.remedy,
    values: REMEDY_VALUES,
    option: { group: "training" },
  },
  precision: {
    schema: z.enum(PRECISIONS),
    says: "the number format of products",
    decides: ["network"],
    default: REFERENCE_RECIPE.precision,
    values: PRECISION_VALUES,
    option: { group: "training" },
  },
  batchSize: {
    schema: z.int().min(2),
    says: "images in a training step",
    decides: ["training"],
    default: REFERENCE_RECIPE.batchSize,
    unit: "images",
    label: "batch *",
    option: { group: "training" },
  },
  microBatchSize: {
    schema: z.int().min(SMALLEST_MICRO_BATCH).nullable(),
    says: "images of a batch that are in memory at once",
    decides: ["network"],
    default: REFERENCE_RECIPE.microBatchSize,
    unit: "images",
    label: "micro-batch *",
    option: { group: "training", otherwise: "all" },
  },
  epochs: {
    schema: count,
    says: "passes over the training images",
    decides: ["training", "evaluation"],
    unit: "epochs",
    option: { group: "training", otherwise: "by profile" },
  },
  checkpoints: {
    schema: z.array(count),
    says: "epochs after which the network is evaluated, too, besides the last",
    decides: ["evaluation"],
    default: [] as number[],
    unit: "epochs",
    isHidden: true,
  },
  seed: {
    schema: z.int().min(0).max(2 ** 31 - 1),
    says: "decides the draw, the initial weights and the order of the batches",
    decides: ["draw", "weights", "training"],
  },
} as const satisfies Readonly<Record<string, Field>>;

/** The name of a field. */
export type FieldName = keyof typeof FIELDS;
