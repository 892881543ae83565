/**
 * `datapackage.json`: what each file and column of a folder means.
 *
 * @see Data Package, version 1 (Frictionless), and its Table Schema
 */
import type { ColumnDetails, Table } from "./table.ts";

const PAPER = {
  title: "The Unreasonable Effectiveness of the Final Batch Normalization " +
    "Layer (Kocaman, Shir, Bäck 2021)",
  path: "https://arxiv.org/abs/2109.09016",
};

const NOTES = `An empty cell is a missing value. A cell that holds a list has
its values separated by semicolons, quoted as in CSV. Text that a spreadsheet
would take for a formula has an apostrophe before it.`;

/** What of a table is described: not how its cells are filled. */
type DescribedTable = Omit<Table<never>, "columns"> & {
  columns: Readonly<
    Record<string, ColumnDetails & { type: string; says: string }>
  >;
};

/** A folder of CSV files. */
export interface PackageContent {
  /** For programs: small letters and hyphens. */
  name: string;
  /** For people. */
  title: string;
  /** The files, by the names of their tables. */
  tables: Readonly<Record<string, DescribedTable>>;
}

/**
 * Describes a folder of CSV files.
 *
 * @param content What is in it.
 * @returns The text of the file: what columns mean, and not what is in them.
 */
export function toDataPackage({ name, title, tables }: PackageContent): string {
  const content = {
    profile: "tabular-data-package",
    name,
    title,
    description: NOTES.replaceAll("\n", " "),
    sources: [PAPER],
    resources: Object.entries(tables).map(([name, table]) => ({
      name,
      path: table.path,
      description: `${table.says}.`,
      profile: "tabular-data-resource",
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      dialect: { delimiter: ",", lineTerminator: "\r\n", quoteChar: '"' },
      schema: schemaOf(table),
    })),
  };
  return JSON.stringify(content, null, 2) + "\n";
}

/** What is undefined is left out of JSON. */
function schemaOf({ columns, key, refersTo }: DescribedTable) {
  return {
    fields: Object.entries(columns).map(([name, column]) => ({
      name,
      type: column.type,
      description: `${column.says}.`,
      unit: column.unit,
      constraints: constraintsOf(column),
    })),
    missingValues: [""],
    primaryKey: key,
    foreignKeys: refersTo && [{
      fields: refersTo.columns,
      reference: { resource: refersTo.table, fields: refersTo.columns },
    }],
  };
}

function constraintsOf({ isRequired, choices }: ColumnDetails) {
  return isRequired === undefined && choices === undefined
    ? undefined
    : { required: isRequired, enum: choices };
}
