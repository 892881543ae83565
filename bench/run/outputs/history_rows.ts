/** Trainings as rows of `history.csv`. */
import type { HistoryRow } from "../../../reports/tables/history_csv.ts";
import { trialId, type TrialResult } from "../../trials/trial.ts";

/**
 * The rows of a trial.
 *
 * @returns One an epoch that was trained, with metrics where the network was
 * evaluated; none of a trial that failed before its first epoch.
 */
export function historyRows(
  { key, losses, evaluations }: TrialResult,
): HistoryRow[] {
  const trial = trialId({ key });
  const length = Math.max(losses.length, evaluations.at(-1)?.epoch ?? 0);
  return Array.from({ length }, (_, at): HistoryRow => {
    const epoch = at + 1;
    const metricsOf = (inference: "as-trained" | "layer-removed") =>
      evaluations.find((each) =>
        each.epoch === epoch && each.inference === inference
      )?.metrics;
    const trained = metricsOf("as-trained");
    return {
      ...{ trial, epoch, loss: losses[at] },
      minority_f1: trained?.minorityF1,
      balanced_accuracy: trained?.balancedAccuracy,
      mcc: trained?.mcc,
      ece_equal_width: trained?.eceEqualWidth,
      minority_f1_removed: metricsOf("layer-removed")?.minorityF1,
    };
  });
}
