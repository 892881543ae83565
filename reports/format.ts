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

/**
 * An interval and the estimate in it, for a terminal, such as
 * `"[+0.15, +0.53] +0.32"`.
 *
 * @param estimate Absent for none; an end that is `null` is infinite.
 * @param options Decimals; and what stands between interval and estimate.
 */
export function intervalText(
  estimate: Pick<DocumentEstimate, "point" | "lower" | "upper"> | undefined,
  { digits = 2, between = " " }: { digits?: number; between?: string } = {},
): string {
  if (estimate === undefined) return "no estimate";
  const { point, lower, upper } = estimate;
  if (lower === null && upper === null) return signed(point, digits);
  const low = lower === null ? "-infinity" : signed(lower, digits);
  const high = upper === null ? "+infinity" : signed(upper, digits);
  return `[${low}, ${high}]${between}${signed(point, digits)}`;
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
