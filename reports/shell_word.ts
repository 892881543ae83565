/** Words of a command that people copy. */

/** What a shell reads as it stands. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * Quotes a word of a command, where a shell would read something else.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shellWord } from "./shell_word.ts";
 * assertEquals(shellWord("reports/latest"), "reports/latest");
 * assertEquals(shellWord("my run"), "'my run'");
 * ```
 */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
