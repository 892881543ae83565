/** Reads the command line of a task that has a few flags of its own. */
import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "../usage_error.ts";

/** The flags of a task, by their names. */
export interface FlagOptions {
  /** Flags with a value. */
  string?: readonly string[];
  /** Flags without one; `help` is always among them. */
  boolean?: readonly string[];
}

/**
 * Reads flags.
 *
 * @param args The arguments after the task's name.
 * @param options The task's name, and the flags that it knows.
 * @returns The value of each flag.
 * @throws {UsageError} For an argument that is none of them.
 */
export function readFlags(
  args: readonly string[],
  options: FlagOptions & { task: string },
): Record<string, string | boolean | undefined> {
  const { task, string = [], boolean = [] } = options;
  const flags = parseArgs(args, {
    string,
    boolean: [...boolean, "help"],
    unknown: (argument) => {
      throw new UsageError(
        `Cannot understand ${argument}: see deno task ${task} --help`,
      );
    },
  });
  return flags as Record<string, string | boolean | undefined>;
}
