/** `deno task report`: makes the reports of a run again, without training. */
import { readDocument } from "../../reports/read_document.ts";
import { writeFormats } from "../run/outputs/write_run.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import type { OptionTable } from "../run/settings/option.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode, runTask } from "./run_task.ts";

if (import.meta.main) {
  await runTask({
    name: "report",
    about: "Makes the reports of a run again from its run.json, without " +
      "training.",
    words: { "[DIR]": "the folder of a run [reports/latest]" },
    options: {},
    notes:
      `Writes index.html, the CSV files and whatever else belongs to every run beside
run.json. Exit codes: 0 written; 2 usage; 4 run.json is missing or damaged.`,
    run: report,
  });
}

async function report(
  { words: folders }: GivenOptions<OptionTable>,
): Promise<number> {
  const [out = "reports/latest", ...others] = folders;
  if (others.length > 0) {
    throw new UsageError(
      `Cannot make the reports of ${folders.length} folders: name one`,
    );
  }
  const names = await writeFormats(await readDocument(out), {
    out,
    formats: {},
  });
  console.log(names.map((name) => `${out}/${name}`).join("\n"));
  return ExitCode.asExpected;
}
