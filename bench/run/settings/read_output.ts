/** Reads what a run tells, to whom, and what else it writes. */
import { FORMAT_OPTIONS } from "../../../reports/formats/formats.ts";
import { UsageError } from "../../study/usage_error.ts";
import type { OptionText } from "./_read_value.ts";

/** What comes out of a run beside its reports. */
export interface OutputSettings {
  /** Whether standard output has events as JSON lines, and nothing else. */
  json: boolean;
  /** Whether nothing is told but the verdicts and errors. */
  quiet: boolean;
  /** Whether a departure is tried again on fresh seeds. */
  confirm: boolean;
  /** Where formats go that were asked for, by the names of their options. */
  formats: Readonly<Record<string, string>>;
}

/** Options of {@linkcode readOutput} that take a value. */
export const OUTPUT_STRINGS: readonly string[] = FORMAT_OPTIONS.map((
  { name },
) => name);

/** Options of {@linkcode readOutput} that take none. */
export const OUTPUT_FLAGS = ["json", "quiet", "confirm"] as const;

/** Options that ask for what cannot be had together, and why. */
const APART = [
  ["confirm", "fail-fast", "a run that stops at once confirms nothing"],
  ["confirm", "shard", "a shard decides nothing"],
  ["confirm", "dry-run", "nothing is run"],
  ["json", "dry-run", "nothing is run"],
  ["json", "shard", "a shard decides nothing"],
  ["json", "explain", "standard output is for events"],
  ["quiet", "dry-run", "all that it does is to tell"],
  ["quiet", "explain", "all that it does is to tell"],
  ...OUTPUT_STRINGS.flatMap((name) => [
    [name, "dry-run", "nothing is run"],
    [name, "shard", "it is written where the shards are merged"],
  ]),
] as [string, string, string][];

/**
 * Reads the options.
 *
 * @param text The value of an option.
 * @param isOn Whether a flag is given.
 * @throws {UsageError} For two options that exclude each other.
 */
export function readOutput(
  text: OptionText,
  isOn: (name: string) => boolean,
): OutputSettings {
  const valued: readonly string[] = [...OUTPUT_STRINGS, "shard"];
  const isGiven = (name: string) =>
    valued.includes(name) ? text(name) !== undefined : isOn(name);
  for (const [one, other, why] of APART) {
    if (!isGiven(one) || !isGiven(other)) continue;
    throw new UsageError(
      `Cannot use --${one} and --${other} together: ${why}`,
    );
  }
  return {
    json: isOn("json"),
    quiet: isOn("quiet"),
    confirm: isOn("confirm"),
    formats: Object.fromEntries(OUTPUT_STRINGS.flatMap((name) => {
      const path = text(name);
      return path === undefined ? [] : [[name, path]];
    })),
  };
}
