/** Of a command line, what decides which trials a run has. */
import { shellWord } from "../../../reports/shell_word.ts";
import type { OptionTable } from "./option.ts";
import { type BenchOptions, OPTIONS } from "./options.ts";

/**
 * Picks the options that decide a run's trials. The others say where these are
 * computed and kept: they change no result, and may hold passwords and paths.
 *
 * @param given The options of the run.
 * @returns Text for a shell; empty if there is none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readOptions } from "./options.ts";
 * import { runOptions } from "./run_options.ts";
 * const args = ["--seeds", "20", "--queue", "redis://me:secret@host", "--strict"];
 * assertEquals(runOptions(readOptions(args)), "--seeds 20");
 * const quoted = readOptions(["--minority=rust, mildew"]);
 * assertEquals(runOptions(quoted), "--minority 'rust, mildew'");
 * const dashed = readOptions(["--minority=-rust"]);
 * assertEquals(runOptions(dashed), "--minority=-rust");
 * ```
 */
export function runOptions(given: BenchOptions): string {
  const table: OptionTable = OPTIONS;
  return Object.keys(table)
    .filter((name) => table[name]?.decidesTrials && given.has(name))
    .map((name) =>
      table[name]?.kind === undefined
        ? `--${name}`
        : asWords(`--${name}`, given.text(name) ?? "")
    )
    .join(" ");
}

/** An option and its value; one that looks like an option stands behind `=`. */
function asWords(option: string, value: string): string {
  const separator = value.startsWith("-") ? "=" : " ";
  return `${option}${separator}${shellWord(value)}`;
}
