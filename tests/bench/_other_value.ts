/** Another value of a trial's field than a made-up trial has. */
import type { Field } from "../../bench/trials/field.ts";
import { type FieldName, FIELDS } from "../../bench/trials/fields.ts";
import { SMALLEST_IMAGES } from "../../models/networks/network.ts";
import { SPEC } from "./_trials.ts";

/** A value that a spec can have, and the command line, where it sets the field. */
export function otherValue(name: FieldName): unknown {
  const value: unknown = SPEC[name];
  const { schema, option, values = {} }: Field = FIELDS[name];
  const candidates = [
    ...Object.keys(values),
    ...Object.keys(SMALLEST_IMAGES),
    `sha256:${"0".repeat(64)}`,
    Number(value) + 4,
    Number(value) / 2,
    0.25,
    ["blight"],
    [1],
  ];
  return candidates.find((other) =>
    other !== value &&
    [schema, option?.schema ?? schema].every((each) =>
      each.safeParse(other).success
    )
  );
}
