/** Reads a folder of reports back into rows. */
import type { ClaimRow } from "./claims_csv.ts";
import type { ContrastRow } from "./contrasts_csv.ts";
import type { EnvironmentRow } from "./environment_csv.ts";
import type { HistoryRow } from "./history_csv.ts";
import { readTable } from "./read_table.ts";
import { RESULT_TABLES } from "./result_tables.ts";
import { readSamples, type Samples } from "./samples.ts";
import type { TrialRow } from "./trials_csv.ts";

/** Everything that a run left: all reports are made of this alone. */
export interface ResultSet {
  trials: TrialRow[];
  claims: ClaimRow[];
  history: HistoryRow[];
  contrasts: ContrastRow[];
  environment: EnvironmentRow[];
  /** Pictures of the data; nothing where there are none. */
  samples: Samples | undefined;
}

/**
 * Reads the files of a result set.
 *
 * @param folder The folder of the files.
 * @returns Their rows.
 * @throws {Deno.errors.NotFound} If one of the CSV files is missing.
 * @throws {SyntaxError} If a file is damaged, or has not the columns of this
 * version.
 */
export async function readResults(folder: string): Promise<ResultSet> {
  const { trials, claims, history, contrasts, environment } = RESULT_TABLES;
  return {
    trials: await readTable(folder, trials),
    // What readCsv() cannot tell: columns that must be filled are.
    claims: await readTable(folder, claims) as ClaimRow[],
    history: await readTable(folder, history),
    contrasts: await readTable(folder, contrasts),
    environment: await readTable(folder, environment),
    samples: await readSamplesOf(folder),
  };
}

async function readSamplesOf(folder: string): Promise<Samples | undefined> {
  try {
    return readSamples(await Deno.readTextFile(`${folder}/samples.json`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
