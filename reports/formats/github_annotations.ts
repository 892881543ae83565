/** Errors as GitHub shows them beside a job: workflow commands. */
import type { RunDocument } from "../document.ts";
import { type Problem, problemsOf } from "./_problems.ts";
import type { Files } from "./format.ts";

/** GitHub shows no more of a step. */
const MOST = 10;

/**
 * Workflow commands: errors for what fails the run, notices for what does not;
 * ten of each at the most, of which the last says how many more there are.
 *
 * @returns One file, a command a line; empty if nothing is wrong.
 */
export function githubAnnotations(document: RunDocument): Files {
  const { alarms, failedTrials, notices } = problemsOf(document);
  const lines = [
    ...commands("error", [...alarms, ...failedTrials]),
    ...commands("notice", notices),
  ];
  return { "annotations.txt": lines.map((line) => `${line}\n`).join("") };
}

function commands(level: string, problems: readonly Problem[]): string[] {
  const shown = problems.length > MOST ? problems.slice(0, MOST - 1) : problems;
  const lines = shown.map(({ title, text }) =>
    `::${level} title=${escape(title, /[%\r\n:,]/g)}::` +
    escape(text, /[%\r\n]/g)
  );
  const rest = problems.length - shown.length;
  return rest === 0
    ? lines
    : [...lines, `::${level}::and ${rest} more: see the summary`];
}

function escape(text: string, characters: RegExp): string {
  return text.replace(
    characters,
    (character) =>
      "%" + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"),
  );
}
