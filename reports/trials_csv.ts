/** `trials.csv`: a row for each trained model and each way it was evaluated. */
import { toCsv } from "./csv.ts";

/** The columns, in order. */
export const TRIAL_COLUMNS = [
  "dataset",
  "majority",
  "minority",
  "majority_count",
  "minority_count",
  "test_count",
  "image_size",
  "model",
  "weights",
  "fine_tune",
  "head",
  "outputs",
  "momentum",
  "optimizer",
  "weight_decay",
  "learning_rate",
  "schedule",
  "augmentation",
  "remedy",
  "precision",
  "batch_size",
  "micro_batch_size",
  "epochs",
  "seed",
  "status",
  "reason",
  "epoch",
  "inference",
  "minority_f1",
  "macro_f1",
  "balanced_accuracy",
  "accuracy",
  "mcc",
  "confidence",
  "confidence_correct",
  "confidence_wrong",
  "accuracy_minus_confidence",
  "ece_equal_width",
  "ece_equal_mass",
  "auroc_confidence",
  "log_loss",
  "brier",
  "precision_by_class",
  "recall_by_class",
  "f1_by_class",
  "bin_count",
  "bin_confidence",
  "bin_accuracy",
  "final_loss",
  "train_seconds",
  "engine",
  "engine_version",
  "device",
  "instruction_set",
  "content_sha256",
] as const;

/** A row of `trials.csv`; a trial that failed has no metrics. */
export type TrialRow = Partial<
  Record<(typeof TRIAL_COLUMNS)[number], string | number | undefined>
>;

/**
 * Writes `trials.csv`.
 *
 * @param rows One for each trained model and evaluation.
 * @returns The text of the file.
 */
export function toTrialsCsv(rows: readonly TrialRow[]): string {
  return toCsv(TRIAL_COLUMNS, rows);
}
