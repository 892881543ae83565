/** What `dvc metrics` and `dvc plots` read of a run. */
import type { ClaimRow } from "../tables/claims_csv.ts";

/**
 * The text of `dvc.yaml`: which of a run's files are metrics, and which columns
 * are plotted over which. It is the same for every run.
 */
export const DVC_YAML = `# Read by "dvc metrics show", "dvc metrics diff", \
"dvc plots show" and
# "dvc plots diff", in a repository that dvc knows.
metrics:
  - metrics.json
plots:
  - estimates:
      template: bar_horizontal
      x: estimate
      y:
        claims.csv: assertion
      title: Estimate by assertion
  - minority-f1:
      template: scatter
      x: seed
      y:
        trials.csv: minority_f1
      title: Minority F1 by seed
  - calibration:
      template: scatter
      x: accuracy
      y:
        trials.csv: confidence
      title: Confidence over accuracy
`;

/**
 * The text of `metrics.json`: site, then assertion, then its numbers.
 *
 * @param rows Those of `claims.csv`; what is missing is left out.
 */
export function toDvcMetrics(rows: readonly ClaimRow[]): string {
  const sites: Record<string, Record<string, unknown>> = {};
  for (const row of rows) {
    const { site = "", claim, assertion, estimate, lower, upper } = row;
    const numbers = { estimate, lower, upper, verdict: row.verdict };
    (sites[site] ??= {})[`${claim}/${assertion}`] = numbers;
  }
  return JSON.stringify(sites, null, 2) + "\n";
}
