/** Made-up runs, for the tests of their history. */
import type { Verdict } from "../../statistics/verdict.ts";
import type { ResultSet } from "../../reports/tables/read_results.ts";
import { readRun } from "../../reports/tables/read_run.ts";
import { type RunHistory, runHistory } from "../../reports/run_history.ts";
import { type MadeUp, madeUpResults } from "./_result_set.ts";
import { writeTables } from "./_write_results.ts";

/** How a made-up run differs from the usual. */
export interface MadeUpRun extends MadeUp {
  /** The day of January 2026 on which it began, at noon. */
  day: number;
  /** @default {"supported"} */
  verdict?: Verdict;
  /** The mean gain, with an interval of 0.1 each way. @default {0.5} */
  gain?: number;
  /** What its trials were trained with beside the usual. */
  settings?: Partial<ResultSet["trials"][number]>;
  /** What its rows of `claims.csv` have beside the usual. */
  row?: Partial<ResultSet["claims"][number]>;
  /** What its environment tells beside the usual. */
  facts?: Readonly<Record<string, string>>;
}

/** A result set with the time at which its run began. */
export function madeUpRun(options: MadeUpRun): ResultSet {
  const { day, verdict = "supported", gain: estimate = 0.5 } = options;
  const { settings, row, facts = {} } = options;
  const results = madeUpResults(options);
  const time = `2026-01-${String(day).padStart(2, "0")}T12:00:00.000Z`;
  const told = { "run began": time, suite: "@finalbn/suite 0.1.0", ...facts };
  return {
    ...results,
    trials: results.trials.map((trial) => ({ ...trial, ...settings })),
    claims: results.claims.map((claim) => ({
      ...{ ...claim, verdict, estimate },
      ...{ lower: estimate - 0.1, upper: estimate + 0.1 },
      ...row,
    })),
    environment: [
      ...results.environment.filter(({ name = "" }) => !(name in told)),
      ...Object.entries(told).map(([name, value]) => ({ name, value })),
    ],
  };
}

/** Writes runs into folders of their own, named `a`, `b` and so on. */
export async function writeRuns(
  folder: string,
  runs: readonly ResultSet[],
): Promise<void> {
  for (const [at, results] of runs.entries()) {
    const path = `${folder}/${String.fromCharCode(97 + at)}`;
    await Deno.mkdir(path);
    await writeTables(path, results);
  }
}

/** The history of runs, by way of files. */
export async function historyOf(
  ...runs: readonly ResultSet[]
): Promise<RunHistory> {
  const folder = await Deno.makeTempDir();
  try {
    await writeRuns(folder, runs);
    const names = runs.map((_, at) => String.fromCharCode(97 + at));
    const read = await Promise.all(
      names.map((name) => readRun(`${folder}/${name}`)),
    );
    return runHistory(
      read.map((run, at) => ({ ...run, folder: names[at]! })),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
