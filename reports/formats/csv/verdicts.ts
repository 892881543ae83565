/** `verdicts.csv`: what runs said of each assertion, over time. */
import type {
  HistoryLine,
  RecordedRun,
  VerdictHistory,
} from "../../verdict_history.ts";
import { CLAIMS, type ClaimsRow } from "./claims.ts";
import { listCell } from "./list_cell.ts";
import { type Columns, type Table, text, whole } from "./table.ts";

/** What a run said of an assertion. */
interface VerdictsRow extends ClaimsRow {
  /** The place of the run, from 1. */
  place: number;
  run: RecordedRun;
  line: HistoryLine;
}

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** The run, and what computed it. */
const RUN_COLUMNS: Columns<VerdictsRow> = {
  run: whole(
    "the place of the run, oldest first, from 1",
    ({ place }) => place,
    ALWAYS,
  ),
  began: text(
    "when the run began, in ISO 8601",
    ({ run }) => run.began,
    ALWAYS,
  ),
  folder: text("the folder of the run", ({ run }) => run.folder, ALWAYS),
  complete: text(
    "whether the run came to its end",
    ({ run }) => run.isComplete ? "yes" : "no",
    { ...ALWAYS, choices: ["yes", "no"] },
  ),
  suite: text("name and version of the suite", ({ run }) => run.suite),
  code: text(
    "hash of the code that computed its trials",
    ({ run }) => run.code,
  ),
  engine: text("what trained, on what", ({ run }) => run.engine),
};

/** What trainings were asked for. */
const SETUP_COLUMNS: Columns<VerdictsRow> = {
  epochs: text(
    "passes over the training images; a list where trials differ",
    ({ line }) => listCell((line.setup.get("epochs") ?? []).map(String)),
  ),
  setup: text(
    "the start of a hash of the settings of its trials, data included, and " +
      "of what is asserted: rows that have the same may be compared",
    ({ line }) => line.id,
    ALWAYS,
  ),
};

/** The file; a finding is told of as in `claims.csv`. */
export const VERDICTS: Table<VerdictsRow> = {
  path: "verdicts.csv",
  says: "A row for each run, and each assertion that it decided",
  key: ["run", "claim", "assertion", "site"],
  columns: {
    ...RUN_COLUMNS,
    ...claimColumns("profile", "claim", "assertion", "kind", "site"),
    ...claimColumns("dataset", "model", "majority", "minority"),
    ...claimColumns("majority_count", "minority_count"),
    ...SETUP_COLUMNS,
    ...claimColumns("bound", "margin", "verdict", "expected", "again_verdict"),
    ...claimColumns("estimate", "lower", "upper", "level", "first_mean"),
    ...claimColumns("log_support", "log_contradiction", "starred"),
    ...claimColumns("seeds", "failed"),
  },
};

/** The rows of a history: all runs of an assertion together, oldest first. */
export function verdictsRows({ runs, lines }: VerdictHistory): VerdictsRow[] {
  return lines.flatMap((line) =>
    line.points.map(({ run: place, claim, statement }) => {
      const run = runs[place - 1]!;
      const { profile, sites } = run.settings;
      const own = sites.filter(({ name }) => statement.sites.includes(name));
      return { claim, statement, profile, sites: own, place, run, line };
    })
  );
}

/** Some columns of `claims.csv`. */
function claimColumns(...names: readonly string[]): Columns<ClaimsRow> {
  return Object.fromEntries(names.map((name) => [name, CLAIMS.columns[name]!]));
}
