/**
 * CSV text back to rows, as `toCsv()` wrote them.
 *
 * The standard library's reader makes `\n` of the `\r\n` in a quoted cell, and
 * takes six seconds where this one takes one: names must come back as they
 * are, and a report of 100,000 trials is read.
 */
import type { Field, Fields, RowOf } from "./field.ts";
import { unguardCell } from "./guard_cell.ts";

/**
 * Reads CSV (RFC 4180, with a header).
 *
 * @param text The text of a file.
 * @param fields The columns that the file ought to have, in any order; it may
 * have others.
 * @param options What the file is called in messages.
 * @returns A record a row; an empty cell is left out.
 * @throws {SyntaxError} If a column is missing, a row has another number of
 * cells, a number is none, a cell that must be filled is empty, or one has
 * another value than there can be.
 */
export function readCsv<Columns extends Fields>(
  text: string,
  fields: Columns,
  { name }: { name: string },
): RowOf<Columns>[] {
  const lines = cellsOf(text, name);
  const { value: header = [] }: { value?: string[] } = lines.next();
  for (const column of Object.keys(fields)) {
    if (header.includes(column)) continue;
    throw new SyntaxError(
      `Cannot read ${name}: it has no column ${column}. Next step: make it ` +
        "again with this version, by deno task bench",
    );
  }
  const columns = header.map((column) => ({ column, field: fields[column] }));
  const rows: RowOf<Columns>[] = [];
  for (const cells of lines) {
    const row: Record<string, string | number> = {};
    if (cells.length !== header.length) {
      throw new SyntaxError(
        `Cannot read row ${rows.length + 1} of ${name}: wanted ` +
          `${header.length} cells, got ${cells.length}`,
      );
    }
    for (let at = 0; at < columns.length; at++) {
      const { column, field } = columns[at]!;
      const cell = cells[at]!;
      if (field === undefined || cell === "" && !field.isRequired) continue;
      const value = valueOf(cell, field);
      if (value === undefined) {
        throw new SyntaxError(
          `Cannot read row ${rows.length + 1} of ${name}: wanted ` +
            `${wantedOf(field)} as ${column}, got "${cell}"`,
        );
      }
      row[column] = value;
    }
    rows.push(row as RowOf<Columns>);
  }
  return rows;
}

/** The value of a cell; nothing if its column cannot have it. */
function valueOf(
  cell: string,
  { type, choices }: Field,
): string | number | undefined {
  if (cell === "" || choices?.includes(cell) === false) return undefined;
  if (type === "string") return unguardCell(cell);
  const value = Number(cell);
  return Number.isNaN(value) ? undefined : value;
}

function wantedOf({ type, choices }: Field): string {
  return choices?.join(", ") ?? (type === "string" ? "text" : "a number");
}

/** Yields the cells of each row. */
function* cellsOf(text: string, name: string): Generator<string[]> {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let cells: string[] = [];
  while (at < text.length) {
    const { cell, end } = text[at] === '"'
      ? quotedCell(text, at, name)
      : plainCell(text, at);
    cells.push(cell);
    at = end;
    if (text[at] === ",") {
      at++;
      if (at < text.length) continue;
      cells.push("");
    }
    if (text.startsWith("\r\n", at)) at += 2;
    else if (text[at] === "\n") at++;
    yield cells;
    cells = [];
  }
}

/** A cell up to the next comma or end of line. */
function plainCell(text: string, start: number): { cell: string; end: number } {
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    const isEnd = code === 44 || code === 10 ||
      code === 13 && text.charCodeAt(end + 1) === 10;
    if (isEnd) break;
    end++;
  }
  return { cell: text.slice(start, end), end };
}

/** A cell in quotes; a quote in it is doubled. */
function quotedCell(
  text: string,
  start: number,
  name: string,
): { cell: string; end: number } {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) {
      throw new SyntaxError(`Cannot read ${name}: a quoted cell has no end`);
    }
    if (text[end + 1] !== '"') break;
    end++;
  } while (true);
  const cell = text.slice(start + 1, end).replaceAll('""', '"');
  return { cell, end: end + 1 };
}
