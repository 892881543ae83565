/** `history.csv`: a row for each epoch of each training. */
import { type Evaluation, metrics } from "../../../bench/trials/trial.ts";
import type { RunDocument } from "../../document.ts";
import { describedColumns } from "./described_columns.ts";
import { number, type Table, text, whole } from "./table.ts";

/** An epoch of a training, with what was measured after it. */
interface Epoch {
  trial: string;
  epoch: number;
  /** Absent where the training diverged. */
  loss: number | undefined;
  /** Of the network as it was trained, where it was evaluated. */
  trained: Evaluation["metrics"] | undefined;
  /** With its final layer removed. */
  removed: Evaluation["metrics"] | undefined;
}

/** What was measured after it, as trained. */
const ofTrained = describedColumns(metrics, ({ trained }: Epoch) => trained);

/** The file. */
export const HISTORY: Table<Epoch> = {
  path: "history.csv",
  says: "A row for each epoch of each training, with what was measured after " +
    "it where the network was evaluated",
  key: ["trial", "epoch"],
  refersTo: { table: "trials", columns: ["trial"] },
  columns: {
    trial: text("the trial, as in trials.csv", ({ trial }) => trial, {
      isRequired: true,
    }),
    epoch: whole("the epoch, from 1", ({ epoch }) => epoch, {
      unit: "epochs",
      isRequired: true,
    }),
    loss: number(
      "mean training loss; empty where it diverged",
      ({ loss }) => loss,
      { unit: "nats" },
    ),
    ...ofTrained(["minorityF1", "balancedAccuracy", "mcc", "eceEqualWidth"]),
    minority_f1_removed: number(
      "mean F1 of the minority classes with the layer removed",
      ({ removed }) => removed?.minorityF1,
      { unit: "0 to 1" },
    ),
  },
};

/** The rows of a run; a trial that failed in its first epoch has none. */
export function historyRows({ trials }: RunDocument): Epoch[] {
  return trials.flatMap(({ id, result: { losses, evaluations } }) => {
    const length = Math.max(losses.length, evaluations.at(-1)?.epoch ?? 0);
    return Array.from({ length }, (_, at) => {
      const after = evaluations.filter(({ epoch }) => epoch === at + 1);
      const metricsOf = (wanted: Evaluation["inference"]) =>
        after.find(({ inference }) => inference === wanted)?.metrics;
      return {
        trial: id,
        epoch: at + 1,
        loss: losses[at],
        trained: metricsOf("as-trained"),
        removed: metricsOf("layer-removed"),
      };
    });
  });
}
