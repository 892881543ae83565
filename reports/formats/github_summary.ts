/** A run as Markdown for a page of CI: what is wrong first, and all verdicts. */
import type { DocumentStatement, RunDocument } from "../document.ts";
import { evidenceText } from "../evidence_text.ts";
import { intervalText, withUnit } from "../format.ts";
import { reviewLine, unreviewedLine } from "../terminal/findings.ts";
import {
  assertionsOf,
  isDeparture,
  leftOutLine,
  statementName,
} from "../statements.ts";
import { type Problem, type Problems, problemsOf } from "./_problems.ts";
import type { Files } from "./format.ts";

/** GitHub refuses 1 MiB and more a step; others may have written before. */
export const MOST_BYTES = 900 * 1024;

/**
 * The summary of a run: failures first, cut off where it would be too long.
 *
 * @param document What the run found.
 * @param options Bytes that it may have.
 * @returns One file of Markdown; a name is shown as it is, whatever is in it.
 */
export function githubSummary(
  document: RunDocument,
  { mostBytes = MOST_BYTES }: { mostBytes?: number } = {},
): Files {
  const problems = problemsOf(document);
  const { alarms, failedTrials, notices } = problems;
  const parts = [
    `## ${escape(headline(document, problems))}\n\n`,
    ...scoresPart(document),
    ...section("Not as reviewed", alarms),
    ...section("Trials that failed", failedTrials),
    ...section("Notices: not as reviewed, and may well be chance", notices),
    ...table(document),
    ...list("Left out", document.leftOut.map(leftOutLine)),
  ];
  return { "summary.md": withinBytes(parts, mostBytes) };
}

function headline(
  document: RunDocument,
  { alarms, failedTrials, notices }: Problems,
): string {
  const assertions = assertionsOf(document);
  const isReviewed = assertions.some(({ statement }) => statement.expected);
  return [
    `verdicts: ${assertions.length}`,
    isReviewed
      ? `alarms: ${alarms.length}, notices: ${notices.length}`
      : "no expected verdicts",
    `failed trials: ${failedTrials.length}`,
    ...document.isComplete ? [] : ["the run was stopped before its end"],
  ].join(", ");
}

/** What the scores came to, and what was not reviewed. */
function scoresPart(document: RunDocument): string[] {
  return [reviewLine(document), unreviewedLine(document)]
    .flatMap((line) => line === undefined ? [] : [`${escape(line)}\n\n`]);
}

function section(title: string, problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  return [
    `### ${title}: ${problems.length}\n\n`,
    ...problems.map(({ title, text }) =>
      `<details><summary>${escape(title)}</summary>\n` +
      `<pre>${escape(text)}</pre>\n</details>\n\n`
    ),
  ];
}

/** All verdicts, departures first. */
function table(document: RunDocument): string[] {
  const rows = assertionsOf(document).sort((a, b) =>
    Number(isDeparture(b.statement)) - Number(isDeparture(a.statement))
  );
  if (rows.length === 0) return [];
  return [
    "### Verdicts\n\n" +
    "| assertion | site | verdict | expected | 95 % interval, estimate | seeds | evidence |\n" +
    "| --- | --- | --- | --- | --- | --- | --- |\n",
    ...rows.map((placed) => {
      const { place, expected = "", estimate, seeds, bound, margin, unit } =
        placed.statement;
      const cells = [
        escape(statementName(placed)),
        escape(place),
        markedVerdict(placed.statement),
        expected,
        escape(withUnit(intervalText(estimate, { bound, margin }), unit)),
        `${seeds}`,
        escape(evidenceText(placed.statement) ?? ""),
      ];
      return `| ${cells.join(" | ")} |\n`;
    }),
    "\n",
  ];
}

function markedVerdict(statement: DocumentStatement): string {
  const mark = isDeparture(statement) ? "**" : "";
  return `${mark}${statement.verdict}${mark}`;
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`### ${title}\n\n`, ...lines.map((line) => `- ${escape(line)}\n`)];
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
