/** What TensorFlow computed, as `_make_fixtures.ts` wrote it. */

/** The values of a tensor. */
export interface StoredTensor {
  shape: number[];
  values: number[];
}

/** Everything that is compared. */
export interface Fixtures {
  /** The outputs of each case, by its name. */
  cases: Record<string, StoredTensor[]>;
  /** The losses of each training, then its logits, by its name. */
  trainings: Record<string, number[][]>;
}

/** Digits that are stored: as many as a float holds for certain. */
const DIGITS = 7;

/** Numbers without the digits that say nothing. */
export function rounded(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(DIGITS)));
}

/** Reads those of this folder. */
export async function readFixtures(): Promise<Fixtures> {
  const file = new URL("fixtures.json", import.meta.url);
  return JSON.parse(await Deno.readTextFile(file));
}

/**
 * The largest difference between numbers, against the largest of those wanted
 * or 1, whichever is more.
 */
export function distance(
  got: ArrayLike<number>,
  wanted: readonly number[],
): number {
  if (got.length !== wanted.length) return Infinity;
  const scale = Math.max(1, ...wanted.map(Math.abs));
  const apart = wanted.map((value, at) => Math.abs(value - got[at]!) / scale);
  return Math.max(0, ...apart.map((value) => isNaN(value) ? Infinity : value));
}
