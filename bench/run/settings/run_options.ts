/** Of a command line, what commands about the run have to repeat. */
import { shellWord } from "../../../reports/shell_word.ts";
import type { OptionTable } from "./option.ts";
import { type BenchOptions, OPTIONS } from "./options.ts";

/** Options of a run, as a shell takes them; empty text for none. */
export interface RunOptions {
  /** Those that decide its trials. */
  options: string;
  /**
   * Of the others, those without which a command that a report suggests would do
   * something else: where trials are computed and kept, and what they are
   * compared with. A password is left out.
   */
  otherOptions: string;
}

/** The {@linkcode RunOptions.otherOptions}. */
const OTHERS: readonly string[] = [
  "engine",
  "device",
  "queue",
  "store",
  "any-engine",
  "prevalence",
  "expect",
  "out",
] satisfies (keyof typeof OPTIONS)[];

/**
 * Picks the options that reports have, for the commands that they suggest.
 *
 * @param given The options of the run.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readOptions } from "./options.ts";
 * import { runOptions } from "./run_options.ts";
 * const args = ["--seeds", "20", "--minority=rust, mildew", "--store", "a.sqlite"];
 * assertEquals(runOptions(readOptions([...args, "--strict"])), {
 *   options: "--seeds 20 --minority 'rust, mildew'",
 *   otherOptions: "--store a.sqlite",
 * });
 * const dashed = readOptions(["--minority=-rust"]);
 * assertEquals(runOptions(dashed).options, "--minority=-rust");
 * ```
 */
export function runOptions(given: BenchOptions): RunOptions {
  const table: OptionTable = OPTIONS;
  const wordsOf = (names: readonly string[]) =>
    names.filter((name) => given.has(name))
      .map((name) =>
        table[name]?.kind === undefined
          ? `--${name}`
          : asWords(`--${name}`, shown(name, given.text(name) ?? ""))
      )
      .join(" ");
  return {
    options: wordsOf(
      Object.keys(table).filter((name) => table[name]?.decidesTrials),
    ),
    otherOptions: wordsOf(OTHERS),
  };
}

/** An option's value, with a word in place of a password. */
function shown(name: string, value: string): string {
  if (name !== "queue" || !URL.canParse(value)) return value;
  const url = new URL(value);
  if (url.password !== "") url.password = "PASSWORD";
  return url.href;
}

/** An option and its value; one that looks like an option stands behind `=`. */
function asWords(option: string, value: string): string {
  const separator = value.startsWith("-") ? "=" : " ";
  return `${option}${separator}${shellWord(value)}`;
}
