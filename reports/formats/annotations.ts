/** Errors as GitHub shows them beside a run: workflow commands. */

/** GitHub shows no more of a step. */
const MOST = 10;

/** One thing that is wrong. */
export interface Annotation {
  title: string;
  text: string;
}

/**
 * Writes workflow commands, ten at the most; the last says how many more there
 * are.
 *
 * @returns Lines.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { annotations } from "./annotations.ts";
 * assertEquals(
 *   annotations([{ title: "gain: no", text: "100 %\nsure" }]),
 *   ["::error title=gain%3A no::100 %25%0Asure"],
 * );
 * ```
 */
export function annotations(errors: readonly Annotation[]): string[] {
  const shown = errors.length > MOST ? errors.slice(0, MOST - 1) : errors;
  const lines = shown.map(({ title, text }) =>
    `::error title=${escape(title, /[%\r\n:,]/g)}::${escape(text, /[%\r\n]/g)}`
  );
  return shown.length === errors.length ? lines : [
    ...lines,
    `::error::and ${errors.length - shown.length} more: see the summary`,
  ];
}

function escape(text: string, characters: RegExp): string {
  return text.replace(
    characters,
    (character) =>
      "%" + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"),
  );
}
