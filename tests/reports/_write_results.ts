/** Result sets on disk, and the tools that look at them. */
import { rebuildReports } from "../../bench/run/outputs/rebuild_reports.ts";
import { toClaimsCsv } from "../../reports/tables/claims_csv.ts";
import { toContrastsCsv } from "../../reports/tables/contrasts_csv.ts";
import { toEnvironmentCsv } from "../../reports/tables/environment_csv.ts";
import { toHistoryCsv } from "../../reports/tables/history_csv.ts";
import type { ResultSet } from "../../reports/tables/read_results.ts";
import { toTrialsCsv } from "../../reports/tables/trials_csv.ts";
import { madeUpDocument } from "./_document.ts";

/** Writes the files of a result set, and the reports that are made of them. */
export async function writeResults(
  folder: string,
  results: ResultSet,
): Promise<void> {
  await writeTables(folder, results);
  await rebuildReports(folder);
}

/** Writes the files of a result set alone. */
export async function writeTables(
  folder: string,
  results: ResultSet,
): Promise<void> {
  const files = {
    "trials.csv": toTrialsCsv(results.trials),
    "claims.csv": toClaimsCsv(results.claims),
    "history.csv": toHistoryCsv(results.history),
    "contrasts.csv": toContrastsCsv(results.contrasts),
    "environment.csv": toEnvironmentCsv(results.environment),
    "run.json": JSON.stringify(madeUpDocument()),
    "samples.json": JSON.stringify(results.samples),
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
}

/**
 * Finds a command on the PATH.
 *
 * @returns Its file; nothing if it is not here, and then the test that needs it
 * is to be skipped, which is said.
 */
export async function findCommand(name: string): Promise<string | undefined> {
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    try {
      const path = `${folder}/${name}`;
      if ((await Deno.stat(path)).isFile) return path;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  console.error(`note: ${name} is not here: what needs it is skipped`);
  return undefined;
}
