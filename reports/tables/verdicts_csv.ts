/** `verdicts.csv`: what runs said of each assertion, over time. */
import { CLAIM_FIELDS } from "./claims_csv.ts";
import { toCsv } from "./csv.ts";
import { namesOf, type RowOf, text, whole } from "./field.ts";
import { listCell } from "./list_cell.ts";
import type { ResultTable } from "./result_tables.ts";
import type { RunHistory } from "../run_history.ts";

/** Every row has it. */
const ALWAYS = { isRequired: true };

const { profile, claim, assertion, kind, site } = CLAIM_FIELDS;
const { dataset, model, majority, minority } = CLAIM_FIELDS;
const { majority_count, minority_count, bound, margin } = CLAIM_FIELDS;
const { estimate, lower, upper, level, p_holm } = CLAIM_FIELDS;
const { seeds, failed, verdict, expected, again_verdict } = CLAIM_FIELDS;

/** The columns, in order; those of a finding as `claims.csv` has them. */
export const VERDICT_FIELDS = {
  run: whole("the place of the run, oldest first, from 1", ALWAYS),
  began: text(
    "when the run began, in ISO 8601; of a run that does not say, when its " +
      "last trial did",
    ALWAYS,
  ),
  folder: text("the result set", ALWAYS),
  complete: text("whether the run came to its end", {
    ...ALWAYS,
    choices: ["yes", "no"],
  }),
  suite: text("name and version of the suite"),
  code: text("hash of the code that computed its trials"),
  engine: text("what trained, on what"),
  ...{ profile, claim, assertion, kind, site, dataset, model },
  ...{ majority, minority, majority_count, minority_count },
  epochs: text("passes over the training images; a list where trials differ"),
  setup: text(
    "the start of a hash of the settings of its trials, data included, and " +
      "of what is asserted: rows that have the same may be compared",
    ALWAYS,
  ),
  ...{ bound, margin, verdict, expected, again_verdict },
  ...{ estimate, lower, upper, level, p_holm, seeds, failed },
} as const;

/** A row of `verdicts.csv`. */
export type VerdictRow = RowOf<typeof VERDICT_FIELDS>;

/** The file, as a table. */
export const VERDICT_TABLES = {
  verdicts: {
    path: "verdicts.csv",
    says: "A row for each run, and each assertion that it decided",
    fields: VERDICT_FIELDS,
    key: ["run", "claim", "assertion", "site"],
  },
} as const satisfies Readonly<Record<string, ResultTable>>;

/**
 * Writes `verdicts.csv`: all runs of an assertion in a row, oldest first.
 *
 * @param history What became of each assertion.
 * @returns The text of the file.
 */
export function toVerdictsCsv({ runs, lines }: RunHistory): string {
  const rows = lines.flatMap(({ setup, id, points }) =>
    points.map(({ run, row }): VerdictRow => {
      const { began, folder, isComplete, suite, code, engine } = runs[run - 1]!;
      return {
        ...row,
        ...{ run, began, folder, suite, code, engine, setup: id },
        complete: isComplete ? "yes" : "no",
        epochs: listCell(setup.get("epochs") ?? []),
      };
    })
  );
  return toCsv(namesOf(VERDICT_FIELDS), rows);
}
