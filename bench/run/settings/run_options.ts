/** Of a command line, what decides which trials a run has. */
import type { OptionTable } from "./option.ts";
import { type BenchOptions, OPTIONS } from "./options.ts";

/** What a shell reads as it stands. */
const PLAIN = /^[\w@%+=:,./-]+$/;

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
 * ```
 */
export function runOptions(given: BenchOptions): string {
  const table: OptionTable = OPTIONS;
  return Object.keys(table)
    .filter((name) => table[name]?.decidesTrials && given.has(name))
    .map((name) =>
      table[name]?.kind === undefined
        ? `--${name}`
        : `--${name} ${quoted(given.text(name) ?? "")}`
    )
    .join(" ");
}

function quoted(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
