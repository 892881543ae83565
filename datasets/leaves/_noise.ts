/**
 * Smooth and rough noise, and a sine, for drawn leaves.
 *
 * Only `+ - * /`, square root, floor and 32-bit integers are used, here and in
 * the other files here: ECMAScript defines these to the last bit, whereas
 * `Math.sin` or `Math.exp` may differ between engines, and then so would bytes.
 */

/** A value in [0, 1) for each point of the plane. */
export type Noise = (x: number, y: number) => number;

/**
 * Scrambles a 32-bit integer, one to one (the finalizer of MurmurHash3).
 *
 * @param value An integer; its lowest 32 bits count.
 * @returns An integer in [0, 2^32).
 *
 * @example
 * ```ts
 * import { scramble } from "./_noise.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(scramble(1), 1364076727);
 * ```
 */
export function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Entries of the table that noise is read from; a power of two. */
const TABLE_LENGTH = 0x1_0000;

/** Entries between one row of a noise and the next. */
const ROW_STRIDE = 0x5b1;

const TABLE = Float32Array.from(
  { length: TABLE_LENGTH },
  (_, i) => (scramble(i + 1) >>> 8) / 0x100_0000,
);

/**
 * White noise: an unrelated value for each point with integer coordinates.
 *
 * @param salt A non-negative integer; another salt is another noise.
 * @returns The noise; its arguments must be integers.
 */
export function whiteNoise(salt: number): Noise {
  const start = salt % TABLE_LENGTH;
  return (x, y) => TABLE[(start + x + y * ROW_STRIDE) & (TABLE_LENGTH - 1)]!;
}

/**
 * Value noise: white noise at the integers, smooth in between.
 *
 * @param salt A non-negative integer; another salt is another noise.
 * @returns The noise, with a period of about two units.
 */
export function valueNoise(salt: number): Noise {
  const start = salt % TABLE_LENGTH;
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const dx = x - left;
    const dy = y - top;
    const s = dx * dx * (3 - 2 * dx);
    const t = dy * dy * (3 - 2 * dy);
    const at = start + left + top * ROW_STRIDE;
    const a = TABLE[at & (TABLE_LENGTH - 1)]!;
    const b = TABLE[(at + 1) & (TABLE_LENGTH - 1)]!;
    const c = TABLE[(at + ROW_STRIDE) & (TABLE_LENGTH - 1)]!;
    const d = TABLE[(at + ROW_STRIDE + 1) & (TABLE_LENGTH - 1)]!;
    return a + s * (b - a) + t * (c - a + s * (a - b - c + d));
  };
}

/**
 * A sine from two parabolas, exact at the quarters and within 0.002 elsewhere.
 *
 * @param turns The angle in full turns.
 * @returns A value in [-1, 1].
 */
export function wave(turns: number): number {
  const x = 2 * (turns - Math.floor(turns + 0.5));
  const y = 4 * x * (1 - Math.abs(x));
  return y + 0.225 * (y * Math.abs(y) - y);
}

/**
 * Rises smoothly from 0 to 1 as `x` goes from 0 to 1; flat outside.
 *
 * @param x Any number.
 * @returns A value in [0, 1].
 */
export function ease(x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x * x * (3 - 2 * x);
}
