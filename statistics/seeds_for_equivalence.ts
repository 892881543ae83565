/**
 * How many seeds a claim of no effect takes at least. Even if a few seeds all
 * score 0, the next one may not. So too few seeds can show nothing, and a plan
 * should say so before anything starts.
 *
 * @module
 */

import { logEvidence } from "./bets.ts";
import type { Bounds } from "./bounds.ts";
import { LEAST_EVIDENCE } from "./e_benjamini_hochberg.ts";
import { meanQuantity } from "./mean_quantity.ts";
import { wagerEquivalent } from "./wager.ts";

/** Nobody will run more seeds than this. */
const MOST_SEEDS = 1e5;

/**
 * Gives the fewest seeds that can support "the mean is 0, give or take the
 * margin", if every one of them scores exactly 0.
 *
 * @param margin The largest distance from 0 that is of no interest, above 0, in
 * its unit.
 * @param options What a score can be, in the same unit.
 * @returns A number of seeds; `Infinity` if nobody will run as many.
 * @throws {RangeError} If the margin is not inside the bounds on either side.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { seedsForEquivalence } from "./seeds_for_equivalence.ts";
 *
 * const options = { bounds: { lower: -1, upper: 1 } };
 * assertEquals(seedsForEquivalence(0.15, options), 26);
 * assertEquals(seedsForEquivalence(0.05, options), 80);
 * ```
 */
export function seedsForEquivalence(
  margin: number,
  { bounds }: { readonly bounds: Bounds },
): number {
  for (let most = 64; most < MOST_SEEDS; most *= 2) {
    const mean = meanQuantity(new Array<number>(most).fill(0), bounds);
    const logs = logEvidence(wagerEquivalent(mean, { margin }).support);
    const at = logs.findIndex((log) => log >= Math.log(LEAST_EVIDENCE));
    if (at !== -1) return at + 1;
  }
  return Infinity;
}
