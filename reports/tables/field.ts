/** What a column of a report holds: for CSV, types, data package and docs. */

/** A column. */
export interface Field {
  type: "string" | "integer" | "number";
  /** What it holds, for people; one sentence, without a full stop. */
  says: string;
  /** What a number counts, or is measured in; absent for a plain number. */
  unit?: string;
  /** Whether no cell may be empty. */
  isRequired?: boolean;
  /** The values that there can be, where they are few. */
  choices?: readonly string[];
}

/** The columns of a file, by their names, in order. */
export type Fields = Readonly<Record<string, Field>>;

/**
 * A row of a file; an absent value is an empty cell.
 *
 * @internal
 */
export type RowOf<Columns extends Fields> = {
  [Name in keyof Columns]?:
    | (Columns[Name]["type"] extends "string" ? string : number)
    | undefined;
};

/** A column of text. */
export type TextField = Field & { type: "string" };

/** A column of numbers, whole or not. */
export type NumberField = Field & { type: "integer" | "number" };

/** What of a column is not its type, nor what it says. */
type Details = Omit<Field, "type" | "says">;

/** A column of text. */
export function text(says: string, details: Details = {}): TextField {
  return { type: "string", says, ...details };
}

/** A column of whole numbers. */
export function whole(says: string, details: Details = {}): NumberField {
  return { type: "integer", says, ...details };
}

/** A column of numbers. */
export function number(says: string, details: Details = {}): NumberField {
  return { type: "number", says, ...details };
}

/** The names of columns, in order. */
export function namesOf<Columns extends Fields>(
  fields: Columns,
): (keyof Columns & string)[] {
  return Object.keys(fields);
}
