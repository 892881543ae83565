/** What `dvc metrics` and `dvc plots` read of a run. */
import type { RunDocument } from "../document.ts";
import {
  type PlacedStatement,
  statementName,
  statementsOf,
} from "../statements.ts";
import type { Files } from "./format.ts";

/**
 * The text of `dvc.yaml`: which of a run's files are metrics, and which columns
 * are plotted over which. It is the same for every run.
 */
const DVC_YAML = `# Read by "dvc metrics show", "dvc metrics diff", \
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

/** `metrics.json` has the place, then the assertion, then its numbers. */
export function dvc(document: RunDocument): Files {
  const places = Map.groupBy(
    statementsOf(document),
    ({ statement }) => statement.place,
  );
  const metrics = [...places].map(([place, own]) => [
    place,
    Object.fromEntries(
      own.map((placed) => [statementName(placed), numbersOf(placed)]),
    ),
  ]);
  const text = JSON.stringify(Object.fromEntries(metrics), null, 2);
  return { "dvc.yaml": DVC_YAML, "metrics.json": `${text}\n` };
}

/** What is undefined is left out of JSON. */
function numbersOf({ statement: { estimate, verdict } }: PlacedStatement) {
  return {
    estimate: estimate?.point,
    lower: estimate?.lower ?? undefined,
    upper: estimate?.upper ?? undefined,
    verdict,
  };
}
