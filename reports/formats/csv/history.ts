/** `history.csv`: a row for each epoch of each training. */
import type { Evaluation } from "../../../bench/trials/trial.ts";
import type { RunDocument } from "../../document.ts";
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

/** A share, such as a score. */
const SHARE = { unit: "share, 0 to 1" };

/** The file. */
export const HISTORY: Table<Epoch> = {
  path: "history.csv",
  says: "A row for each epoch of each training",
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
    minority_f1: number(
      "after it, as trained: F1 of the minority",
      ({ trained }) => trained?.minorityF1,
      SHARE,
    ),
    balanced_accuracy: number(
      "after it, as trained: mean recall",
      ({ trained }) => trained?.balancedAccuracy,
      SHARE,
    ),
    mcc: number(
      "after it, as trained: Matthews' correlation",
      ({ trained }) => trained?.mcc,
      { unit: "-1 to 1" },
    ),
    ece_equal_width: number(
      "after it, as trained: calibration error",
      ({ trained }) => trained?.eceEqualWidth,
      SHARE,
    ),
    minority_f1_removed: number(
      "after it, with the layer removed: F1 of the minority",
      ({ removed }) => removed?.minorityF1,
      SHARE,
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
