/**
 * CSV: tables for spreadsheets and other programs, and `datapackage.json`, which
 * says what their columns mean. Nothing here reads them back.
 */
import type { RunDocument } from "../document.ts";
import { runFacts } from "../run_facts.ts";
import { CLAIMS, claimsRows } from "./csv/claims.ts";
import { CONTRASTS, contrastsRows } from "./csv/contrasts.ts";
import { toDataPackage } from "./csv/data_package.ts";
import { ENVIRONMENT } from "./csv/environment.ts";
import { HISTORY, historyRows } from "./csv/history.ts";
import { tableCsv } from "./csv/table.ts";
import { trialRows, TRIALS } from "./csv/trials.ts";
import type { Files } from "./format.ts";

/** The tables of a run. */
export const RUN_TABLES = {
  trials: TRIALS,
  claims: CLAIMS,
  history: HISTORY,
  contrasts: CONTRASTS,
  environment: ENVIRONMENT,
};

/** The tables of a run as files. */
export function csv(document: RunDocument): Files {
  return {
    [TRIALS.path]: tableCsv(TRIALS, trialRows(document)),
    [CLAIMS.path]: tableCsv(CLAIMS, claimsRows(document)),
    [HISTORY.path]: tableCsv(HISTORY, historyRows(document)),
    [CONTRASTS.path]: tableCsv(CONTRASTS, contrastsRows(document)),
    [ENVIRONMENT.path]: tableCsv(ENVIRONMENT, runFacts(document)),
    "datapackage.json": toDataPackage({
      name: "finalbn-results",
      title: "Claims about final batch normalization, checked",
      tables: RUN_TABLES,
    }),
  };
}
