/** Result sets on disk, and the tools that look at them. */
import { rebuildReports } from "../../bench/run/rebuild_reports.ts";
import { toClaimsCsv } from "../../reports/claims_csv.ts";
import { toContrastsCsv } from "../../reports/contrasts_csv.ts";
import { toEnvironmentCsv } from "../../reports/environment_csv.ts";
import { toHistoryCsv } from "../../reports/history_csv.ts";
import type { ResultSet } from "../../reports/read_results.ts";
import { toTrialsCsv } from "../../reports/trials_csv.ts";

/** Writes the files of a result set, and the reports that are made of them. */
export async function writeResults(
  folder: string,
  results: ResultSet,
): Promise<void> {
  const files = {
    "trials.csv": toTrialsCsv(results.trials),
    "claims.csv": toClaimsCsv(results.claims),
    "history.csv": toHistoryCsv(results.history),
    "contrasts.csv": toContrastsCsv(results.contrasts),
    "environment.csv": toEnvironmentCsv(results.environment),
    "samples.json": JSON.stringify(results.samples),
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  await rebuildReports(folder);
}

/** Whether a command can be run; if not, the test that needs it is skipped. */
export async function isOnPath(command: string): Promise<boolean> {
  try {
    await new Deno.Command(command, { args: ["--version"] }).output();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      console.error(`note: ${command} is not here: a test is skipped`);
      return false;
    }
    throw error;
  }
}
