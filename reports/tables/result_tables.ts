/** The files of a result set: what each holds, and how they belong together. */
import { CLAIM_FIELDS } from "./claims_csv.ts";
import { CONTRAST_FIELDS } from "./contrasts_csv.ts";
import { ENVIRONMENT_FIELDS } from "./environment_csv.ts";
import type { Fields } from "./field.ts";
import { HISTORY_FIELDS } from "./history_csv.ts";
import { TRIAL_FIELDS } from "./trials_csv.ts";

/** A file of rows. */
export interface ResultTable {
  /** The name of the file. */
  path: string;
  /** What a row is, for people. */
  says: string;
  fields: Fields;
  /** Columns that together are different in each row. */
  key: readonly string[];
  /** Columns that are found in another file. */
  refersTo?: {
    table: string;
    columns: readonly string[];
  };
}

/** The files, by the names of their tables. */
export const RESULT_TABLES = {
  trials: {
    path: "trials.csv",
    says: "A row for each trained model, each epoch it was evaluated after, " +
      "and each way it was used; a training that failed is one row",
    fields: TRIAL_FIELDS,
    key: ["trial", "epoch", "inference"],
  },
  claims: {
    path: "claims.csv",
    says: "A row for each assertion, and each measure, of each claim",
    fields: CLAIM_FIELDS,
    key: ["claim", "assertion", "site"],
  },
  history: {
    path: "history.csv",
    says: "A row for each epoch of each training",
    fields: HISTORY_FIELDS,
    key: ["trial", "epoch"],
    refersTo: { table: "trials", columns: ["trial"] },
  },
  contrasts: {
    path: "contrasts.csv",
    says: "A row for each statement, condition and seed: the numbers that " +
      "the statistics saw",
    fields: CONTRAST_FIELDS,
    key: ["claim", "assertion", "site", "condition", "seed"],
    refersTo: { table: "claims", columns: ["claim", "assertion", "site"] },
  },
  environment: {
    path: "environment.csv",
    says: "What the run was computed with, and from: a row for each fact",
    fields: ENVIRONMENT_FIELDS,
    key: ["name"],
  },
} as const satisfies Readonly<Record<string, ResultTable>>;
