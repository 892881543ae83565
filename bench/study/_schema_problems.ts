/** What is wrong with a value that does not fit a schema, in plain words. */
import { z } from "zod";
import { nearest } from "./nearest.ts";

type Path = readonly PropertyKey[];

/** Parts of a claim whose entries people know by their names. */
const NAMED = ["cells", "assertions", "measures"];

/**
 * Says what was found, what is wanted, and which name may be meant.
 *
 * @param error What the schema found.
 * @param options The schema, and the value that does not fit it.
 * @returns A text for each problem, with its place.
 */
export function schemaProblems(
  { issues }: z.ZodError,
  { schema, value }: { schema: z.ZodType; value: unknown },
): string[] {
  return issues.map((issue) => {
    const { path } = issue;
    const place = placeOf(path, value);
    const text = issue.code === "unrecognized_keys"
      ? unknownFields(issue.keys, fieldsOf(schema, { path, value }))
      : problemOf(issue, valueAt(value, path));
    return place === "" ? text : `${place}: ${text}`;
  });
}

function problemOf(issue: z.core.$ZodIssue, got: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return wantedText(TYPES[issue.expected] ?? issue.expected, got);
    case "invalid_value":
      return choiceText(issue.values.map(String), got);
    case "invalid_union": {
      const { options } = issue as { options?: unknown[] };
      return options === undefined
        ? issue.message
        : choiceText(options.map(String), got);
    }
    case "too_small":
    case "too_big":
      return limitText(issue, got);
    default:
      return issue.message;
  }
}

/** What a schema calls a type, for people. */
const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text",
};

function wantedText(wanted: string, got: unknown): string {
  return got === undefined
    ? `it is missing; wanted ${wanted}`
    : `wanted ${wanted}, got ${gotText(got)}`;
}

function choiceText(names: readonly string[], got: unknown): string {
  const wanted = names.length === 1 ? names[0]! : `one of ${names.join(", ")}`;
  const meant = typeof got === "string" ? nearest(got, names) : undefined;
  return wantedText(wanted, got) +
    (meant === undefined ? "" : `; did you mean ${meant}?`);
}

function limitText(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  got: unknown,
): string {
  const { origin, inclusive = true } = issue;
  const [limit, words] = issue.code === "too_small"
    ? [issue.minimum, ["at least", "above"]]
    : [issue.maximum, ["at most", "below"]];
  if (origin === "string") return wantedText("a text", got);
  const bound = `${inclusive ? words[0] : words[1]} ${limit}`;
  return Array.isArray(got)
    ? `wanted a list of ${bound}, got one of ${got.length}`
    : wantedText(`a number of ${bound}`.replace("of above", "above"), got);
}

/** A value as a bench file has it; of an object, what it is. */
function gotText(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function unknownFields(
  keys: readonly string[],
  fields: readonly string[],
): string {
  return keys.map((key) => {
    const meant = nearest(key, fields);
    return `there is no field ${key}; ` +
      (meant === undefined
        ? `the fields are ${fields.join(", ")}`
        : `did you mean ${meant}?`);
  }).join("; ");
}

/** Such as `assertion "kept", of[0].metric`. */
function placeOf(path: Path, value: unknown): string {
  const [part, key, ...rest] = path;
  const name = typeof key === "string"
    ? key
    : Object(valueAt(value, path.slice(0, 2))).name;
  if (!NAMED.includes(String(part)) || typeof name !== "string") {
    return pathText(path);
  }
  return [`${String(part).slice(0, -1)} ${JSON.stringify(name)}`]
    .concat(rest.length === 0 ? [] : pathText(rest)).join(", ");
}

/** A path as code has it, such as `cells["batch 8"].head`. */
function pathText(path: Path): string {
  return path.map((key, at) =>
    typeof key === "number" || !/^[a-z_]\w*$/i.test(String(key))
      ? `[${JSON.stringify(key)}]`
      : `${at === 0 ? "" : "."}${String(key)}`
  ).join("");
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => Object(inner)[key], value);
}

/** The names of the fields that an object may have. */
function fieldsOf(
  schema: z.core.$ZodType,
  { path: [key, ...rest], value }: { path: Path; value: unknown },
): string[] {
  const own = unwrapped(schema, value);
  if (key === undefined) {
    return own instanceof z.ZodObject ? Object.keys(own.shape) : [];
  }
  const inner = own instanceof z.ZodObject
    ? own.shape[String(key)]
    : own instanceof z.ZodArray
    ? own.element
    : own instanceof z.ZodRecord
    ? own.valueType
    : undefined;
  if (inner === undefined) return [];
  return fieldsOf(inner, { path: rest, value: Object(value)[key] });
}

/** A schema without what is around it; of several, that of the value's kind. */
function unwrapped(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (
    schema instanceof z.ZodReadonly || schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional
  ) return unwrapped(schema.unwrap(), value);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const { discriminator } = schema.def;
  const found = schema.options.find((option) =>
    option instanceof z.ZodObject &&
    option.shape[discriminator]?.safeParse(Object(value)[discriminator]).success
  );
  return found ?? schema;
}
