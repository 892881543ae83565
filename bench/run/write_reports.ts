/** The folder of reports: found writable before, written after. */
import { type ClaimRow, toClaimsCsv } from "../../reports/claims_csv.ts";
import { toTrialsCsv } from "../../reports/trials_csv.ts";
import { trialRows } from "./report_rows.ts";
import type { TrialResult } from "../trials/trial.ts";

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
 * Writes `trials.csv` and `claims.csv`. Each is renamed into place: a report is
 * whole, or the one before.
 */
export async function writeReports(
  folder: string,
  { results, claims }: {
    results: readonly TrialResult[];
    claims: readonly ClaimRow[];
  },
): Promise<void> {
  const files = {
    "trials.csv": toTrialsCsv(results.flatMap(trialRows)),
    "claims.csv": toClaimsCsv(claims),
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}.part`, text);
    await Deno.rename(`${folder}/${name}.part`, `${folder}/${name}`);
  }
}
