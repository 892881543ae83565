/**
 * The tables of `docs/writing_a_claim.md`, from the schemas of claims. Run, it
 * puts these in place of those; `deno fmt` then brings their columns in line:
 * `deno run -P=test tests/docs/_claim_tables.ts`
 */
import { z } from "zod";
import { claimParts } from "../../bench/study/claim.ts";
import { KINDS } from "../../bench/study/kinds/mod.ts";
import type { Field } from "../../bench/trials/field.ts";
import { METRIC_TITLES } from "../../bench/trials/metric_titles.ts";
import { FIELDS } from "../../bench/trials/fields.ts";
import { DOCUMENTS, ROOT } from "./_documents.ts";

/** The page that has the tables. */
export const PAGE = "docs/writing_a_claim.md";

/** A table of the page. */
export interface ClaimTable {
  /** The title of its first column. */
  title: string;
  /** What stands in the first columns of its rows; the others are for people. */
  rows: string[][];
}

/** What a cell of a claim may set. */
const CELL_FIELDS: ClaimTable = {
  title: "field of a cell",
  rows: Object.entries(claimParts.shape.cells.unwrap().valueType.shape).map(
    ([name, schema]) => [`\`${name}\``, kindOfValue(schema), saysOf(name)],
  ),
};

/** The kinds of statements, and their fields. */
const STATEMENTS: ClaimTable = {
  title: "kind",
  rows: Object.entries(KINDS).map(([name, { schema }]) => [
    `\`${name}\``,
    Object.keys((schema as unknown as z.ZodObject).shape)
      .filter((field) => !["kind", "name", "says"].includes(field))
      .map((field) => `\`${field}\``).join(", "),
  ]),
};

/** What a score can be of. */
const METRICS: ClaimTable = {
  title: "metric",
  rows: Object.entries(METRIC_TITLES).map(([name, { title }]) => [
    `\`${name}\``,
    title,
  ]),
};

export const TABLES: readonly ClaimTable[] = [CELL_FIELDS, STATEMENTS, METRICS];

/** A table in the page: what begins with its header, up to an empty line. */
export function tableWith({ title }: ClaimTable): RegExp {
  return new RegExp(`^\\| ${title} +\\|.*\\n(\\|.*\\n)+`, "m");
}

/** The cells of a table of the page, row by row, without its header. */
export function shownRows(table: ClaimTable): string[][] {
  const [text = ""] = tableWith(table).exec(DOCUMENTS.get(PAGE)!) ?? [];
  return text.trim().split("\n").slice(2).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  );
}

/** What a value is, in few words. */
function kindOfValue(schema: z.ZodType): string {
  const { anyOf: [first] = [], ...whole } = z.toJSONSchema(schema);
  const { type, enum: names, items, properties } = first ?? whole;
  if (names !== undefined) {
    return names.map((value) => `\`${value}\``).join(", ");
  }
  if (type === "array") {
    const { type: of } = items as { type: string };
    return of === "string" ? "list of names" : "list of whole numbers";
  }
  if (type === "object") return `{ ${Object.keys(properties!).join(", ")} }`;
  return type === "integer"
    ? "whole number"
    : type === "number"
    ? "number"
    : "name";
}

function saysOf(name: string): string {
  const fields: Readonly<Record<string, Field>> = FIELDS;
  return fields[name]?.says ?? {
    seedOffset:
      "added to the seed, so that the cell shares no draws or weights with others",
    roles: "how many classes of each role are used, with any data set",
  }[name]!;
}

if (import.meta.main) {
  let page = DOCUMENTS.get(PAGE)!;
  for (const table of TABLES) {
    const [header = ""] = tableWith(table).exec(page)![0].split("\n");
    const known = new Map(shownRows(table).map((row) => [row[0], row]));
    const rows = table.rows.map((row) => [
      ...row,
      ...(known.get(row[0]) ?? []).slice(row.length),
    ]);
    const lines = rows.map((row) => `| ${row.join(" | ")} |\n`).join("");
    const rule = header.replace(/[^|]+/g, "---");
    page = page.replace(
      tableWith(table),
      () => `${header}\n${rule}\n${lines}`,
    );
  }
  await Deno.writeTextFile(new URL(PAGE, ROOT), page);
}
