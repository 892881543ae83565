/** The fields of a trial as reports show them: columns, groups, and labels. */
import { z } from "zod";
import type { Field } from "./field.ts";
import { type FieldName, FIELDS } from "./fields.ts";
import type { TrialSpec } from "./trial.ts";

/** A column of `trials.csv` that holds a field. */
export interface SpecColumn {
  type: "string" | "integer" | "number";
  /** What it holds, for people; one phrase, without a full stop. */
  says: string;
  /** What a number counts, or is measured in; absent for a plain number. */
  unit?: string;
  /** Whether no cell may be empty. */
  isRequired: boolean;
  /** The values that there can be, where they are few. */
  choices?: readonly string[];
}

/** What a cell of such a column holds; a list becomes one text in CSV. */
export type SpecCell =
  | string
  | number
  | readonly (string | number)[]
  | undefined;

/** The rows of the table. */
const ROWS = Object.entries(FIELDS) as [FieldName, Field][];

/** The fields that reports show. */
const SHOWN = ROWS.filter(([, { isHidden }]) => !isHidden);

/** A field's name as columns have it, such as `batch_size`. */
export function columnOf(name: FieldName): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The columns, by their names, in their order. */
export const SPEC_COLUMNS: Readonly<Record<string, SpecColumn>> = Object
  .fromEntries(SHOWN.map(([name, field]) => [columnOf(name), asColumn(field)]));

function asColumn({ schema, says, unit, values, isUsed }: Field): SpecColumn {
  const { anyOf: [first] = [], ...whole } = z.toJSONSchema(schema);
  const { type } = first ?? whole;
  return {
    type: type === "integer" || type === "number" ? type : "string",
    says: type === "array" ? `${says}; a list` : says,
    ...(unit === undefined ? {} : { unit }),
    isRequired: first === undefined && isUsed === undefined,
    ...(values === undefined ? {} : { choices: Object.keys(values) }),
  };
}

/** A trial's cells in these columns; nothing where a field does not matter. */
export function specCells(spec: TrialSpec): Record<string, SpecCell> {
  return Object.fromEntries(
    SHOWN.map(([name, { isUsed = () => true }]) => [
      columnOf(name),
      isUsed(spec) ? spec[name] ?? undefined : undefined,
    ]),
  );
}

/**
 * A text that is equal for trials which reports show together: they differ in
 * nothing but the seed.
 */
export function groupOf(spec: TrialSpec): string {
  const { seed: _, ...cells } = specCells(spec);
  return JSON.stringify(cells);
}

/**
 * What of a trial is not as in the reference protocol.
 *
 * @returns A phrase for each such field, such as `"batch 8"` or `"sgd"`;
 * what reports always show is not among them.
 */
export function unusualOf(spec: Omit<TrialSpec, "seed">): string[] {
  return SHOWN.flatMap(([name, { default: usual, label = "*", isUsed }]) => {
    const value = spec[name as keyof typeof spec];
    const isUsual = usual === undefined || value === usual ||
      isUsed?.(spec) === false;
    return isUsual || label === null ? [] : [label.replace("*", String(value))];
  });
}
