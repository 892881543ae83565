/** Seeded numbers for the property tests of this folder. */

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import { normalQuantile } from "../../statistics/_normal.ts";

/** Draws numbers that are uniform between 0 and 1. */
export function drawUniform(seed: number, count: number): number[] {
  const generator = mersenne(seed);
  return Array.from({ length: count }, () => uniformFloat64(generator));
}

/** Draws standard normal numbers. */
export function drawNormal(seed: number, count: number): number[] {
  // A draw of exactly 0 would be minus infinity.
  return drawUniform(seed, count).map((each) =>
    normalQuantile(each + 2 ** -54)
  );
}

/** Draws whole numbers from -3 to 3, so that zeros and ties are common. */
export function drawTied(seed: number, count: number): number[] {
  return drawUniform(seed, count).map((each) => Math.floor(each * 7) - 3);
}
