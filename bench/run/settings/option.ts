/** What an option of a command line is, and how its value is read. */
import { resolve } from "node:path";
import { z } from "zod";
import { nearest } from "../../study/nearest.ts";
import type { Shard } from "../../trials/plan.ts";

/** How the value of an option is read. */
export interface ValueKind<Value> {
  /** What stands for the value in the help, such as `"N"`. */
  placeholder: string;
  /** What is wanted where a value is wrong, such as `"a whole number"`. */
  wanted: string;
  /** Reads a value; nothing if it is wrong. */
  read(text: string): Value | undefined;
  /** What is wrong with a value, where more can be said than what is wanted. */
  fault?(text: string): string | undefined;
  /** The values that there are, where they are few. */
  names?: readonly string[];
}

/** The groups of `deno task bench --help`, with their titles. */
export const GROUPS = {
  checks: "What is checked",
  data: "On what",
  training: "How it is trained",
  machine: "Where it is trained",
  kept: "Which trials are run",
  outputs: "What comes out",
} as const;

/** An option. */
export interface Option {
  /** Where `deno task bench --help` has it. */
  group?: keyof typeof GROUPS;
  /** Absent for a flag, which takes no value. */
  kind?: ValueKind<unknown>;
  /** What it is, or does; one phrase, without a full stop. */
  help: string;
  /** What holds where it is not given. */
  otherwise?: string | undefined;
  /** Further lines of help. */
  notes?: readonly string[];
  /** Whether it decides which trials a run has. */
  decidesTrials?: boolean;
  /** Whether it changes what is trained, so that no verdict was reviewed. */
  changesVerdicts?: boolean;
  /** Options that it excludes, each with the reason. */
  excludes?: Readonly<Record<string, string>>;
}

/** Options by their names, without dashes. */
export type OptionTable = Readonly<Record<string, Option>>;

/** What an option's value is read as. */
export type ValueOf<Of extends Option> = Of extends
  { kind: ValueKind<infer Value> } ? Value : never;

/** Any text. */
export function text(placeholder: string): ValueKind<string> {
  return { placeholder, wanted: "a text", read: (text) => text };
}

/** Where Deno lets no task read or write, whatever it may do elsewhere. */
const CLOSED = Deno.build.os === "windows" ? /^$/ : /^\/(dev|proc|sys)(\/|$)/;

/** The path of a file or a folder. */
export function path(placeholder: string): ValueKind<string> {
  return {
    placeholder,
    wanted: "a path outside /dev, /proc and /sys: Deno lets no task read or " +
      "write there",
    read: (text) => CLOSED.test(resolve(text)) ? undefined : text,
  };
}

/** Names separated by commas, each once. */
export function list(placeholder: string): ValueKind<string[]> {
  return { placeholder, wanted: "names separated by commas", read: listOf };
}

function listOf(text: string): string[] {
  return [...new Set(text.split(",").map((name) => name.trim()))];
}

const DECIMAL = /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i;

/** A limit that is there to leave 0 out. */
const TINY = 1e-6;

/**
 * What fits a schema of a number, or of one of some names.
 *
 * @param schema Where it may be null, that is for an option that is not given.
 */
export function fitting<Schema extends z.ZodType>(
  schema: Schema,
): ValueKind<z.output<Schema>> {
  const { anyOf: [inner] = [], ...whole } = z.toJSONSchema(schema);
  const { type, enum: names, maximum, exclusiveMaximum, ...least } = inner ??
    whole;
  const { minimum, exclusiveMinimum } = least;
  const isNumber = type === "number" || type === "integer";
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const lower = exclusiveMinimum !== undefined
    ? `above ${exclusiveMinimum}`
    : Number(minimum) > 0 && Number(minimum) < TINY
    ? "above 0"
    : `of at least ${minimum}`;
  const limits = most !== undefined
    ? `from ${minimum} to ${most}`
    : exclusiveMaximum !== undefined
    ? `${lower} and below ${exclusiveMaximum}`
    : lower;
  const number = type === "integer" ? "a whole number" : "a number";
  return {
    placeholder: !isNumber ? "NAME" : type === "integer" ? "N" : "X",
    wanted: isNumber ? `${number} ${limits}` : `one of ${names?.join(", ")}`,
    ...(names === undefined ? {} : {
      names: names.map(String),
      fault: (text) => misspelt(text, names.map(String)),
    }),
    read(text) {
      if (isNumber && !DECIMAL.test(text)) return undefined;
      return schema.safeParse(isNumber ? Number(text) : text).data;
    },
  };
}

/** Asks for the name that may be meant. */
function misspelt(text: string, names: readonly string[]): string | undefined {
  const name = nearest(text, names);
  return name === undefined ? undefined : `did you mean ${name}?`;
}

const SECONDS = { s: 1, m: 60, h: 3600 } as const;

/** A duration, such as `90m`: read as seconds. */
export const DURATION: ValueKind<number> = {
  placeholder: "90m",
  wanted: "a time of more than 0, such as 45s, 90m or 5h",
  read(text) {
    const [, number, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
    const seconds = Number(number) * SECONDS[unit as keyof typeof SECONDS];
    return seconds > 0 ? seconds : undefined;
  },
  fault: (text) =>
    /^\d+(\.\d+)?$/.test(text)
      ? `it has no unit: ${text}s, ${text}m or ${text}h`
      : undefined,
};

/** One in a million: below it there is nothing to count. */
const LEAST_FRACTION = 1e-6;

/** A part of a whole. */
export const FRACTION = fitting(z.number().min(LEAST_FRACTION).lt(1));

/** How many of something there are: one or more. */
export const COUNT = fitting(z.int().min(1));

/** How many seeds: at first and at most, or a fixed number. */
export interface SeedCount {
  /** Absent for a fixed number. */
  first?: number;
  most: number;
}

/** More would take months, and their trials too much memory to be planned. */
const MOST_SEEDS = 10_000;

/** Numbers of seeds, such as `8..48` or `20`. */
export const SEED_COUNT: ValueKind<SeedCount> = {
  placeholder: "A..B",
  wanted:
    `whole numbers from 1 to ${MOST_SEEDS}, such as 8..48, or 20 for a fixed ` +
    "number",
  read(text) {
    const [, first, most = first] = /^([1-9]\d*)(?:\.\.([1-9]\d*))?$/
      .exec(text) ?? [];
    const isInOrder = Number(first) <= Number(most);
    if (!isInOrder || Number(most) > MOST_SEEDS) return undefined;
    return text.includes(".")
      ? { first: Number(first), most: Number(most) }
      : { most: Number(most) };
  },
  fault(text) {
    const [, first, most] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
    return Number(most) > 0 && Number(first) > Number(most)
      ? `the smaller number comes first: ${most}..${first}`
      : undefined;
  },
};

/** A part of a run, such as `2/3`. */
export const SHARD: ValueKind<Shard> = {
  placeholder: "I/N",
  wanted: "one of the parts, from 1, of how many, such as 2/3",
  read(text) {
    const [shard, shards] = /^[1-9]\d*\/[1-9]\d*$/.test(text)
      ? text.split("/").map(Number) as [number, number]
      : [1, 0];
    return shard <= shards ? { shard, shards } : undefined;
  },
};
