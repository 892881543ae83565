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

/** The fields of a trial that are not as in the reference protocol. */
export function unusualFields(spec: Omit<TrialSpec, "seed">): FieldName[] {
  return SHOWN.filter(([name, { default: usual, label, isUsed }]) =>
    usual !== undefined && label !== null && isUsed?.(spec) !== false &&
    spec[name as keyof typeof spec] !== usual
  ).map(([name]) => name);
}

/**
 * What of a trial is not as in the reference protocol.
 *
 * @returns A phrase for each such field, such as `"batch 8"` or `"sgd"`;
 * what reports always show is not among them.
 */
export function unusualOf(spec: Omit<TrialSpec, "seed">): string[] {
  return unusualFields(spec).map((name) => {
    const { label }: Field = FIELDS[name];
    return (label ?? "*").replace("*", String(spec[name as keyof typeof spec]));
  });
}

/** Lists names, such as `"rust, scab and spot"`. */
const AND = new Intl.ListFormat("en-GB");

/** Lists values of which a trial has one, such as `"5, 10 or 20"`. */
const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

/**
 * What trials train on and how, in one line: where they differ, all values; and
 * of what is unusual, what they have in common.
 *
 * @returns Such as `"leaves, 1000 of healthy to 5 or 50 each of rust and spot,
 * mlp, 4 epochs"`.
 */
export function describeSpecs(
  specs: readonly Omit<TrialSpec, "seed">[],
): string {
  const all = (of: (spec: Omit<TrialSpec, "seed">) => string | number) =>
    OR.format(new Set(specs.map((spec) => String(of(spec)))));
  const unusual = specs.map(unusualOf);
  const epochs = all((spec) => spec.epochs);
  return [
    all((spec) => spec.dataset),
    `${all((spec) => spec.majorityCount)} ` +
    `${all(({ majority }) => classesText(majority))} to ` +
    `${all((spec) => spec.minorityCount)} ` +
    all(({ minority }) => classesText(minority)),
    all((spec) => spec.model),
    `${epochs} epoch${epochs === "1" ? "" : "s"}`,
    ...(unusual[0] ?? []).filter((phrase) =>
      unusual.every((own) => own.includes(phrase))
    ),
  ].join(", ");
}

/** Names of folders may have what terminals and logs of CI obey. */
function classesText(names: readonly string[]): string {
  const text = AND.format(names).replace(/\p{Cc}/gu, " ");
  return names.length === 1 ? `of ${text}` : `each of ${text}`;
}
