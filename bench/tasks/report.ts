/** `deno task report`: makes the reports of a run again, without training. */
import { rebuildReports } from "../run/outputs/rebuild_reports.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./read_flags.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP = `Makes the reports of a run again from its CSV files, without
training.

deno task report [DIR]

  DIR  the reports of a run                             [reports/latest]

Reads trials.csv, claims.csv, history.csv, contrasts.csv and environment.csv,
and samples.json if it is there; writes index.html and datapackage.json beside
them. Exit codes: 0 written; 2 usage; 4 a file is missing or damaged.
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
  const [folder = "reports/latest", ...others] = folders;
  if (others.length > 0) {
    throw new UsageError(
      `Cannot make the reports of ${folders.length} folders: name one`,
    );
  }
  const names = await rebuildReports(folder);
  console.log(names.map((name) => `${folder}/${name}`).join("\n"));
  return ExitCode.asExpected;
}
