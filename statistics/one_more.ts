/**
 * Where one more score would lie: what a published result of a single run is to
 * be compared with.
 *
 * @module
 */

/** A range that one more score lies in, as often as its level says. */
export interface OneMore {
  lower: number;
  upper: number;
  /** How often, at the least: over all that could have been drawn before. */
  level: number;
}

/** The level that is aimed at; fewer than 39 scores have less. */
const LEVEL = 0.95;

/**
 * Gives a prediction interval for one more score of the same kind. It assumes
 * that no score's place in the order is special, and nothing on how they are
 * distributed. Where a run stopped for its verdict, the last one is a little
 * special, and the interval leans to the verdict.
 *
 * @param scores `scores[seed]`; a seed that failed is `undefined`, and counts
 * as the least of all.
 * @param least The least that a score can be.
 * @returns From the kth least of n scores to the kth largest: one more is
 * within them in n + 1 - 2k of n + 1 cases, or more where scores tie. Nothing
 * if there are fewer than two.
 * @see S. S. Wilks (1941), Determination of Sample Sizes for Setting Tolerance
 * Limits, DOI 10.1214/aoms/1177731788
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { oneMore } from "./one_more.ts";
 *
 * const [lower, upper, level] = [-1, 3, 0.5];
 * assertEquals(oneMore([3, 0, undefined], -1), { lower, upper, level });
 * ```
 */
export function oneMore(
  scores: readonly (number | undefined)[],
  least: number,
): OneMore | undefined {
  const count = scores.length;
  if (count < 2) return undefined;
  const ordered = scores.map((score) => score ?? least)
    .toSorted((a, b) => a - b);
  const beyond = Math.max(1, Math.floor((1 - LEVEL) / 2 * (count + 1) + 1e-9));
  return {
    lower: ordered[beyond - 1] as number,
    upper: ordered[count - beyond] as number,
    level: 1 - 2 * beyond / (count + 1),
  };
}
