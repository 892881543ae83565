/** Several values in one cell of a report. */
import { stringify } from "@std/csv";

/**
 * Joins values by semicolons. One that has a semicolon or a quote in it is
 * quoted as in CSV, so that the values can be told apart again.
 *
 * @param values The values, in order; a missing one is an empty text.
 * @returns The text of the cell.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listCell } from "./list_cell.ts";
 * assertEquals(listCell(["healthy", "rust"]), "healthy;rust");
 * assertEquals(listCell(["spot; early", "rust"]), '"spot; early";rust');
 * assertEquals(listCell([0.5, null]), "0.5;");
 * ```
 */
export function listCell(
  values: readonly (string | number | null)[],
): string {
  // Most lists are of numbers, and a large run has a million of them.
  const isPlain = values.every((value) => typeof value !== "string");
  if (isPlain) return values.join(";");
  const texts = values.map((value) => value ?? "");
  return stringify([texts], { separator: ";" }).replace(/\r\n$/, "");
}
