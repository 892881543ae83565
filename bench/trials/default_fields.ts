/** The fields of a spec that the reference protocol has a value for. */
import { type FieldName, FIELDS } from "./fields.ts";
import type { TrialSpec } from "./trial.ts";

type Defaulted = {
  [Name in FieldName]: (typeof FIELDS)[Name] extends { default: unknown } ? Name
    : never;
}[FieldName];

/** Their values. */
export const DEFAULT_FIELDS: Readonly<Pick<TrialSpec, Defaulted>> = Object
  .fromEntries(
    Object.entries(FIELDS).flatMap(([name, field]) =>
      "default" in field ? [[name, field.default]] : []
    ),
  ) as Pick<TrialSpec, Defaulted>;
