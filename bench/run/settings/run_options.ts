/** Of a command line, what decides which trials a run has. */
import type { OptionTable } from "./option.ts";
import { OPTIONS, readOptions } from "./options.ts";

/** What a shell reads as it stands. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * Picks the options that decide a run's trials. The others say where these are
 * computed and kept: they change no result, and may hold passwords and paths.
 *
 * @param args The arguments after the task's name, as `readSettings()` took
 * them.
 * @returns Text for a shell; empty if there is none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { runOptions } from "./run_options.ts";
 * const args = ["--seeds", "20", "--queue", "redis://me:secret@host", "--strict"];
 * assertEquals(runOptions(args), "--seeds 20");
 * assertEquals(runOptions(["--minority=rust, mildew"]), "--minority 'rust, mildew'");
 * ```
 */
export function runOptions(args: readonly string[]): string {
  const table: OptionTable = OPTIONS;
  const given = readOptions(args);
  return Object.keys(table)
    .filter((name) => table[name]?.decidesTrials && given.has(name))
    .map((name) => `--${name} ${quoted(given.text(name) ?? "")}`)
    .join(" ");
}

function quoted(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
