/** What `deno task bench` says of itself. */
import { GROUPS, type Option, type OptionTable } from "./option.ts";
import { OPTIONS } from "./options.ts";

/** Columns of a line of help, and where its text begins. */
const WIDTH = 79;
const INDENT = 25;

/** Stands for a space that no line may end at. */
const UNBROKEN = "\u00a0";

/** The lines of help of options, in the order of their table. */
export function optionHelp(table: OptionTable): string {
  return Object.entries(table).map(([name, option]) => linesOf(name, option))
    .join("\n");
}

function linesOf(
  name: string,
  { kind, help, otherwise, notes = [] }: Option,
): string {
  const start = `  --${name}${
    kind === undefined ? "" : ` ${kind.placeholder}`
  }`;
  const usual = otherwise === undefined
    ? ""
    : ` [${otherwise.replaceAll(" ", UNBROKEN)}]`;
  const lines = [help + usual, ...notes].flatMap(wrapped);
  const margin = " ".repeat(INDENT);
  const first = start.length < INDENT
    ? [start.padEnd(INDENT) + lines.shift()]
    : [start];
  return [...first, ...lines.map((line) => margin + line)].join("\n");
}

/** A text in lines that fit beside the names of options. */
function wrapped(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) as string;
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= WIDTH - INDENT || line === "") {
      lines[lines.length - 1] = longer;
    } else lines.push(word);
  }
  return lines.map((line) => line.replaceAll(UNBROKEN, " "));
}

function groupHelp(group: string, title: string): string {
  const own = Object.entries(OPTIONS as OptionTable)
    .filter(([, option]) => option.group === group);
  return `${title}\n${optionHelp(Object.fromEntries(own))}`;
}

/** The text of `deno task bench --help`. */
export const HELP = `Checks the paper's claims and writes reports.

deno task bench [options]

${
  Object.entries(GROUPS).map(([group, title]) => groupHelp(group, title))
    .join("\n\n")
}

Exit codes: 0 all verdicts as expected; 1 a verdict differs; 2 usage;
3 inconclusive, as expected, under --strict; 4 a trial or the set-up failed;
130 interrupted, or out of time.

The environment: FINALBN_DATA=DIR is a --data for every run (without either,
files are downloaded once); FINALBN_QUEUE=URL a --queue; NO_COLOR=1 switches
colours off. On GitHub Actions a summary and annotations are written.
`;
