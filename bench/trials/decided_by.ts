/** The fields that decide a part of a trial. */
import type { Part } from "./field.ts";
import { type FieldName, FIELDS } from "./fields.ts";
import type { TrialSpec } from "./trial.ts";

/** The names of the fields that decide a part, in their order. */
export function fieldsDeciding(part: Part): FieldName[] {
  const names = Object.keys(FIELDS) as FieldName[];
  return names.filter((name) =>
    (FIELDS[name].decides as readonly Part[]).includes(part)
  );
}

/** The values of those fields. */
export function valuesDeciding(part: Part, spec: TrialSpec): unknown[] {
  return fieldsDeciding(part).map((name) => spec[name]);
}

/**
 * A text that is equal for trials which can use one compiled network, where
 * their images and classes are as many.
 */
export function networkKey(spec: TrialSpec): string {
  return JSON.stringify(valuesDeciding("network", spec));
}
