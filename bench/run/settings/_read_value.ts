/** Reads the values of options, each with what is wanted where it is wrong. */
import type { Shard } from "../../trials/plan.ts";
import { UsageError } from "../../study/usage_error.ts";

/** What a number may be. */
export interface NumberRange {
  minimum: number;
  below?: number;
  whole?: boolean;
  otherwise: number;
}

/** Gives the text of an option, if it was given. */
export type OptionText = (name: string) => string | undefined;

const DECIMAL = /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i;

/**
 * Reads a number.
 *
 * @param name The option's, without dashes.
 * @throws {UsageError} If it is none, or is out of its range.
 */
export function readNumber(
  name: string,
  text: string | undefined,
  { minimum, below, whole = true, otherwise }: NumberRange,
): number {
  if (text === undefined) return otherwise;
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  const fits = value >= minimum && (below === undefined || value < below) &&
    (!whole || Number.isSafeInteger(value));
  if (fits) return value;
  const kind = whole ? "a whole number" : "a number";
  const limit = below === undefined ? "" : ` and below ${below}`;
  throw new UsageError(
    `Cannot use --${name} ${text}: wanted ${kind} of at least ` +
      `${minimum}${limit}`,
  );
}

const SECONDS = { s: 1, m: 60, h: 3600 } as const;

/**
 * Reads a duration, such as `90m`.
 *
 * @returns Seconds.
 * @throws {UsageError} If it is none.
 */
export function readDuration(
  name: string,
  text: string | undefined,
): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = "s"] = /^(\d+(?:\.\d+)?)([smh])?$/.exec(text) ?? [];
  const seconds = Number(number) * SECONDS[unit as keyof typeof SECONDS];
  if (seconds > 0) return seconds;
  throw new UsageError(
    `Cannot use --${name} ${text}: wanted a time of more than 0, such as 45s, ` +
      "90m or 5h",
  );
}

/**
 * Reads which part of a run is meant, such as `2/3`.
 *
 * @throws {UsageError} If there is no such part.
 */
export function readShard(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const [, shard, shards] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (Number(shard) <= Number(shards)) {
    return { shard: Number(shard), shards: Number(shards) };
  }
  throw new UsageError(
    `Cannot use --shard ${text}: wanted one of the parts, from 1, of how ` +
      "many, such as 2/3",
  );
}

/**
 * Reads one of some names.
 *
 * @param names The names; the first is meant where none is given.
 * @throws {UsageError} For any other.
 */
export function readChoice<Name extends string>(
  option: string,
  text: string | undefined,
  names: readonly [Name, ...Name[]],
): Name {
  if (text === undefined) return names[0];
  const name = names.find((known) => known === text);
  if (name !== undefined) return name;
  throw new UsageError(
    `Cannot use --${option} ${text}: wanted one of ${names.join(", ")}`,
  );
}
