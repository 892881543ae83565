/** `deno task report`: makes the reports of a run again, without training. */
import { readDocument } from "../../reports/read_document.ts";
import { writeFormats } from "../run/outputs/write_run.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./read_flags.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP = `Makes the reports of a run again from its run.json, without
training.

deno task report [DIR]

  DIR  the folder of a run                              [reports/latest]

Writes index.html, the CSV files and whatever else belongs to every run beside
run.json. Exit codes: 0 written; 2 usage; 4 run.json is missing or damaged.
`;

if (import.meta.main) await runTask(() => report(Deno.args));

async function report(args: readonly string[]): Promise<number> {
  const folders: string[] = [];
  const { help } = readFlags(args, {
    task: "report",
    onWord: (word) => folders.push(word),
  });
  if (help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
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
