/** `deno task compare`: what changed from one run to another. */
import { compareResults } from "../../reports/compare_results.ts";
import { toComparisonCsv } from "../../reports/tables/comparison_csv.ts";
import { comparisonText } from "../../reports/terminal/comparison_text.ts";
import { printable } from "../../reports/terminal/printable.ts";
import { readResults } from "../../reports/tables/read_results.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./read_flags.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP = `Says what changed from one run to another, and whether by more
than noise.

deno task compare BEFORE AFTER [--csv FILE]

  BEFORE, AFTER  the reports of two runs, such as reports/latest
  --csv FILE     write the comparison of each assertion there, too

Means are compared seed by seed where the runs have seeds in common, and as
independent samples where not; p-values are adjusted by Holm's method. Then
trials that both runs have, and what of the environment is not the same. Exit
codes: 0 compared, whatever changed; 2 usage; 4 a file is missing or damaged.
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
  const comparison = compareResults(
    await readResults(before),
    await readResults(after),
  );
  console.log(printable(comparisonText(comparison)));
  if (csv !== undefined) {
    await Deno.writeTextFile(
      String(csv),
      toComparisonCsv(comparison.assertions),
    );
  }
  return ExitCode.asExpected;
}
