/** Seeded numbers for the property tests of this folder. */

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";

/** Draws numbers that are uniform between 0 and 1. */
export function drawUniform(seed: number, count: number): number[] {
  const generator = mersenne(seed);
  return Array.from({ length: count }, () => uniformFloat64(generator));
}

/** Draws standard normal numbers. */
export function drawNormal(seed: number, count: number): number[] {
  const drawn = drawUniform(seed, 2 * count);
  // By Box and Muller. A draw of exactly 1 would be minus infinity.
  return Array.from(
    { length: count },
    (_, at) =>
      Math.sqrt(-2 * Math.log1p(-drawn[2 * at]!)) *
      Math.cos(2 * Math.PI * drawn[2 * at + 1]!),
  );
}
