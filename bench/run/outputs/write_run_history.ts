/** The history of several runs, from their documents to a folder of its own. */
import { findRuns } from "../../../reports/find_runs.ts";
import { toDataPackage } from "../../../reports/formats/csv/data_package.ts";
import { tableCsv } from "../../../reports/formats/csv/table.ts";
import {
  VERDICTS,
  verdictsRows,
} from "../../../reports/formats/csv/verdicts.ts";
import { toRunHistoryHtml } from "../../../reports/html/run_history_html.tsx";
import { readDocument } from "../../../reports/read_document.ts";
import {
  type RecordedRun,
  recordRun,
  type VerdictHistory,
  verdictHistory,
} from "../../../reports/verdict_history.ts";
import { assertWritable, writeFiles } from "./write_files.ts";

/** What became of what was asked for. */
export interface WrittenHistory {
  history: VerdictHistory;
  /** The files, in the folder that they were written to. */
  names: string[];
  /** What could not be read, and why, a sentence each. */
  problems: string[];
}

/** What tells a history from a run, which has files of the same names. */
const PACKAGE = {
  name: "finalbn-history",
  title: "Claims about final batch normalization, run after run",
  tables: { verdicts: VERDICTS },
};

/**
 * Reads runs, and writes what became of each assertion: as CSV, and as a page.
 * What cannot be read is told, and the others are written all the same.
 *
 * @param paths Folders of runs, or folders that hold such folders.
 * @param out The folder to write to; it is made if needed.
 * @throws {Error} If no run can be read, or the folder cannot be written to, or
 * has files of those names that are something else.
 */
export async function writeRunHistory(
  paths: readonly string[],
  out: string,
): Promise<WrittenHistory> {
  const { folders, problems } = await findRuns(paths);
  if (folders.length > 0) {
    await assertOwn(out);
    await assertWritable(out);
  }
  const runs: RecordedRun[] = [];
  for (const folder of folders) {
    try {
      runs.push(recordRun(await readDocument(folder), folder));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problems.push(error.message);
    }
  }
  if (runs.length === 0) throw new Error(problems.join("\n"));
  const history = verdictHistory(runs);
  const files = {
    // First: what it describes is this folder's from then on.
    "datapackage.json": toDataPackage(PACKAGE),
    [VERDICTS.path]: tableCsv(VERDICTS, verdictsRows(history)),
    "index.html": await toRunHistoryHtml(history),
  };
  await writeFiles(out, files);
  return { history, names: Object.keys(files), problems };
}

/** Refuses a folder whose files are not an earlier history's. */
async function assertOwn(out: string): Promise<void> {
  const textOf = (name: string) =>
    Deno.readTextFile(`${out}/${name}`).catch(() => undefined);
  const foreign: string[] = [];
  for (const name of ["datapackage.json", VERDICTS.path, "index.html"]) {
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
