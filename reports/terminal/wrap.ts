/** Lines of text that fit a terminal. */

/** A line breaks nowhere in an interval or in odds, and not before a unit. */
const BREAK = /(?<!\d (?:to|min)) (?!to \d|[^[\]]*\]|%|(?:s|min)\b)/;

/** Columns of a terminal, where nothing else is known. */
const COLUMNS = 80;

/**
 * Breaks a text into lines, as far as its words allow.
 *
 * @param text One paragraph; spaces before its first word are kept.
 * @param indent What every later line begins with.
 * @param columns How long a line may be.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { wrap } from "./wrap.ts";
 * assertEquals(wrap("a few words", "  "), ["a few words"]);
 * ```
 */
export function wrap(
  text: string,
  indent = "",
  columns = COLUMNS,
): string[] {
  const words = text.trimStart();
  const lines: string[] = [];
  let line = text.slice(0, text.length - words.length);
  for (const word of words.split(BREAK)) {
    const isEmpty = line.trim() === "";
    if (!isEmpty && line.length + word.length >= columns) {
      lines.push(line);
      line = indent + word;
    } else {
      line = isEmpty ? line + word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
