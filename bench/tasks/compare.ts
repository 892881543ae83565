/** `deno task compare`: what changed from one run to another. */
import { compareDocuments } from "../../reports/compare_documents.ts";
import { COMPARISON } from "../../reports/formats/csv/comparison.ts";
import { tableCsv } from "../../reports/formats/csv/table.ts";
import { readDocument } from "../../reports/read_document.ts";
import { comparisonText } from "../../reports/terminal/comparison_text.ts";
import { printable } from "../../reports/terminal/printable.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { path } from "../run/settings/option.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode, runTask } from "./run_task.ts";

const OPTIONS = {
  csv: {
    kind: path("FILE"),
    help: "write the comparison of each assertion there, too",
  },
};

if (import.meta.main) {
  await runTask({
    name: "compare",
    about: `Says what changed from one run to another, and whether by more than
noise.`,
    words: { "BEFORE AFTER": "the folders of two runs" },
    options: OPTIONS,
    notes:
      `Means are compared seed by seed, on the seeds that both runs have. Then come the
trials that both have, and how the environments differ. Exit codes: 0 compared,
whatever changed; 2 usage; 4 a run.json is missing or damaged.`,
    run: compare,
  });
}

async function compare(
  given: GivenOptions<typeof OPTIONS>,
): Promise<number> {
  const { words: folders } = given;
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
  const path = given.value("csv");
  if (path !== undefined) {
    const csv = tableCsv(COMPARISON, comparison.assertions);
    await Deno.writeTextFile(path, csv);
  }
  return ExitCode.asExpected;
}
