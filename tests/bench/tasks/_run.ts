/** Runs a task as a user does, except for the task runner around it. */
import { taskModule } from "../../_task_module.ts";
import { type Outcome, outcomeOf, words } from "../../_process.ts";

/** Tasks that write to a folder, and keep no trials. */
const STORELESS = ["accept", "history"];

/** The command line of a task, after the name of the executable. */
export function taskArguments(name: string, args: string[]): string[] {
  const start = words("run --quiet --no-prompt -P=bench");
  return [...start, taskModule(name), ...args, ...ownStore(name, args)];
}

/** Trials that the user of this machine keeps are not the tests' to use. */
function ownStore(name: string, args: string[]): string[] {
  const out = args[args.indexOf("--out") + 1];
  const isKept = args.includes("--out") && !args.includes("--store") &&
    !STORELESS.includes(name);
  return isKept ? ["--store", `${out}/trials.sqlite`] : [];
}

/** Runs a task to its end. */
export function runTask(
  name: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  return outcomeOf(
    new Deno.Command(Deno.execPath(), {
      args: taskArguments(name, args),
      // What tests read their data from must not decide what a task does.
      env: { FINALBN_DATA: "", ...env },
    }),
  );
}
