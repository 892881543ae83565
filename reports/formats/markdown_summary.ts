/** A run as Markdown for a page of CI: what is wrong first, and all verdicts. */
import type { Verdict } from "../../statistics/verdict.ts";

/** GitHub refuses 1 MiB and more a step; others may have written before. */
export const MOST_BYTES = 900 * 1024;

/** Something that is wrong, or that turned out not to be. */
export interface SummaryBlock {
  title: string;
  /** As it is, in a fixed width. */
  text: string;
}

/** A line of the table. */
export interface SummaryRow {
  site: string;
  name: string;
  verdict: Verdict;
  expected: Verdict | undefined;
  /** Such as `"+0.32 [+0.15, +0.53]"`. */
  estimate: string;
}

/** What a run came to. */
export interface SummaryContent {
  /** In one sentence. */
  headline: string;
  departures: readonly SummaryBlock[];
  failedTrials: readonly SummaryBlock[];
  unconfirmed: readonly SummaryBlock[];
  leftOut: readonly string[];
  rows: readonly SummaryRow[];
}

/**
 * Writes the summary: failures first, cut off where it would be too long.
 *
 * @param content What the run came to.
 * @param options Bytes that it may have.
 * @returns Markdown; a name is shown as it is, whatever is in it.
 */
export function markdownSummary(
  content: SummaryContent,
  { mostBytes = MOST_BYTES }: { mostBytes?: number } = {},
): string {
  const { departures, failedTrials, unconfirmed, leftOut, rows } = content;
  const parts = [
    `## ${escape(content.headline)}\n\n`,
    ...section("Departures from what is expected", departures),
    ...section("Trials that failed", failedTrials),
    ...section("Departures that fresh seeds did not repeat", unconfirmed),
    ...table(rows),
    ...list("Left out", leftOut),
  ];
  return withinBytes(parts, mostBytes);
}

function section(title: string, blocks: readonly SummaryBlock[]): string[] {
  if (blocks.length === 0) return [];
  return [
    `### ${title}: ${blocks.length}\n\n`,
    ...blocks.map(({ title, text }) =>
      `<details><summary>${escape(title)}</summary>\n` +
      `<pre>${escape(text)}</pre>\n</details>\n\n`
    ),
  ];
}

function table(rows: readonly SummaryRow[]): string[] {
  if (rows.length === 0) return [];
  const departsFirst = [...rows].sort((a, b) => departs(b) - departs(a));
  return [
    "### Verdicts\n\n| assertion | site | verdict | expected | estimate |\n" +
    "| --- | --- | --- | --- | --- |\n",
    ...departsFirst.map((row) => {
      const { name, site, verdict, expected = "", estimate } = row;
      const mark = departs(row) === 1 ? "**" : "";
      const cells = [name, site, verdict, expected, estimate].map(escape);
      cells[2] = `${mark}${cells[2]}${mark}`;
      return `| ${cells.join(" | ")} |\n`;
    }),
    "\n",
  ];
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`### ${title}\n\n`, ...lines.map((line) => `- ${escape(line)}\n`)];
}

function departs({ verdict, expected }: SummaryRow): number {
  return expected === undefined || expected === verdict ? 0 : 1;
}

/** Whole parts, as many as there is room for. */
function withinBytes(parts: readonly string[], most: number): string {
  const encoder = new TextEncoder();
  const sizes = parts.map((part) => encoder.encode(part).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= most) return parts.join("");
  const end = "\nCut off here: the reports have the rest.\n";
  let room = most - end.length;
  const from = sizes.findIndex((size) => (room -= size) < 0);
  return parts.slice(0, from).join("") + end;
}

/** Markdown and HTML alike take a character reference for the character. */
function escape(text: string): string {
  return text.replace(
    /[&<>"'`*_{}[\]()#+!|~\\@:]|\p{Cc}/gu,
    (character) =>
      /[^\P{Cc}\n]/u.test(character)
        ? "\u{fffd}"
        : character === "\n"
        ? "&#10;"
        : `&#${character.codePointAt(0)};`,
  );
}
