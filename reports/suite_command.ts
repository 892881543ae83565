/** Commands about a run, for people to copy: with the options that it had. */
import type { RunDocument } from "./document.ts";
import { shellWord } from "./shell_word.ts";

/** What is called to check the claims of the suite's own bench files. */
export const SUITE_COMMAND = "deno task bench";

/** What a run was asked for. */
type Settings = RunDocument["settings"];

/**
 * Whether a run checked claims of the suite: `deno task trial` and `deno task
 * accept` know no others.
 *
 * @param settings Of the run.
 */
export function isOfSuite({ command }: Pick<Settings, "command">): boolean {
  return command === SUITE_COMMAND;
}

/**
 * The command that takes one claim of a run to more seeds: it uses what the run
 * has trained.
 *
 * @param settings Of the run.
 * @param options The claim, and the most seeds.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { moreSeedsCommand, SUITE_COMMAND } from "./suite_command.ts";
 * const settings = {
 *   command: SUITE_COMMAND,
 *   options: "--seeds 8..60 --dataset mnist",
 *   otherOptions: "--store a.sqlite",
 *   schedule: { first: 8, step: 2, most: 60 },
 * };
 * assertEquals(
 *   moreSeedsCommand(settings, { filter: "gain", most: 90 }),
 *   "deno task bench --dataset mnist --filter gain --seeds 8..90 --store a.sqlite",
 * );
 * ```
 */
export function moreSeedsCommand(
  settings: Pick<
    Settings,
    "command" | "options" | "otherOptions" | "schedule"
  >,
  { filter, most }: { filter: string; most: number },
): string {
  const { command, options, otherOptions, schedule: { first } } = settings;
  return [
    command,
    ...wordsOf(options, { without: ["filter", "seeds"] }),
    `--filter ${filter}`,
    `--seeds ${first}..${most}`,
    // A file of expected verdicts may have those of claims that are left out,
    // and a run of one claim is not to overwrite the reports of all.
    ...wordsOf(otherOptions, { without: ["expect", "out"] }),
  ].join(" ");
}

/**
 * The commands that train trials of a run again, by the trial's id.
 *
 * @param settings Of the run.
 * @param options The folder that has the run now; nothing for the usual one.
 * @returns Nothing where no command knows the claim.
 */
export function trialCommands(
  settings: Pick<Settings, "command" | "options" | "otherOptions">,
  { out }: { out: string | undefined },
): ((id: string) => string) | undefined {
  if (!isOfSuite(settings)) return undefined;
  const { options, otherOptions } = settings;
  const without = ["out", "expect", "any-engine", "prevalence"];
  const words = [
    ...out === undefined ? [] : [`--out ${shellWord(out)}`],
    ...wordsOf(options),
    ...wordsOf(otherOptions, { without }),
  ];
  return (id) => [`deno task trial ${id}`, ...words].join(" ");
}

/**
 * The command that records verdicts of a run as expected.
 *
 * @param settings Of the run.
 * @param options Which verdicts. @default {all}
 */
export function acceptCommand(
  { profile, otherOptions }: Pick<Settings, "profile" | "otherOptions">,
  { filter }: { filter?: string } = {},
): string {
  const kept = wordsOf(otherOptions, { only: ["expect", "out"] });
  const isNamed = kept.some((option) => /^--expect\b/.test(option));
  return [
    "deno task accept",
    ...filter === undefined ? [] : [`--filter ${filter}`],
    // A run of no profile has a file of its own, which nobody has named yet.
    ...profile === undefined && !isNamed ? ["--expect FILE"] : [],
    ...kept,
  ].join(" ");
}

/** A word of a shell, with the blanks in its quotes. */
const WORD = /(?:'[^']*'|\\.|[^\s'\\])+/g;

/** Options one by one, each with its value. */
function wordsOf(
  options = "",
  { without = [], only }: {
    without?: readonly string[];
    only?: readonly string[];
  } = {},
): string[] {
  const all: string[] = [];
  for (const word of options.match(WORD) ?? []) {
    if (word.startsWith("--")) all.push(word);
    else all.push(`${all.pop() ?? ""} ${word}`.trim());
  }
  return all.filter((option) => {
    const [name = ""] = option.slice("--".length).split(/[= ]/);
    return !without.includes(name) && (only?.includes(name) ?? true);
  });
}
