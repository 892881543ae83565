/**
 * Takes the control characters out of a text: names of classes are those of
 * folders, and terminals obey what is in them. What turns the direction of
 * writing round until further notice is one of them.
 *
 * @param text One line or several.
 * @returns The same with a space for each control character but line feeds.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { printable } from "./printable.ts";
 *
 * assertEquals(printable("rust\u001b[2J of\u0007 leaves\n"), "rust [2J of  leaves\n");
 * ```
 */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, " ");
}

/** The same in one line. */
export function oneLine(text: string): string {
  return printable(text).replaceAll("\n", " ");
}

/** Text in one line, cut where a window ends: by characters, not by bytes. */
export function cutLine(text: string, width: number): string {
  return [...oneLine(text)].slice(0, width).join("");
}
