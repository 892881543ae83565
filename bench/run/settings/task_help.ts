/** What a task says of itself. */
import { wrap } from "../../../reports/terminal/wrap.ts";
import type { Option, OptionTable } from "./option.ts";

/** What the help of a task is made of. */
export interface ExplainedTask {
  /** Its name in `deno task NAME`. */
  name: string;
  /** What calls it. @default {"deno task NAME"} */
  command?: string;
  /** What it does. */
  about: string;
  /** What it takes beside options, such as `DIR`, and what that is. */
  words?: Readonly<Record<string, string>>;
  options: OptionTable;
  /** The titles of groups of options, where they are many. */
  groups?: Readonly<Record<string, string>>;
  /** Whatever else there is to say. */
  notes?: string;
}

/** Columns of a line of help, and where its text begins. */
const WIDTH = 79;
const INDENT = 25;

/** Stands for a space that no line may end at. */
const UNBROKEN = "\u00a0";

/** The text of `deno task NAME --help`. */
export function taskHelp(
  { words = {}, about, options, groups, notes, ...task }: ExplainedTask,
): string {
  const hasOptions = Object.keys(options).length > 0 ? ["[options]"] : [];
  const usage = [commandOf(task), ...Object.keys(words), ...hasOptions];
  const listed = groups === undefined
    ? [[...wordLines(words), ...optionLines(options)].join("\n")]
    : Object.entries(groups).map(([group, title]) =>
      [title, ...optionLines(options, group)].join("\n")
    );
  const parts = [about, usage.join(" "), ...listed, notes ?? ""];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What calls a task. */
export function commandOf(
  { name, command = `deno task ${name}` }: Pick<
    ExplainedTask,
    "name" | "command"
  >,
): string {
  return command;
}

function wordLines(words: Readonly<Record<string, string>>): string[] {
  return Object.entries(words).map(([word, help]) => entry(word, [help]));
}

/** The options of a group, or all, in the order of their table. */
function optionLines(table: OptionTable, group?: string): string[] {
  return Object.entries(table)
    .filter(([, option]) => group === undefined || option.group === group)
    .map(([name, { kind, help, otherwise, notes = [] }]: [string, Option]) => {
      const usual = otherwise === undefined
        ? ""
        : ` [${otherwise.replaceAll(" ", UNBROKEN)}]`;
      const value = kind === undefined ? "" : ` ${kind.placeholder}`;
      return entry(`--${name}${value}`, [help + usual, ...notes]);
    });
}

/** What can be given, with what it is beside it. */
function entry(name: string, texts: readonly string[]): string {
  const lines = texts.flatMap((text) => wrap(text, "", WIDTH - INDENT))
    .map((line) => line.replaceAll(UNBROKEN, " "));
  const start = `  ${name}`;
  const margin = " ".repeat(INDENT);
  const first = start.length < INDENT
    ? start.padEnd(INDENT) + lines.shift()
    : start;
  return [first, ...lines.map((line) => margin + line)].join("\n");
}
