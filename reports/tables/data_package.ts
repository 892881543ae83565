/**
 * `datapackage.json`: what each file and column of a folder means.
 *
 * @see Data Package, version 1 (Frictionless), and its Table Schema
 */
import type { Field } from "./field.ts";
import { RESULT_TABLES, type ResultTable } from "./result_tables.ts";

const PAPER = {
  title: "The Unreasonable Effectiveness of the Final Batch Normalization " +
    "Layer (Kocaman, Shir, Bäck 2021)",
  path: "https://arxiv.org/abs/2109.09016",
};

const NOTES = `An empty cell is a missing value. A cell that holds a list has
its values separated by semicolons, quoted as in CSV. Text that a spreadsheet
would take for a formula has an apostrophe before it.`;

/** A folder of CSV files. */
export interface PackageContent {
  /** For programs: small letters and hyphens. */
  name: string;
  /** For people. */
  title: string;
  /** The files, by the names of their tables. */
  tables: Readonly<Record<string, ResultTable>>;
}

/** What a run leaves. */
const RESULTS: PackageContent = {
  name: "finalbn-results",
  title: "Claims about final batch normalization, checked",
  tables: RESULT_TABLES,
};

/**
 * Describes a folder of CSV files.
 *
 * @param content What is in it; a result set unless told otherwise.
 * @returns The text of the file: the same for every result set, as it says what
 * columns mean and not what is in them.
 */
export function toDataPackage(
  { name, title, tables }: PackageContent = RESULTS,
): string {
  return JSON.stringify(
    {
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
    },
    null,
    2,
  ) + "\n";
}

function schemaOf({ fields, key, refersTo }: ResultTable) {
  return {
    fields: Object.entries(fields).map(([name, field]) => ({
      name,
      type: field.type,
      description: `${field.says}.`,
      ...(field.unit === undefined ? {} : { unit: field.unit }),
      ...constraintsOf(field),
    })),
    missingValues: [""],
    primaryKey: key,
    ...(refersTo === undefined ? {} : {
      foreignKeys: [{
        fields: refersTo.columns,
        reference: { resource: refersTo.table, fields: refersTo.columns },
      }],
    }),
  };
}

function constraintsOf({ isRequired, choices }: Field) {
  if (isRequired === undefined && choices === undefined) return {};
  return {
    constraints: {
      ...(isRequired === undefined ? {} : { required: isRequired }),
      ...(choices === undefined ? {} : { enum: choices }),
    },
  };
}
