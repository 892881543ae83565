/** The folder of reports: found writable before, written after. */
import {
  type ClaimRow,
  toClaimsCsv,
} from "../../../reports/tables/claims_csv.ts";
import {
  type ContrastRow,
  toContrastsCsv,
} from "../../../reports/tables/contrasts_csv.ts";
import { toEnvironmentCsv } from "../../../reports/tables/environment_csv.ts";
import { toHistoryCsv } from "../../../reports/tables/history_csv.ts";
import type { Samples } from "../../../reports/tables/samples.ts";
import { toTrialsCsv } from "../../../reports/tables/trials_csv.ts";
import { environmentRows, type RunFacts } from "./environment_rows.ts";
import { historyRows } from "./history_rows.ts";
import { trialRows } from "./report_rows.ts";
import type { TrialResult } from "../../trials/trial.ts";
import { writeFiles } from "./write_files.ts";

/** What is reported. */
export interface RunReport {
  results: readonly TrialResult[];
  claims: readonly ClaimRow[];
  contrasts: readonly ContrastRow[];
  samples: Samples;
  facts: RunFacts;
}

/**
 * Makes sure that reports can be written, before the trainings and not after.
 *
 * @param folder It is made if need be.
 * @param option What names it on the command line.
 * @throws {Error} If they cannot.
 */
export async function assertWritable(
  folder: string,
  option = "--out",
): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Cannot write reports to ${folder}: ${reason}. Next step: choose ` +
        `another folder with ${option}`,
      { cause },
    );
  }
}

/**
 * Writes the files that all reports are made of, and then those reports, as
 * `deno task report` does.
 */
export async function writeReports(
  folder: string,
  { results, claims, contrasts, samples, facts }: RunReport,
): Promise<void> {
  await writeFiles(folder, {
    "trials.csv": toTrialsCsv(results.flatMap(trialRows)),
    "claims.csv": toClaimsCsv(claims),
    "history.csv": toHistoryCsv(results.flatMap(historyRows)),
    "contrasts.csv": toContrastsCsv(contrasts),
    "environment.csv": toEnvironmentCsv(environmentRows(results, facts)),
    "samples.json": JSON.stringify(samples) + "\n",
  });
  // Loaded when it is needed: what draws charts takes its time to start.
  const { rebuildReports } = await import("./rebuild_reports.ts");
  await rebuildReports(folder);
}
