/** Reads the command line of a task that has a few flags of its own. */
import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "../study/usage_error.ts";

/** The flags of a task, by their names. */
export interface FlagOptions {
  /** Flags with a value. */
  string?: readonly string[];
  /** Flags without one; `help` is always among them. */
  boolean?: readonly string[];
  /** Takes each argument that is no flag; without it, there may be none. */
  onWord?: (word: string) => void;
}

/**
 * Reads flags.
 *
 * @param args The arguments after the task's name.
 * @param options The task's name, and the flags that it knows.
 * @returns The value of each flag.
 * @throws {UsageError} For an argument that is none of them, or a flag without
 * the value it needs.
 */
export function readFlags(
  args: readonly string[],
  options: FlagOptions & { task: string },
): Record<string, string | boolean | undefined> {
  const { task, string = [], boolean = [], onWord } = options;
  if (args.includes("--")) {
    throw new UsageError("Cannot understand --: options follow the task");
  }
  const flags = parseArgs(args, {
    string,
    boolean: [...boolean, "help"],
    unknown: (argument, name) => {
      if (name === undefined && onWord !== undefined) return onWord(argument);
      throw new UsageError(
        `Cannot understand ${argument}: see deno task ${task} --help`,
      );
    },
  });
  for (const name of string) {
    if (flags[name] !== "") continue;
    throw new UsageError(`Cannot use --${name}: it needs a value`);
  }
  return flags as Record<string, string | boolean | undefined>;
}
