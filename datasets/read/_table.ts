/** Tables of files that people have beside their images: CSV of any dialect. */
import { parse } from "@std/csv";
import { damaged, summaryOf } from "./_unreadable.ts";

/** The most bytes of a table. */
export const MOST_TABLE_BYTES = 100 * 2 ** 20;

/** How each column is called, in lower case, the plainest first. */
const COLUMNS = {
  file: [
    "file",
    "filename",
    "file_name",
    "file name",
    "image",
    "image_id",
    "path",
    "id",
  ],
  label: ["label", "class", "category", "diagnosis", "dx", "target"],
  group: [
    "group",
    "group_id",
    "patient",
    "patient_id",
    "lesion_id",
    "subject",
    "leaf #",
  ],
  split: ["split", "part", "set", "subset"],
} as const;

/** What a column is about. */
export type Column = keyof typeof COLUMNS;

/** A row of a table; what the table has no column for is empty. */
export type TableRow = Readonly<Record<Column, string>>;

/**
 * Reads a table of files.
 *
 * Columns are separated by commas, semicolons or tabs, and found by their names
 * in the first line, in any order and case; others are passed over. The text is
 * UTF-8, or UTF-16 as spreadsheets write it.
 *
 * @param bytes The table.
 * @param options Its name, for messages, and the columns that it must have.
 * @returns Its rows.
 * @throws {SyntaxError} If it is no table, or has not the columns.
 */
export function readTable(
  bytes: Uint8Array,
  options: { name: string; wanted: readonly Column[] },
): TableRow[] {
  const { name, wanted } = options;
  const rows = rowsOf(textOf(bytes, name), name);
  const [header = []] = rows;
  const titles = header.map((title) => title.trim().toLowerCase());
  const positions = columnsOf(titles);
  const missing = wanted.filter((column) => positions[column] === undefined);
  if (missing.length > 0) {
    throw damaged(
      name,
      `wanted the columns ${wanted.join(" and ")} in its first line, got ` +
        (header.slice(0, 9).join(", ") || "none"),
      { nextStep: `name a column ${missing[0]}` },
    );
  }
  const cell = (row: readonly string[], column: Column) =>
    row[positions[column] ?? -1]?.trim() ?? "";
  return rows.slice(1)
    .filter((row) => row.some((text) => text.trim() !== ""))
    .map((row) => ({
      file: cell(row, "file"),
      label: cell(row, "label"),
      group: cell(row, "group"),
      split: cell(row, "split"),
    }));
}

/** Why a file is no table with these columns, or nothing if it is one. */
export function tableFault(
  bytes: Uint8Array,
  wanted: readonly Column[],
): string | undefined {
  try {
    readTable(bytes, { name: "", wanted });
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return summaryOf(error);
    throw error;
  }
}

function columnsOf(
  titles: readonly string[],
): Partial<Record<Column, number>> {
  return Object.fromEntries(
    Object.entries(COLUMNS).flatMap(([column, names]) => {
      const name = names.find((name) => titles.includes(name));
      return name === undefined ? [] : [[column, titles.indexOf(name)]];
    }),
  );
}

const MARKS: readonly [bytes: readonly number[], encoding: string][] = [
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

function textOf(bytes: Uint8Array, name: string): string {
  const [, encoding = "utf-8"] =
    MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw damaged(name, `its text is not ${encoding.toUpperCase()}`, {
      cause,
      nextStep: "save it as CSV in UTF-8",
    });
  }
}

function rowsOf(text: string, name: string): string[][] {
  const [line = ""] = text.split(/\r\n?|\n/, 1);
  const counts = [",", ";", "\t"].map((separator) => ({
    separator,
    count: line.split(separator).length,
  }));
  const [most] = counts.toSorted((one, other) => other.count - one.count);
  try {
    return parse(text.trimEnd(), { separator: most?.separator ?? "," });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw damaged(name, reason.replace(/\.$/, ""), {
      cause,
      nextStep: "save it as CSV anew",
    });
  }
}
