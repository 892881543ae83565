/** The history of several runs, from their result sets to a folder of its own. */
import { resolve } from "node:path";
import { toDataPackage } from "../../../reports/tables/data_package.ts";
import { findResults } from "../../../reports/tables/find_results.ts";
import { toRunHistoryHtml } from "../../../reports/html/run_history_html.tsx";
import { readDocument } from "../../../reports/read_document.ts";
import { recordRun, verdictHistory } from "../../../reports/verdict_history.ts";
import { readRun, type RecordedRun } from "../../../reports/tables/read_run.ts";
import { type RunHistory, runHistory } from "../../../reports/run_history.ts";
import {
  toVerdictsCsv,
  VERDICT_TABLES,
} from "../../../reports/tables/verdicts_csv.ts";
import { writeFiles } from "./write_files.ts";
import { assertWritable } from "./write_reports.ts";

/** What became of what was asked for. */
export interface WrittenHistory {
  history: RunHistory;
  /** The files, in the folder that they were written to. */
  names: string[];
  /** Folders that lie beside result sets and are none. */
  others: string[];
  /** What could not be read, and why, a sentence each. */
  problems: string[];
}

/** What tells a history from a result set, which has files of the same names. */
const PACKAGE = {
  name: "finalbn-history",
  title: "Claims about final batch normalization, run after run",
  tables: VERDICT_TABLES,
};

/**
 * Reads result sets, and writes what became of each assertion: as CSV, and as a
 * page. What cannot be read is told, and the others are written all the same.
 *
 * @param paths Folders of result sets, or folders that hold such folders.
 * @param out The folder to write to; it is made if need be.
 * @throws {Error} If no result set can be read, or the folder cannot be written
 * to, or has files of those names that are something else.
 */
export async function writeRunHistory(
  paths: readonly string[],
  out: string,
): Promise<WrittenHistory> {
  const { folders, others, problems } = await findResults(paths);
  const files = ["datapackage.json", "verdicts.csv", "index.html"] as const;
  if (folders.length > 0) {
    await assertOwn(out, files);
    await assertWritable(out);
  }
  const runs: RecordedRun[] = [];
  for (const folder of folders) {
    try {
      runs.push(await readRun(folder));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problems.push(error.message);
    }
  }
  if (runs.length === 0) throw new Error(problems.join("\n"));
  const history = runHistory(runs);
  await writeFiles(out, {
    // First: what it describes is this folder's from then on.
    "datapackage.json": toDataPackage(PACKAGE),
    "verdicts.csv": toVerdictsCsv(history),
    "index.html": await toRunHistoryHtml(
      verdictHistory(
        await Promise.all(
          runs.map(async ({ folder }) =>
            recordRun(await readDocument(folder), folder)
          ),
        ),
      ),
    ),
  });
  // An earlier history is no result set, and lies where it should.
  const strange = others.filter((folder) => resolve(folder) !== resolve(out));
  return { history, names: [...files], others: strange, problems };
}

/** Refuses a folder whose files are not an earlier history's. */
async function assertOwn(
  out: string,
  files: readonly string[],
): Promise<void> {
  const textOf = (name: string) =>
    Deno.readTextFile(`${out}/${name}`).catch(() => undefined);
  const foreign: string[] = [];
  for (const name of files) {
    if (await textOf(name) !== undefined) foreign.push(name);
  }
  if (foreign.length === 0) return;
  if (nameOf(await textOf("datapackage.json")) === PACKAGE.name) return;
  throw new Error(
    `Cannot write the history to ${out}: its ${foreign.join(" and ")} ` +
      "would be lost. Next step: choose another folder with --out",
  );
}

/** The name in a `datapackage.json`; nothing if it is none. */
function nameOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "{}")?.name;
  } catch {
    return undefined;
  }
}
