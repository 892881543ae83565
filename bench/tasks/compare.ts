/** `deno task compare`: what changed from one run to another. */
import { compareDocuments } from "../../reports/compare_documents.ts";
import { COMPARISON } from "../../reports/formats/csv/comparison.ts";
import { tableCsv } from "../../reports/formats/csv/table.ts";
import { readDocument } from "../../reports/read_document.ts";
import { comparisonText } from "../../reports/terminal/comparison_text.ts";
import { printable } from "../../reports/terminal/printable.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./read_flags.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP = `Says what changed from one run to another, and whether by more
than noise.

deno task compare BEFORE AFTER [--csv FILE]

  BEFORE, AFTER  the folders of two runs, such as reports/latest
  --csv FILE     write the comparison of each assertion there, too

Means are compared seed by seed, on the seeds that both runs have. Then trials that both runs have, and what of the environment is not the same. Exit
codes: 0 compared, whatever changed; 2 usage; 4 a run.json is missing or
damaged.
`;

if (import.meta.main) await runTask(() => compare(Deno.args));

async function compare(args: readonly string[]): Promise<number> {
  const folders: string[] = [];
  const { help, csv } = readFlags(args, {
    task: "compare",
    string: ["csv"],
    onWord: (word) => folders.push(word),
  });
  if (help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const [before, after, ...others] = folders;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new UsageError(
      `Cannot compare ${folders.length} runs: wanted the folders of two`,
    );
  }
  const comparison = compareDocuments(
    await readDocument(before),
    await readDocument(after),
  );
  console.log(printable(comparisonText(comparison)));
  if (csv !== undefined) {
    const text = tableCsv(COMPARISON, comparison.assertions);
    await Deno.writeTextFile(String(csv), text);
  }
  return ExitCode.asExpected;
}
