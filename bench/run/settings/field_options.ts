/** The options that set the fields of trials, from the table of fields. */
import type { Field } from "../../trials/field.ts";
import { type FieldName, FIELDS } from "../../trials/fields.ts";
import type { TrialSpec } from "../../trials/trial.ts";
import type { GivenOptions } from "./given_options.ts";
import { fitting, type Option, type OptionTable } from "./option.ts";

/** The fields that have an option, with the option's name. */
export const SET_FIELDS: readonly {
  name: FieldName;
  option: string;
  field: Field;
}[] = Object
  .entries(FIELDS as Readonly<Record<string, Field>>)
  .flatMap(([name, field]) =>
    field.option === undefined ? [] : [{
      name: name as FieldName,
      option: field.option.name ?? kebab(name),
      field,
    }]
  );

/** The options, by their names. */
export const FIELD_OPTIONS: OptionTable = Object.fromEntries(
  SET_FIELDS.map(({ option, field }) => [option, asOption(field)]),
);

function asOption(field: Field): Option {
  const { schema, says, option, default: usual } = field;
  const kind = fitting(option?.schema ?? schema);
  const names = kind.names === undefined ? "" : `: ${kind.names.join(", ")}`;
  return {
    group: option?.group ?? "training",
    kind,
    help: (option?.help ?? says) + names,
    otherwise: option?.otherwise?.replace(
      /[a-z]+_[a-z_]+/, // a column of trials.csv
      (column) => `--${column.replaceAll("_", "-")}`,
    ) ?? String(usual),
    decidesTrials: true,
    changesVerdicts: true,
  };
}

/**
 * The fields that are given.
 *
 * @throws {UsageError} If a value is not what is wanted.
 */
export function givenFields(
  given: GivenOptions<OptionTable>,
): Partial<TrialSpec> {
  return Object.fromEntries(
    SET_FIELDS.filter(({ option }) => given.has(option))
      .map(({ name, option }) => [name, given.value(option)]),
  );
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
