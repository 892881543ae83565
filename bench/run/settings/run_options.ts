/** Of a command line, what decides which trials a run has. */
import { FACTORS } from "./read_sites.ts";

/**
 * Options that a run is known by. The others say where it is computed and kept:
 * they change no result, and may hold passwords and paths.
 */
const DECIDING: readonly string[] = [
  ...["profile", "filter", "seeds", "dataset", "data", "images", "model"],
  ...FACTORS,
];

/** What a shell reads as it stands. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * Picks the options that decide a run's trials.
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
  return args.flatMap((argument, at) => {
    const [, name = "", joined] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    const value = joined ?? args[at + 1];
    if (!DECIDING.includes(name) || value === undefined) return [];
    return [`--${name} ${quoted(value)}`];
  }).join(" ");
}

function quoted(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
