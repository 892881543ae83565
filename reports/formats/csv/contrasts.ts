/**
 * `contrasts.csv`: the numbers that the statistics saw, a row for each
 * statement, condition and seed, with the scores that they were made of.
 */
import type {
  RunDocument,
  SeedValue,
  Series,
  SeriesTerm,
} from "../../document.ts";
import { type PlacedStatement, statementsOf } from "../../statements.ts";

import { columnName } from "./described_columns.ts";
import { listCell } from "./list_cell.ts";
import { number, type Table, text, whole } from "./table.ts";

/** One seed of a condition of a statement. */
interface ContrastsRow extends PlacedStatement {
  series: Series;
  seed: SeedValue;
}

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** A list of something that each term of a contrast has. */
const ofTerms =
  (of: (term: SeriesTerm) => string | number) => ({ series }: ContrastsRow) =>
    listCell(series.terms.map(of));

/** The file. */
export const CONTRASTS: Table<ContrastsRow> = {
  path: "contrasts.csv",
  says: "A row for each statement, condition and seed: the numbers that " +
    "the statistics saw",
  key: ["claim", "assertion", "site", "condition", "seed"],
  refersTo: { table: "claims", columns: ["claim", "assertion", "site"] },
  columns: {
    claim: text("name of the claim", ({ claim }) => claim.name, ALWAYS),
    assertion: text(
      "name of the assertion, or of the measure",
      ({ statement }) => statement.name,
      ALWAYS,
    ),
    site: text(
      "where it was checked, as in claims.csv",
      ({ statement }) => statement.place,
      ALWAYS,
    ),
    condition: text(
      "which of several conditions; empty where there is one",
      ({ series }) => series.label,
    ),
    seed: whole("the seed of the study", ({ seed }) => seed.seed, ALWAYS),
    value: number(
      "the sum of its scores by their weights; empty if one failed",
      ({ seed }) => seed.value,
    ),
    cells: text(
      "what was trained for each score; a list",
      ofTerms(({ cell }) => cell),
    ),
    weights: text(
      "the weight of each score; a list",
      ofTerms(({ weight }) => weight),
    ),
    metrics: text(
      "what each score is: a column of trials.csv, or the epoch after which " +
        "one reached a value; a list",
      ofTerms(metricName),
    ),
    inferences: text(
      "how the network was used for each score; a list",
      ofTerms(({ inference }) => inference),
    ),
    epochs: text(
      "the epoch after which each score was taken; a list",
      ofTerms(({ epoch }) => epoch),
    ),
    scores: text("the scores; a list", ({ seed }) => listCell(seed.scores)),
    trials: text(
      "the trial of each score, as in trials.csv; a list",
      ({ seed }) => listCell(seed.trials),
    ),
  },
};

/** The rows of a run. */
export function contrastsRows(document: RunDocument): ContrastsRow[] {
  return statementsOf(document).flatMap((placed) =>
    placed.statement.series.flatMap((series) =>
      series.seeds.map((seed) => ({ ...placed, series, seed }))
    )
  );
}

/** A metric as `trials.csv` calls it. */
function metricName({ metric, reaches }: SeriesTerm): string {
  const column = columnName(metric);
  return reaches === undefined ? column : `epoch of ${column} >= ${reaches}`;
}
