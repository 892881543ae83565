import type { DocumentEstimate } from "../document.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import type { HistoryPoint } from "../run_history.ts";

export function estimateOfPoint(
  { row }: Pick<HistoryPoint, "row">,
): MeanEstimate | undefined {
  const { estimate: point, lower, upper } = row;
  return point === undefined || lower === undefined || upper === undefined
    ? undefined
    : { point, lower, upper };
}

export function documentEstimate(
  { row }: Pick<HistoryPoint, "row">,
): DocumentEstimate | undefined {
  const { estimate: point, lower = null, upper = null, level = 0.95 } = row;
  return point === undefined
    ? undefined
    : { point, lower, upper, level, runs: row.seeds ?? 0 };
}

export function ignorableOf(
  { row: { kind, margin, bound } }: Pick<HistoryPoint, "row">,
): readonly [number, number] | undefined {
  if (margin === undefined || margin === 0) return undefined;
  if (kind === "equivalent") return [-margin, margin];
  return bound === undefined ? undefined : [bound, bound + margin];
}
