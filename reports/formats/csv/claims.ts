/** `claims.csv`: a row for each assertion, and each measure, of each claim. */
import {
  type DocumentClaim,
  type DocumentEstimate,
  type DocumentSite,
  type DocumentStatement,
  type RunDocument,
  verdict,
} from "../../document.ts";
import { statementsOf } from "../../statements.ts";
import { listCell } from "./list_cell.ts";
import {
  type Column,
  type Columns,
  number,
  type Table,
  text,
  whole,
} from "./table.ts";

/** A statement with what its run says of it. */
export interface ClaimsRow {
  claim: Pick<DocumentClaim, "name" | "sentence" | "source">;
  statement: Omit<DocumentStatement, "series">;
  /** The profile of the run, if it was one. */
  profile: string | undefined;
  /** The sites of the statement. */
  sites: readonly DocumentSite[];
}

/** Every row has it. */
const ALWAYS = { isRequired: true };

const VERDICTS = { choices: verdict.options };
const IMAGES = { unit: "images" };
const SEEDS = { unit: "seeds" };
const SHARE = { unit: "share, 0 to 1" };

/** What is asserted, and where. */
const STATEMENT_COLUMNS: Columns<ClaimsRow> = {
  profile: text("the profile of the run, if it was one", (row) => row.profile),
  claim: text("name of the claim", ({ claim }) => claim.name, ALWAYS),
  assertion: text(
    "name of the assertion, or of the measure",
    ({ statement }) => statement.name,
    ALWAYS,
  ),
  role: text("what the row is for", ({ statement }) => statement.role, {
    choices: ["primary", "control", "extension", "reported"],
  }),
  kind: text(
    "how it is decided, or measured",
    ({ statement }) => statement.kind,
  ),
  sentence: text("what the claim says", ({ claim }) => claim.sentence),
  source: text("where it says so", ({ claim }) => claim.source),
  says: text(
    "what is asserted, or measured",
    ({ statement }) => statement.says,
  ),
  site: text(
    "where it was checked: data set and network",
    ({ statement }) => statement.place,
  ),
  dataset: text(
    "name of the data set; a list",
    ({ sites }) => distinct(sites.map(({ dataset }) => dataset)),
  ),
  model: text(
    "the network; a list",
    ({ sites }) => distinct(sites.map(({ model }) => model)),
  ),
  majority: text(
    "classes that are common in training; a list",
    ({ sites }) => ofOne(sites, ({ majority }) => listCell(majority)),
  ),
  minority: text(
    "classes that are rare in training; a list",
    ({ sites }) => ofOne(sites, ({ minority }) => listCell(minority)),
  ),
  majority_count: whole(
    "training images of each majority class",
    ({ sites }) => ofOne(sites, ({ majorityCount }) => majorityCount),
    IMAGES,
  ),
  minority_count: whole(
    "training images of each minority class",
    ({ sites }) => ofOne(sites, ({ minorityCount }) => minorityCount),
    IMAGES,
  ),
};

/** What was found of it. */
const FINDING_COLUMNS: Columns<ClaimsRow> = {
  ...estimateColumns("what was measured, in the unit of the assertion", {
    of: ({ statement }) => statement.estimate,
  }),
  level: number(
    "level of the interval",
    ({ statement: { estimate, level } }) => estimate?.level ?? level,
    SHARE,
  ),
  p: number("p-value, not adjusted", ({ statement }) => statement.p, SHARE),
  p_holm: number(
    "p-value, adjusted over the run",
    ({ statement }) => statement.pHolm,
    SHARE,
  ),
  family: whole(
    "assertions that share the level of the run",
    ({ statement }) => statement.family,
  ),
  bound: number(
    "what the estimate is asserted to exceed",
    ({ statement }) => statement.bound,
  ),
  margin: number(
    "smallest difference of practical interest",
    ({ statement }) => statement.margin,
  ),
  seeds: whole(
    "trainings of each cell",
    ({ statement }) => statement.seeds,
    SEEDS,
  ),
  failed: whole(
    "of these, without a result",
    ({ statement }) => statement.failed,
    SEEDS,
  ),
  verdict: text(
    "what came out; empty for what is only measured",
    ({ statement }) => statement.verdict,
    VERDICTS,
  ),
  expected: text(
    "the verdict that was reviewed",
    ({ statement }) => statement.expected,
    VERDICTS,
  ),
};

/** The file. */
export const CLAIMS: Table<ClaimsRow> = {
  path: "claims.csv",
  says: "A row for each assertion, and each measure, of each claim",
  key: ["claim", "assertion", "site"],
  columns: {
    ...STATEMENT_COLUMNS,
    ...FINDING_COLUMNS,
    detail: text(
      "what else is to be known",
      ({ statement }) => statement.detail,
    ),
    reason: text(
      "why nothing was decided, or could be supported",
      ({ statement }) => statement.reason,
    ),
    peak_set: text(
      "conditions at which the peak may be; a list",
      ({ statement: { peakSet } }) => peakSet && listCell(peakSet),
    ),
    again_first_seed: whole(
      "first of the fresh seeds that a departure got",
      ({ statement }) => statement.again?.firstSeed,
    ),
    ...estimateColumns("what they measured", {
      prefix: "again_",
      of: ({ statement }) => statement.again?.estimate,
    }),
    again_p_holm: number(
      "their p-value, adjusted over the run",
      ({ statement }) => statement.again?.pHolm,
      SHARE,
    ),
    again_verdict: text(
      "what came out of them",
      ({ statement }) => statement.again?.verdict,
      VERDICTS,
    ),
  },
};

/** The rows of a run. */
export function claimsRows(document: RunDocument): ClaimsRow[] {
  const { profile, sites } = document.settings;
  return statementsOf(document).map((placed) => ({
    ...placed,
    profile,
    sites: sites.filter(({ name }) => placed.statement.sites.includes(name)),
  }));
}

/** An estimate, and the ends of its interval: empty where it has none. */
function estimateColumns(
  says: string,
  { prefix = "", of }: {
    prefix?: string;
    of: (row: ClaimsRow) => DocumentEstimate | undefined;
  },
): Record<string, Column<ClaimsRow>> {
  return {
    [`${prefix}estimate`]: number(says, (row) => of(row)?.point),
    [`${prefix}lower`]: number(
      "lower end of its interval; empty where it has none",
      (row) => of(row)?.lower,
    ),
    [`${prefix}upper`]: number(
      "upper end of its interval; empty where it has none",
      (row) => of(row)?.upper,
    ),
  };
}

function distinct(values: readonly string[]): string {
  return listCell([...new Set(values)]);
}

/** What several sites do not share is no one's. */
function ofOne<Value>(
  sites: readonly DocumentSite[],
  of: (site: DocumentSite) => Value,
): Value | undefined {
  const [site, ...others] = sites;
  return site === undefined || others.length > 0 ? undefined : of(site);
}
