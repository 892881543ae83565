/** Errors as GitHub shows them beside a job: workflow commands. */
import type { RunDocument } from "../document.ts";
import { problemsOf } from "./_problems.ts";
import type { Files } from "./format.ts";

/** GitHub shows no more of a step. */
const MOST = 10;

/**
 * Workflow commands for departures and failed trials, ten at the most; the last
 * says how many more there are.
 *
 * @returns One file, a command a line; empty if nothing is wrong.
 */
export function githubAnnotations(document: RunDocument): Files {
  const { departures, failedTrials } = problemsOf(document);
  const errors = [...departures, ...failedTrials];
  const shown = errors.length > MOST ? errors.slice(0, MOST - 1) : errors;
  const lines = shown.map(({ title, text }) =>
    `::error title=${escape(title, /[%\r\n:,]/g)}::${escape(text, /[%\r\n]/g)}`
  );
  if (shown.length < errors.length) {
    const rest = errors.length - shown.length;
    lines.push(`::error::and ${rest} more: see the summary`);
  }
  return { "annotations.txt": lines.map((line) => `${line}\n`).join("") };
}

function escape(text: string, characters: RegExp): string {
  return text.replace(
    characters,
    (character) =>
      "%" + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"),
  );
}
