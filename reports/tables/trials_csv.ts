/** `trials.csv`: a row for each trained model and each way it was evaluated. */
import { toCsv } from "./csv.ts";
import { namesOf, number, type RowOf, text, whole } from "./field.ts";

/** A share, such as a score. */
const SHARE = { unit: "share, 0 to 1" };

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** The columns, in order. */
export const TRIAL_FIELDS = {
  trial: text("the trial: the start of its spec's SHA-256", ALWAYS),
  dataset: text("name of the data set", ALWAYS),
  majority: text("classes that are common in training; a list", ALWAYS),
  minority: text("classes that are rare in training; a list", ALWAYS),
  majority_count: whole("training images of each majority class", {
    unit: "images",
  }),
  minority_count: whole("training images of each minority class", {
    unit: "images",
  }),
  test_count: whole("test images of each class", { unit: "images" }),
  image_size: whole("height and width of an image", { unit: "pixels" }),
  model: text("the network", ALWAYS),
  weights: text("what it starts from: scratch, or the hash of a file", ALWAYS),
  fine_tune: text("what of the network is trained", ALWAYS),
  head: text("what stands between the network and its outputs", ALWAYS),
  outputs: text("what the logits mean, and so what the loss is", ALWAYS),
  bn_momentum: number("momentum of the final layer's moving averages"),
  optimizer: text("how weights are changed"),
  weight_decay: number("how fast weights are drawn to zero"),
  learning_rate: number("the highest rate of the training"),
  schedule: text("how the rate changes along the training"),
  augmentation: text("how training images are varied"),
  remedy: text("what is done for rare classes beside the head"),
  precision: text("what numbers are computed in"),
  batch_size: whole("images a step", { unit: "images" }),
  micro_batch_size: whole("of these, at a time in memory", { unit: "images" }),
  epochs: whole("passes over the training images", { unit: "epochs" }),
  seed: whole("decides draw, initial weights and order of batches", ALWAYS),
  status: text("what became of the training", {
    ...ALWAYS,
    choices: ["ok", "diverged", "oom", "killed", "timeout"],
  }),
  reason: text("why there are no metrics"),
  epoch: whole("the epoch after which it was evaluated", { unit: "epochs" }),
  inference: text("how the trained network was used", {
    choices: ["as-trained", "layer-removed"],
  }),
  minority_f1: number("mean F1 of the minority classes", SHARE),
  macro_f1: number("mean F1 of all classes", SHARE),
  balanced_accuracy: number("mean recall of all classes", SHARE),
  accuracy: number("test images that are named rightly", SHARE),
  mcc: number("Matthews' correlation", { unit: "-1 to 1" }),
  confidence: number("mean probability of the class that is named", SHARE),
  confidence_correct: number("the same over images named rightly", SHARE),
  confidence_wrong: number("the same over images named wrongly", SHARE),
  accuracy_minus_confidence: number("under-confidence above 0, over below", {
    unit: "-1 to 1",
  }),
  ece_equal_width: number("calibration error, bins of equal width", SHARE),
  ece_equal_mass: number("calibration error, bins of as many images", SHARE),
  auroc_confidence: number("how well confidence tells right from wrong", SHARE),
  log_loss: number("mean log loss on the test images", { unit: "nats" }),
  brier: number("Brier score", { unit: "0 to 2" }),
  precision_by_class: text("precision of each class; a list"),
  recall_by_class: text("recall of each class; a list"),
  f1_by_class: text("F1 of each class; a list"),
  bin_count: text("test images in each of 15 bins of confidence; a list"),
  bin_confidence: text("mean confidence of each bin; a list"),
  bin_accuracy: text("accuracy of each bin; a list"),
  final_loss: number("mean training loss of the last epoch", { unit: "nats" }),
  train_seconds: number("time that the training took", { unit: "seconds" }),
  engine: text("what trained it", { choices: ["tensorflow", "wasm"] }),
  engine_version: text("version of the engine"),
  device: text("what it was computed on", { choices: ["cpu", "gpu"] }),
  instruction_set: text("widest instructions of the processor"),
  content_sha256: text("SHA-256 of the data set's content"),
} as const;

/** The names of the columns, in order. */
export const TRIAL_COLUMNS = namesOf(TRIAL_FIELDS);

/** A row of `trials.csv`; a trial that failed has no metrics. */
export type TrialRow = RowOf<typeof TRIAL_FIELDS>;

/**
 * Writes `trials.csv`.
 *
 * @param rows One for each trained model and evaluation.
 * @returns The text of the file.
 */
export function toTrialsCsv(rows: readonly TrialRow[]): string {
  return toCsv(TRIAL_COLUMNS, rows);
}
