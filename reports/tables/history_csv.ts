/** `history.csv`: a row for each epoch of each training. */
import { toCsv } from "./csv.ts";
import { namesOf, number, type RowOf, text, whole } from "./field.ts";

/** A share, such as a score. */
const SHARE = { unit: "share, 0 to 1" };

/** The columns, in order. */
export const HISTORY_FIELDS = {
  trial: text("the trial, as in trials.csv", { isRequired: true }),
  epoch: whole("the epoch, from 1", { unit: "epochs", isRequired: true }),
  loss: number("mean training loss; empty where it diverged", {
    unit: "nats",
  }),
  minority_f1: number("after it, as trained: F1 of the minority", SHARE),
  balanced_accuracy: number("after it, as trained: mean recall", SHARE),
  mcc: number("after it, as trained: Matthews' correlation", {
    unit: "-1 to 1",
  }),
  ece_equal_width: number("after it, as trained: calibration error", SHARE),
  minority_f1_removed: number(
    "after it, with the layer removed: F1 of the minority",
    SHARE,
  ),
} as const;

/** The names of the columns, in order. */
export const HISTORY_COLUMNS = namesOf(HISTORY_FIELDS);

/** A row of `history.csv`; metrics are there where it was evaluated. */
export type HistoryRow = RowOf<typeof HISTORY_FIELDS>;

/**
 * Writes `history.csv`.
 *
 * @param rows One for each training and epoch.
 * @returns The text of the file.
 */
export function toHistoryCsv(rows: readonly HistoryRow[]): string {
  return toCsv(HISTORY_COLUMNS, rows);
}
