/** What of a trial was asked for. */
import type { TrialRow } from "./tables/trials_csv.ts";

/** The columns that trials share where they differ in nothing but the seed. */
export const TRIAL_SETTINGS = [
  ...["dataset", "model", "weights", "fine_tune", "majority", "minority"],
  ...["majority_count", "minority_count", "image_size", "head", "outputs"],
  ...["bn_momentum", "optimizer", "weight_decay", "learning_rate", "schedule"],
  ...["augmentation", "remedy", "precision", "batch_size"],
  ...["micro_batch_size", "epochs"],
] as readonly (keyof TrialRow)[];
