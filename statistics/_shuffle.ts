/**
 * A random order, by the method of R. A. Fisher and F. Yates.
 *
 * @module
 */

import { uniformInt } from "pure-rand/distribution/uniformInt";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** Puts numbers into an order drawn from all orders alike, in place. */
export function shuffle(
  numbers: Float64Array,
  generator: RandomGenerator,
): void {
  for (let last = numbers.length - 1; last > 0; last--) {
    const other = uniformInt(generator, 0, last);
    const moved = numbers[last]!;
    numbers[last] = numbers[other]!;
    numbers[other] = moved;
  }
}
