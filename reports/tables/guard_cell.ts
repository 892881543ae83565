/** Text in CSV that no spreadsheet takes for a formula, and that comes back. */

/** What a spreadsheet takes for a formula, or would once one guard is gone. */
const FORMULA = /^'*[=+\-@\t\r\n]/;

/**
 * Puts an apostrophe before a text that a spreadsheet would take for a formula
 * (OWASP, "CSV injection"), or that begins like one that has its guard already.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { guardCell, unguardCell } from "./guard_cell.ts";
 * assertEquals(guardCell("=1+1"), "'=1+1");
 * assertEquals(unguardCell(guardCell("'=1+1")), "'=1+1");
 * ```
 */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Takes away what {@linkcode guardCell} put there, and nothing else. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
