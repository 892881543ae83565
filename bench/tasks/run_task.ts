/** What every task does around its work: help, exit codes, errors for people. */
import { GivenOptions } from "../run/settings/given_options.ts";
import type { OptionTable } from "../run/settings/option.ts";
import {
  commandOf,
  type ExplainedTask,
  taskHelp,
} from "../run/settings/task_help.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode } from "./exit_codes.ts";
import { Stopped } from "./stop_signal.ts";

export { ExitCode };

/** A task of `deno task`. */
export interface Task<Table extends OptionTable> extends ExplainedTask {
  options: Table;
  /** Does the work; the result is an exit code. */
  run(given: GivenOptions<Table>): number | Promise<number>;
}

/** Runs a task with the arguments of the process, and exits with its code. */
export async function runTask<Table extends OptionTable>(
  task: Task<Table>,
): Promise<never> {
  Deno.exit(await taskCode(task, Deno.args));
}

/**
 * Runs a task, or explains it. An error becomes its message and a code, never a
 * stack; FINALBN_DEBUG=1 shows the stack as well.
 *
 * @returns An exit code.
 */
export async function taskCode<Table extends OptionTable>(
  task: Task<Table>,
  args: readonly string[],
): Promise<number> {
  try {
    const given = new GivenOptions(args, {
      table: { ...task.options, help: { help: "say this" } },
      command: commandOf(task),
      takesWords: task.words !== undefined,
    });
    if (!given.has("help")) return await task.run(given);
    console.log(taskHelp(task));
    return ExitCode.asExpected;
  } catch (caught) {
    const error = firstOf(caught);
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof Stopped) {
      console.error(text);
      return ExitCode.interrupted;
    }
    console.error(`error: ${text}${permissionStep(error, task)}`);
    if (isDebugged()) console.error(error);
    return error instanceof UsageError ? ExitCode.usage : ExitCode.failure;
  }
}

/** What to do where a program that uses the suite was not allowed to. */
function permissionStep(
  error: unknown,
  { command }: Pick<ExplainedTask, "command">,
): string {
  return command !== undefined && error instanceof Deno.errors.NotCapable
    ? `. Next step: ${command}`
    : "";
}

/** Whether stacks are asked for; not where variables may not be read. */
function isDebugged(): boolean {
  try {
    return Boolean(Deno.env.get("FINALBN_DEBUG"));
  } catch {
    return false;
  }
}

/** What went wrong first, where tidying up after it went wrong as well. */
function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}
