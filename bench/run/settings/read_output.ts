/** Reads what a run tells, to whom, and what else it writes. */
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
  /** The file for the verdicts as JUnit XML, if any. */
  junit: string | undefined;
  /** The folder for TensorBoard's event files, if any. */
  tensorboard: string | undefined;
}

/** Options of {@linkcode readOutput} that take a value. */
export const OUTPUT_STRINGS = ["junit", "tensorboard"] as const;

/** Options of {@linkcode readOutput} that take none. */
export const OUTPUT_FLAGS = ["json", "quiet", "confirm"] as const;

/** Options that ask for what cannot be had together, and why. */
const APART = [
  ["confirm", "fail-fast", "a run that stops at once confirms nothing"],
  ["confirm", "shard", "a shard decides nothing"],
  ["junit", "shard", "a shard decides nothing"],
  ["confirm", "dry-run", "nothing is run"],
  ["junit", "dry-run", "nothing is run"],
  ["json", "dry-run", "nothing is run"],
  ["json", "shard", "a shard decides nothing"],
  ["json", "explain", "standard output is for events"],
  ["tensorboard", "dry-run", "nothing is run"],
  ["tensorboard", "shard", "it is written where the shards are merged"],
  ["quiet", "dry-run", "all that it does is to tell"],
  ["quiet", "explain", "all that it does is to tell"],
] as const;

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
    junit: text("junit"),
    tensorboard: text("tensorboard"),
  };
}
