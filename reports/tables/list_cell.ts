/** Several values in one cell of a report. */
import { stringify } from "@std/csv";

/**
 * Joins values by semicolons. One that has a semicolon or a quote in it is
 * quoted as in CSV, so that the values can be told apart again.
 *
 * @param values The values, in order.
 * @returns The text of the cell.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listCell } from "./list_cell.ts";
 * assertEquals(listCell(["healthy", "rust"]), "healthy;rust");
 * assertEquals(listCell(["spot; early", "rust"]), '"spot; early";rust');
 * ```
 */
export function listCell(values: readonly (string | number)[]): string {
  return stringify([values], { separator: ";" }).replace(/\r\n$/, "");
}
