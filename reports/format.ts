/** Numbers and durations as people read them. */
import type { DocumentEstimate } from "./document.ts";

/** What stands before a number below 0 in print. */
const MINUS = "\u2212";

/**
 * Writes a number with a fixed number of decimals.
 *
 * @param value The number; absent for none.
 * @param options Decimals, and whether a plus stands before numbers from 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decimal } from "./format.ts";
 * assertEquals(decimal(0.125, { digits: 2, isSigned: true }), "+0.13");
 * assertEquals(decimal(-0.001, { digits: 2 }), "0.00");
 * assertEquals(decimal(undefined), "–");
 * ```
 */
export function decimal(
  value: number | undefined,
  { digits = 3, isSigned = false }: { digits?: number; isSigned?: boolean } =
    {},
): string {
  if (value === undefined) return "–";
  const text = Math.abs(value).toFixed(digits);
  const isZero = Number(text) === 0;
  const sign = isZero ? "" : value < 0 ? MINUS : isSigned ? "+" : "";
  return sign + text;
}

/** A time in ISO 8601 without its seconds, such as `"2026-01-31 12:00"`. */
export function minuteOf(time: string): string {
  return time.slice(0, 16).replace("T", " ");
}

/**
 * A number with its sign, in letters that every terminal has: `"-0.125"`. What
 * is rounded to 0 has none.
 */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  const sign = Number(text) === 0 ? " " : value < 0 ? "-" : "+";
  return sign + text;
}

/** An interval, whose ends are `null` where it has none, and the estimate. */
type Interval = Pick<DocumentEstimate, "point" | "lower" | "upper">;

/** What an interval is compared with. */
export interface Marks {
  bound?: number | undefined;
  margin?: number | undefined;
}

/** Decimals that an end may have beyond the usual ones. */
const MORE_DIGITS = 2;

/** From here on, a number has one decimal. */
const LARGE = 10;

/**
 * Gives the decimals of the numbers of an interval: few where they are large; and
 * one or two more for an end that would else be rounded onto 0, the bound, or
 * the margin beyond it.
 *
 * @returns Those of the estimate, and of both ends.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { digitsOf } from "./format.ts";
 * const estimate = { point: 0.27, lower: 0.004, upper: 0.43 };
 * const digits = digitsOf(estimate, { digits: 2 });
 * assertEquals(digits, { point: 2, lower: 3, upper: 2 });
 * ```
 */
export function digitsOf(
  { point, lower, upper }: Interval,
  { digits, bound = 0, margin = 0 }: Marks & { digits: number },
): Record<"point" | "lower" | "upper", number> {
  const largest = Math.max(...[point, lower ?? 0, upper ?? 0].map(Math.abs));
  const usual = largest >= LARGE ? Math.min(1, digits) : digits;
  const marks = [0, bound, bound + margin, margin, -margin];
  const apart = (end: number | null) => {
    if (end === null) return usual;
    const found = Array.from({ length: MORE_DIGITS }, (_, at) => usual + at)
      .find((digits) =>
        marks.every((mark) =>
          Math.abs(end - mark) < 1e-9 ||
          Number(end.toFixed(digits)) !== Number(mark.toFixed(digits))
        )
      );
    return found ?? usual + MORE_DIGITS;
  };
  return { point: usual, lower: apart(lower), upper: apart(upper) };
}

/**
 * An interval and the estimate in it, for a terminal, such as
 * `"[+0.15, +0.53] +0.32"`.
 *
 * @param estimate Absent for none; an end that is `null` is infinite.
 * @param options Decimals; what stands between interval and estimate; and what
 * the interval is compared with.
 */
export function intervalText(
  estimate: Interval | undefined,
  { digits = 2, between = " ", ...marks }: Marks & {
    digits?: number;
    between?: string;
  } = {},
): string {
  if (estimate === undefined) return "not known";
  const { point, lower, upper } = estimate;
  const of = digitsOf(estimate, { digits, ...marks });
  const middle = signed(point, of.point);
  if (lower === null && upper === null) return middle;
  const low = lower === null ? "-infinity" : signed(lower, of.lower);
  const high = upper === null ? "+infinity" : signed(upper, of.upper);
  return `[${low}, ${high}]${between}${middle}`;
}

/** A number with its unit, if it has one: `"+33.8 epochs"`. */
export function withUnit(text: string, unit: string | undefined): string {
  return unit === undefined ? text : `${text} ${unit}`;
}

/**
 * Writes a duration for people.
 *
 * @param seconds The duration.
 * @returns Such as `"42 s"` or `"3 min 05 s"`.
 */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = String(whole % 60).padStart(2, "0");
  return `${Math.floor(whole / 60)} min ${rest} s`;
}
