/** Rows of values to CSV text that spreadsheets and programs both read. */
import { stringify } from "@std/csv";
import { guardCell } from "./guard_cell.ts";

/** A value of a cell; `undefined` is missing. */
export type CsvCell = string | number | boolean | undefined;

/**
 * Writes rows as CSV (RFC 4180, with a header).
 *
 * A missing value is an empty cell. Text that a spreadsheet would take for a
 * formula gets an apostrophe before it, which `readCsv()` takes away.
 *
 * @param columns The columns, in order: the keys of the rows.
 * @param rows One record a row.
 * @returns The text, with CRLF line ends.
 * @throws {RangeError} For a number that is not finite: it has no meaning in a
 * report, and must be left out on purpose.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toCsv } from "./csv.ts";
 * const text = toCsv(["seed", "f1"], [{ seed: 1, f1: 0.5 }, { seed: 2 }]);
 * assertEquals(text, "seed,f1\r\n1,0.5\r\n2,\r\n");
 * ```
 */
export function toCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Partial<Record<Column, CsvCell>>[],
): string {
  const cells = rows.map((row) =>
    columns.map((column) => toText(column, row[column]))
  );
  return stringify([columns, ...cells]);
}

function toText(column: string, cell: CsvCell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number" && !Number.isFinite(cell)) {
    throw new RangeError(`Cannot write ${cell} into the column ${column}`);
  }
  const text = String(cell);
  return typeof cell === "string" ? guardCell(text) : text;
}
