/** `claims.csv`: a row for each assertion, and each measure, of each claim. */
import {
  claim,
  decided,
  type DecidedStatement,
  type DocumentClaim,
  estimate,
  evidence,
  wanted,
} from "../../claim_schema.ts";
import { type DocumentSite, type RunDocument, site } from "../../document.ts";
import {
  type RankedArm,
  type RankingBeside,
  rankingBeside,
} from "../../ranking_beside.ts";
import { statementsOf } from "../../statements.ts";
import { describedColumns } from "./described_columns.ts";
import { listCell } from "./list_cell.ts";
import { type Columns, number, type Table, text } from "./table.ts";

/** A statement with what its run says of it. */
export interface ClaimsRow {
  claim: Pick<DocumentClaim, "name" | "sentence" | "source" | "verdict">;
  statement: DecidedStatement;
  /** The profile of the run, if it was one. */
  profile: string | undefined;
  /** The sites of the statement. */
  sites: readonly DocumentSite[];
  /** How its networks rank, where it is about minority F1. */
  ranking?: RankingBeside | undefined;
}

const ofClaim = describedColumns(claim, (row: ClaimsRow) => row.claim);
const ofStatement = describedColumns(
  decided,
  (row: ClaimsRow) => row.statement,
);
const ofEstimate = describedColumns(
  estimate,
  ({ statement }: ClaimsRow) => statement.estimate,
);
const ofEvidence = describedColumns(
  evidence,
  ({ statement }: ClaimsRow) => statement.evidence,
);
const ofWanted = describedColumns(
  wanted,
  ({ statement }: ClaimsRow) => statement.evidence?.wanted,
);
const again = decided.shape.again.unwrap();
const ofAgain = describedColumns(
  again,
  ({ statement }: ClaimsRow) => statement.again,
);
const ofAgainEstimate = describedColumns(
  estimate,
  ({ statement }: ClaimsRow) => statement.again?.estimate,
);

const ofAgainEvidence = describedColumns(
  evidence,
  ({ statement }: ClaimsRow) => statement.again?.evidence,
);

const ofDeparture = describedColumns(
  decided.shape.departure.unwrap(),
  ({ statement }: ClaimsRow) => statement.departure,
);

/** What several sites do not share is no one's. */
const ofSite = describedColumns(
  site,
  ({ sites: [site, ...others] }: ClaimsRow) =>
    others.length === 0 ? site : undefined,
);

/** A list of something of each network. */
function ofArms(of: (arm: RankedArm) => string | number) {
  return ({ ranking }: ClaimsRow) => ranking && listCell(ranking.arms.map(of));
}

/** The columns. */
const COLUMNS: Columns<ClaimsRow> = {
  profile: text("the profile of the run, if it was one", (row) => row.profile),
  ...ofClaim({ claim: "name" }),
  ...ofStatement({ assertion: "name", role: "role", kind: "kind" }),
  ...ofClaim(["sentence", "source"]),
  ...ofStatement({ says: "says", site: "place" }),
  dataset: text(
    "name of the data set; a list",
    ({ sites }) => distinct(sites.map(({ dataset }) => dataset)),
  ),
  model: text(
    "the network; a list",
    ({ sites }) => distinct(sites.map(({ model }) => model)),
  ),
  ...ofSite(["majority", "minority", "majorityCount", "minorityCount"]),
  ...ofEstimate({ estimate: "point", lower: "lower", upper: "upper" }),
  ...ofEstimate(["level"]),
  auroc: number(
    "the same estimate in AUROC of rare classes, of what is in minority F1",
    ({ ranking }) => ranking?.auroc?.point,
  ),
  auroc_lower: number(
    "lower end of its interval",
    ({ ranking }) => ranking?.auroc?.lower,
  ),
  auroc_upper: number(
    "upper end of its interval",
    ({ ranking }) => ranking?.auroc?.upper,
  ),
  arms: text(
    "the networks that it is about, and how each is used; a list",
    ofArms(({ name }) => name),
  ),
  arms_minority_f1: text(
    "mean minority F1 of each of them; a list",
    ofArms(({ f1 }) => f1),
  ),
  arms_minority_auroc: text(
    "mean AUROC of rare classes of each of them; a list",
    ofArms(({ auroc }) => auroc),
  ),
  ...ofStatement(["bound", "margin", "seeds", "failed"]),
  ...ofEvidence({
    log_support: "support",
    log_contradiction: "contradiction",
    first_mean: "firstMean",
    bar: "bar",
    state: "state",
    starred: "isStarred",
    either: "isBoth",
  }),
  ...ofWanted({ wanted_least: "least", wanted_most: "most" }),
  ...ofStatement(["verdict", "expected"]),
  ...ofDeparture({ departure: "check", departure_says: "says" }),
  ...ofClaim({ claim_verdict: "verdict" }),
  ...ofStatement(["detail", "reason"]),
  ...ofAgain({ again_first_seed: "firstSeed" }),
  ...ofAgainEstimate({
    again_estimate: "point",
    again_lower: "lower",
    again_upper: "upper",
  }),
  ...ofAgainEvidence({
    again_log_support: "support",
    again_log_contradiction: "contradiction",
  }),
  ...ofAgain({ again_verdict: "verdict" }),
};

/** The file. */
export const CLAIMS: Table<ClaimsRow> = {
  path: "claims.csv",
  says: "A row for each assertion, and each measure, of each claim",
  key: ["claim", "assertion", "site"],
  columns: COLUMNS,
};

/** The rows of a run. */
export function claimsRows(document: RunDocument): ClaimsRow[] {
  const { profile, sites } = document.settings;
  const trials = new Map(document.trials.map(({ id, result }) => [id, result]));
  return statementsOf(document).map(({ claim, statement }) => ({
    claim,
    statement,
    profile,
    sites: sites.filter(({ name }) => statement.sites.includes(name)),
    ranking: rankingBeside(statement, trials),
  }));
}

function distinct(values: readonly string[]): string {
  return listCell([...new Set(values)]);
}
