/** `deno task history`: verdicts and estimates, run after run. */
import { printable } from "../../reports/terminal/printable.ts";
import { verdictHistoryText } from "../../reports/terminal/verdict_history_text.ts";
import { wrap } from "../../reports/terminal/wrap.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { path } from "../run/settings/option.ts";
import { writeRunHistory } from "../run/outputs/write_run_history.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode, runTask } from "./run_task.ts";

const OPTIONS = {
  out: {
    kind: path("DIR"),
    help: "where the history goes",
    otherwise: "reports/history",
  },
};

if (import.meta.main) {
  await runTask({
    name: "history",
    about: "Shows the verdicts and estimates of several runs, oldest first.",
    words: {
      "DIR...": "the folder of a run, or a folder that holds such folders",
    },
    options: OPTIONS,
    notes:
      `Prints which verdicts changed, and in which run. Writes verdicts.csv, with a row
for each run and assertion; datapackage.json, which says what its columns mean;
and index.html, with a picture for each assertion. Only runs that train the same
are compared: the same data, networks, profile and settings. Seeds and code may
differ. Changed bounds and margins are named.

Runs are sorted by their start. Exit codes: 0 written, whatever changed; 2
usage; 4 a run.json is missing or damaged, and the history of the other runs is
written.`,
    run: history,
  });
}

async function history(
  given: GivenOptions<typeof OPTIONS>,
): Promise<number> {
  const { words: paths } = given;
  if (paths.length === 0) {
    throw new UsageError(
      "Cannot show a history: no run is given. Next step: name the " +
        "folders that deno task bench wrote, or one that holds them, such as " +
        "reports",
    );
  }
  const out = given.value("out") ?? OPTIONS.out.otherwise;
  const written = await writeRunHistory(paths, out);
  const { names, problems } = written;
  console.log(printable(verdictHistoryText(written.history)));
  const files = names.map((name) => `${out}/${name}`).join(", ");
  console.log(printable(`\n${wrap(`written: ${files}`, "  ").join("\n")}`));
  for (const problem of problems) console.error(printable(`error: ${problem}`));
  return problems.length > 0 ? ExitCode.failure : ExitCode.asExpected;
}
