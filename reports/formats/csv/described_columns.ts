/** Columns for properties that a schema describes. */
import { z } from "zod";
import { listCell } from "./list_cell.ts";
import type { Cell, Column, Columns } from "./table.ts";

/**
 * Makes columns of the properties of an object: their types, what they hold,
 * their units and choices are those of its schema.
 *
 * @param schema Of the object.
 * @param of The object in a record; nothing where its cells are empty.
 * @returns Makes columns of some properties: of those by their own names, in
 * small letters with underscores, or by others.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { z } from "zod";
 * import { describedColumns } from "./described_columns.ts";
 * const schema = z.object({ batchSize: z.int().describe("images a step") });
 * type Row = { spec: z.infer<typeof schema> };
 * const columnsOf = describedColumns(schema, ({ spec }: Row) => spec);
 * const { batch_size } = columnsOf(["batchSize"]);
 * assertEquals(batch_size?.type, "integer");
 * assertEquals(batch_size?.cell({ spec: { batchSize: 8 } }), 8);
 * ```
 */
export function describedColumns<Row, Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  of: (row: Row) => Readonly<Record<string, unknown>> | undefined,
): (
  names:
    | readonly (keyof Shape & string)[]
    | Readonly<Record<string, keyof Shape & string>>,
) => Columns<Row> {
  return (names) => {
    const pairs = Array.isArray(names)
      ? names.map((name) => [columnName(name), name] as const)
      : Object.entries(names as Readonly<Record<string, string>>);
    return Object.fromEntries(pairs.map(([column, name]) => [
      column,
      describedColumn(
        schema.shape[name] as unknown as z.ZodType,
        (row) => of(row)?.[name],
      ),
    ]));
  };
}

/** A property's name as columns have it, such as `batch_size`. */
export function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What stands for true and false. */
const YES_OR_NO = ["yes", "no"];

function describedColumn<Row>(
  schema: z.ZodType,
  of: (row: Row) => unknown,
): Column<Row> {
  const { description = "", anyOf, ...whole } = z.toJSONSchema(schema);
  const { type, enum: choices } = anyOf?.[0] ?? whole;
  const unit = whole.unit ?? anyOf?.[0]?.unit;
  return {
    type: type === "integer" || type === "number" ? type : "string",
    says: type === "array" ? `${description}; a list` : description,
    unit: unit === undefined ? undefined : String(unit),
    choices: type === "boolean" ? YES_OR_NO : choices?.map(String),
    cell: (row) => {
      const value = of(row);
      if (typeof value === "boolean") return YES_OR_NO[value ? 0 : 1];
      return Array.isArray(value) ? listCell(value) : value as Cell;
    },
  };
}
