/** Text that a terminal shows, and does not obey. */

/**
 * Puts a space in the place of each control character but line breaks: names
 * of classes are those of folders, and terminals obey control characters.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { printable } from "./printable.ts";
 * assertEquals(printable("a\x1b[2Jb\nc"), "a [2Jb\nc");
 * ```
 */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, " ");
}
