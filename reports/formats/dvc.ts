/** What `dvc metrics` reads of a run. */
import type { RunDocument } from "../document.ts";
import {
  type PlacedStatement,
  statementName,
  statementsOf,
} from "../statements.ts";
import type { Files } from "./format.ts";

/** The text of `dvc.yaml`, the same for every run: which files are metrics. */
const DVC_YAML = `# Read by "dvc metrics show" and "dvc metrics diff", in a \
repository that dvc
# knows.
metrics:
  - metrics.json
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
