/** Reads how networks are trained. */
import {
  AUGMENTATIONS,
  OPTIMIZER_NAMES,
  PRECISIONS,
  type Recipe,
  REFERENCE_RECIPE,
  REMEDIES,
  SCHEDULE_NAMES,
} from "../../../models/training/recipe.ts";
import { SMALLEST_MICRO_BATCH } from "../../trials/fields.ts";
import { type OptionText, readChoice, readNumber } from "./_read_value.ts";

/** No rate is as high, and no weight drawn to zero as fast. */
const ONE = 1;

/** Below any rate that changes a weight. */
const LEAST_RATE = 1e-12;

/**
 * Reads a recipe; what is not given is as in the reference protocol.
 *
 * @param text The options.
 * @throws {UsageError} For an unknown name, or a number out of its range.
 */
export function readRecipe(
  text: OptionText,
): Omit<Recipe, "head" | "outputs" | "fineTune" | "bnMomentum"> {
  const { batchSize, learningRate, weightDecay } = REFERENCE_RECIPE;
  const share = { below: ONE, whole: false };
  const micro = "micro-batch-size";
  return {
    optimizer: readChoice("optimizer", text("optimizer"), OPTIMIZER_NAMES),
    weightDecay: readNumber("weight-decay", text("weight-decay"), {
      ...{ minimum: 0, otherwise: weightDecay, ...share },
    }),
    learningRate: readNumber("learning-rate", text("learning-rate"), {
      ...{ minimum: LEAST_RATE, otherwise: learningRate, ...share },
    }),
    schedule: readChoice("schedule", text("schedule"), SCHEDULE_NAMES),
    augmentation: readChoice(
      "augmentation",
      text("augmentation"),
      AUGMENTATIONS,
    ),
    remedy: readChoice("remedy", text("remedy"), REMEDIES),
    precision: readChoice("precision", text("precision"), PRECISIONS),
    batchSize: readNumber("batch-size", text("batch-size"), {
      ...{ minimum: 2, otherwise: batchSize },
    }),
    microBatchSize: text(micro) === undefined ? null : readNumber(
      micro,
      text(micro),
      { minimum: SMALLEST_MICRO_BATCH, otherwise: SMALLEST_MICRO_BATCH },
    ),
  };
}
