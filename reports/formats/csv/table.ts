/** A CSV file of a report: its columns, each with what it holds and its cell. */
import { stringify } from "@std/csv";

/** A value of a cell; a missing one leaves the cell empty. */
export type Cell = string | number | null | undefined;

/** What of a column is more than its type, what it says and its cell. */
export interface ColumnDetails {
  /** What a number counts, or is measured in; absent for a plain number. */
  unit?: string | undefined;
  /** Whether no cell may be empty. */
  isRequired?: boolean | undefined;
  /** The values that there can be, where they are few. */
  choices?: readonly string[] | undefined;
}

/** A column of a table whose rows are made of records. */
export interface Column<Row> extends ColumnDetails {
  type: "string" | "integer" | "number";
  /** What it holds, for people; one sentence, without a full stop. */
  says: string;
  /** Its cell in the row of a record. */
  cell: (row: Row) => Cell;
}

/** Columns by their names, in order. */
export type Columns<Row> = Readonly<Record<string, Column<Row>>>;

/** A CSV file. */
export interface Table<Row> {
  /** The name of the file. */
  path: string;
  /** What a row is, for people. */
  says: string;
  columns: Columns<Row>;
  /** Columns that together are different in each row. */
  key: readonly string[];
  /** Columns that are found in another table. */
  refersTo?: { table: string; columns: readonly string[] };
}

/** Makes columns of a type. */
function columnOf(type: Column<never>["type"]) {
  return <Row>(
    says: string,
    cell: (row: Row) => Cell,
    details: ColumnDetails = {},
  ): Column<Row> => ({ type, says, cell, ...details });
}

/** A column of text. */
export const text = columnOf("string");

/** A column of whole numbers. */
export const whole = columnOf("integer");

/** A column of numbers. */
export const number = columnOf("number");

/**
 * Writes a table as CSV (RFC 4180, with a header and CRLF line ends).
 *
 * Text that a spreadsheet would take for a formula gets an apostrophe before
 * it, and so does text that already looks guarded like that.
 *
 * @param table Its columns.
 * @param rows A record for each row.
 * @throws {RangeError} For a number that is not finite: a report has no meaning
 * for it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { number, tableCsv, text, whole } from "./table.ts";
 * const columns = {
 *   seed: whole("the seed", ([seed]: [number, string?]) => seed),
 *   name: text("a name", ([_, name]: [number, string?]) => name),
 * };
 * assertEquals(
 *   tableCsv({ columns }, [[1, "=1+1"], [2]]),
 *   "seed,name\r\n1,'=1+1\r\n2,\r\n",
 * );
 * ```
 */
export function tableCsv<Row>(
  { columns }: Pick<Table<Row>, "columns">,
  rows: readonly Row[],
): string {
  const entries = Object.entries(columns);
  const cells = rows.map((row) =>
    entries.map(([name, { cell }]) => cellText(name, cell(row)))
  );
  return stringify([Object.keys(columns), ...cells]);
}

/** What a spreadsheet takes for a formula, or would without its first guard. */
const FORMULA = /^'*[=+\-@\t\r\n]/;

/** The text of a cell (OWASP, "CSV injection"). */
function cellText(column: string, cell: Cell): string {
  if (cell === undefined || cell === null) return "";
  if (typeof cell === "string") return FORMULA.test(cell) ? `'${cell}` : cell;
  if (Number.isFinite(cell)) return String(cell);
  throw new RangeError(`Cannot write ${cell} into the column ${column}`);
}
