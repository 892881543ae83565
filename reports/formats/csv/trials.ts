/** `trials.csv`: a row for each trained model and each way it was evaluated. */
import {
  SPEC_COLUMNS,
  type SpecCell,
  specCells,
} from "../../../bench/trials/describe_spec.ts";
import type { Evaluation } from "../../../bench/trials/trial.ts";
import type { DocumentTrial, RunDocument } from "../../document.ts";
import { listCell } from "./list_cell.ts";
import { type Columns, number, type Table, text, whole } from "./table.ts";

/** A trial in one of its evaluations; in none if it failed. */
interface EvaluatedTrial extends DocumentTrial {
  /** What was asked for. */
  fields: Readonly<Record<string, SpecCell>>;
  evaluation?: Evaluation | undefined;
}

/** A share, such as a score. */
const SHARE = { unit: "share, 0 to 1" };

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** What was measured; nothing of a trial that failed. */
const METRIC_COLUMNS: Columns<Evaluation["metrics"]> = {
  minority_f1: number(
    "mean F1 of the minority classes",
    ({ minorityF1 }) => minorityF1,
    SHARE,
  ),
  macro_f1: number("mean F1 of all classes", ({ macroF1 }) => macroF1, SHARE),
  balanced_accuracy: number(
    "mean recall of all classes",
    ({ balancedAccuracy }) => balancedAccuracy,
    SHARE,
  ),
  accuracy: number(
    "test images that are classified correctly",
    ({ accuracy }) => accuracy,
    SHARE,
  ),
  mcc: number("Matthews' correlation", ({ mcc }) => mcc, { unit: "-1 to 1" }),
  confidence: number(
    "mean probability of the predicted class",
    ({ confidence }) => confidence,
    SHARE,
  ),
  confidence_correct: number(
    "the same over images that are classified correctly",
    ({ confidenceCorrect }) => confidenceCorrect,
    SHARE,
  ),
  confidence_wrong: number(
    "the same over images that are classified wrongly",
    ({ confidenceWrong }) => confidenceWrong,
    SHARE,
  ),
  accuracy_minus_confidence: number(
    "under-confidence above 0, over-confidence below",
    ({ accuracyMinusConfidence }) => accuracyMinusConfidence,
    { unit: "-1 to 1" },
  ),
  ece_equal_width: number(
    "calibration error, bins of equal width",
    ({ eceEqualWidth }) => eceEqualWidth,
    SHARE,
  ),
  ece_equal_mass: number(
    "calibration error, bins of equally many images",
    ({ eceEqualMass }) => eceEqualMass,
    SHARE,
  ),
  auroc_confidence: number(
    "how well confidence tells right from wrong",
    ({ aurocConfidence }) => aurocConfidence,
    SHARE,
  ),
  log_loss: number(
    "mean log loss on the test images",
    ({ logLoss }) => logLoss,
    { unit: "nats" },
  ),
  brier: number("Brier score", ({ brier }) => brier, { unit: "0 to 2" }),
  precision_by_class: text(
    "precision of each class; a list",
    ({ classes }) => listCell(classes.map(({ precision }) => precision)),
  ),
  recall_by_class: text(
    "recall of each class; a list",
    ({ classes }) => listCell(classes.map(({ recall }) => recall)),
  ),
  f1_by_class: text(
    "F1 of each class; a list",
    ({ classes }) => listCell(classes.map(({ f1 }) => f1)),
  ),
  bin_count: text(
    "test images in each of 15 bins of confidence; a list",
    ({ reliability }) => listCell(reliability.count),
  ),
  bin_confidence: text(
    "mean confidence of each bin; a list",
    ({ reliability }) => listCell(reliability.confidence),
  ),
  bin_accuracy: text(
    "accuracy of each bin; a list",
    ({ reliability }) => listCell(reliability.accuracy),
  ),
};

/** The file. */
export const TRIALS: Table<EvaluatedTrial> = {
  path: "trials.csv",
  says: "A row for each trained model, each epoch it was evaluated after, " +
    "and each way it was used; a training that failed is one row",
  key: ["trial", "epoch", "inference"],
  columns: {
    trial: text(
      "the trial: the start of its spec's SHA-256",
      ({ id }) => id,
      ALWAYS,
    ),
    ...specColumns(),
    test_count: whole(
      "test images of each class",
      ({ result }) => result.testCount,
      { unit: "images" },
    ),
    status: text(
      "how the training ended",
      ({ result }) => result.status,
      { ...ALWAYS, choices: ["ok", "diverged", "oom", "killed", "timeout"] },
    ),
    reason: text("why there are no metrics", ({ result }) => result.reason),
    epoch: whole(
      "the epoch after which it was evaluated",
      ({ evaluation }) => evaluation?.epoch,
      { unit: "epochs" },
    ),
    inference: text(
      "how the trained network was used",
      ({ evaluation }) => evaluation?.inference,
      { choices: ["as-trained", "layer-removed"] },
    ),
    ...metricColumns(),
    final_loss: number(
      "mean training loss of the last epoch",
      ({ result }) => result.losses.at(-1),
      { unit: "nats" },
    ),
    train_seconds: number(
      "time that the training took",
      ({ result }) => Number(result.trainSeconds.toFixed(3)),
      { unit: "seconds" },
    ),
    engine: text(
      "what trained it",
      ({ result }) => result.origin?.engine.name,
      { choices: ["tensorflow", "wasm"] },
    ),
    engine_version: text(
      "version of the engine",
      ({ result }) => result.origin?.engine.version,
    ),
    device: text(
      "what it was computed on",
      ({ result }) => result.origin?.engine.device,
      { choices: ["cpu", "gpu"] },
    ),
    instruction_set: text(
      "widest instructions of the processor",
      ({ result }) => result.origin?.engine.instructionSet,
    ),
    content_sha256: text(
      "SHA-256 of the data set's content",
      ({ result }) => result.origin?.data,
    ),
  },
};

/** The rows of a run: one an evaluation, and one of a trial without any. */
export function trialRows({ trials }: RunDocument): EvaluatedTrial[] {
  return trials.flatMap((trial): EvaluatedTrial[] => {
    const { spec, evaluations } = trial.result;
    const row = { ...trial, fields: specCells(spec) };
    return evaluations.length === 0
      ? [row]
      : evaluations.map((evaluation) => ({ ...row, evaluation }));
  });
}

/** What was asked for: a column for each field that reports show. */
function specColumns(): Columns<EvaluatedTrial> {
  return Object.fromEntries(
    Object.entries(SPEC_COLUMNS).map(([name, column]) => [
      name,
      {
        ...column,
        cell: ({ fields }) => {
          const field = fields[name];
          return typeof field === "object" ? listCell(field) : field;
        },
      },
    ]),
  );
}

function metricColumns(): Columns<EvaluatedTrial> {
  return Object.fromEntries(
    Object.entries(METRIC_COLUMNS).map(([name, { cell, ...column }]) => [
      name,
      {
        ...column,
        cell: ({ evaluation }) => evaluation && cell(evaluation.metrics),
      },
    ]),
  );
}
