/** What every task does around its work: help, exit codes, errors for people. */
import { GivenOptions } from "../run/settings/given_options.ts";
import type { OptionTable } from "../run/settings/option.ts";
import { type ExplainedTask, taskHelp } from "../run/settings/task_help.ts";
import { UsageError } from "../study/usage_error.ts";
import { INTERRUPTED, Stopped } from "./stop_signal.ts";

/** What a task ends with. */
export const ExitCode = {
  asExpected: 0,
  departure: 1,
  usage: 2,
  inconclusive: 3,
  failure: 4,
  interrupted: INTERRUPTED,
} as const;

/** A task of `deno task`. */
export interface Task<Table extends OptionTable> extends ExplainedTask {
  options: Table;
  /** Does the work; the result is an exit code. */
  run(given: GivenOptions<Table>): number | Promise<number>;
}

/**
 * Runs a task, or explains it, and exits with its code. An error becomes its
 * message and a code, never a stack; FINALBN_DEBUG=1 shows the stack as well.
 */
export async function runTask<Table extends OptionTable>(
  task: Task<Table>,
): Promise<never> {
  try {
    const given = new GivenOptions(Deno.args, {
      table: { ...task.options, help: { help: "say this" } },
      task: task.name,
      takesWords: task.words !== undefined,
    });
    if (!given.has("help")) Deno.exit(await task.run(given));
    console.log(taskHelp(task));
    Deno.exit(ExitCode.asExpected);
  } catch (caught) {
    const error = firstOf(caught);
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof Stopped) {
      console.error(text);
      Deno.exit(ExitCode.interrupted);
    }
    console.error(`error: ${text}`);
    if (Deno.env.get("FINALBN_DEBUG")) console.error(error);
    Deno.exit(
      error instanceof UsageError ? ExitCode.usage : ExitCode.failure,
    );
  }
}

/** What went wrong first, where tidying up after it went wrong as well. */
function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}
