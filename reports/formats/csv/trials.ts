/** `trials.csv`: a row for each trained model and each way it was evaluated. */
import {
  SPEC_COLUMNS,
  type SpecCell,
  specCells,
} from "../../../bench/trials/describe_spec.ts";
import {
  engineDescription,
  type Evaluation,
  evaluation,
  metrics,
} from "../../../bench/trials/trial.ts";
import type { DocumentTrial, RunDocument } from "../../document.ts";
import { describedColumns } from "./described_columns.ts";
import { listCell } from "./list_cell.ts";
import { type Columns, number, type Table, text, whole } from "./table.ts";

/** A trial in one of its evaluations; in none if it failed. */
interface EvaluatedTrial extends DocumentTrial {
  /** What was asked for. */
  fields: Readonly<Record<string, SpecCell>>;
  evaluation?: Evaluation | undefined;
}

/** Every row has it. */
const ALWAYS = { isRequired: true };

const { classes, confusion: _, reliability, roc: __, margins, ...numbers } =
  metrics.shape;

/** When and how it was measured. */
const ofEvaluation = describedColumns(
  evaluation,
  ({ evaluation }: EvaluatedTrial) => evaluation,
);

/** What was measured, in numbers. */
const ofMetrics = describedColumns(
  metrics,
  ({ evaluation }: EvaluatedTrial) => evaluation?.metrics,
);

/** What was measured in each bin of confidence. */
const ofBins = describedColumns(
  reliability,
  ({ evaluation }: EvaluatedTrial) => evaluation?.metrics.reliability,
);

/** How far images lie from the decision for a rare class. */
const ofMargins = describedColumns(
  margins.unwrap(),
  ({ evaluation }: EvaluatedTrial) => evaluation?.metrics.margins,
);

/** What was measured of each class. */
const ofClasses = describedColumns(
  classes.element,
  ({ evaluation }: EvaluatedTrial) => evaluation?.metrics.classes[0],
);

/** What computed it. */
const ofEngine = describedColumns(
  engineDescription,
  ({ result }: EvaluatedTrial) => result.origin?.engine,
);

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
    ...ofEvaluation(["epoch", "inference"]),
    ...ofMetrics(Object.keys(numbers) as (keyof typeof numbers)[]),
    ...classColumns("precision", "recall", "f1"),
    ...ofBins({
      bin_count: "count",
      bin_confidence: "confidence",
      bin_accuracy: "accuracy",
    }),
    confusion: text(
      "test images of each class that are given each name: those of the first " +
        "class, those of the second, and so on; a list",
      ({ evaluation }) =>
        evaluation && listCell(evaluation.metrics.confusion.flat()),
    ),
    ...ofMetrics(["roc"]),
    ...ofMargins({ margin_rare: "rare", margin_common: "common" }),
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
    ...ofEngine({ engine: "name", engine_version: "version" }),
    ...ofEngine(["device", "instructionSet"]),
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

/** A list of a score of each class. */
function classColumns(
  ...scores: readonly ("precision" | "recall" | "f1")[]
): Columns<EvaluatedTrial> {
  return Object.fromEntries(scores.map((score) => {
    const { says } = ofClasses([score])[score]!;
    const cell = ({ evaluation }: EvaluatedTrial) =>
      evaluation && listCell(evaluation.metrics.classes.map((of) => of[score]));
    return [`${score}_by_class`, text(`${says}; a list`, cell)];
  }));
}
