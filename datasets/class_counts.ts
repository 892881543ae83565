/** How many training images each class has. */

/** How the numbers of training images go from the first class to the last. */
export const IMBALANCES = ["step", "exp"] as const;

/** One of {@linkcode IMBALANCES}. */
export type Imbalance = (typeof IMBALANCES)[number];

/** What {@linkcode classCounts} goes by. */
export interface ClassCountsOptions {
  /** How many classes are common. */
  majority: number;
  /** How many classes are rare. */
  minority: number;
  /** Images of each common class; with `exp`, of the first class. */
  majorityCount: number;
  /** Images of each rare class; with `exp`, of the last class. */
  minorityCount: number;
  /** @default {"step"} */
  imbalance?: Imbalance;
}

/**
 * The number of training images of each class, common classes first.
 *
 * - `step`: all common classes have as many, and all rare classes.
 * - `exp`: each class has the same share of the images of the one before, as in
 *   the long-tailed CIFAR of Cui et al. 2019 (arXiv:1901.05555), rounded down as
 *   in the code of Cao et al. 2019 (LDAM, arXiv:1906.07413).
 *
 * @example CIFAR-10 at an imbalance of 100.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { classCounts } from "./class_counts.ts";
 * const ends = { majorityCount: 5000, minorityCount: 50 };
 * assertEquals(
 *   classCounts({ majority: 5, minority: 5, ...ends, imbalance: "exp" }),
 *   [5000, 2997, 1796, 1077, 645, 387, 232, 139, 83, 50],
 * );
 * ```
 */
export function classCounts(
  { majority, minority, majorityCount, minorityCount, imbalance = "step" }:
    ClassCountsOptions,
): number[] {
  const last = majority + minority - 1;
  return Array.from({ length: last + 1 }, (_, role) => {
    if (imbalance === "step") {
      return role < majority ? majorityCount : minorityCount;
    }
    if (role === last) return minorityCount;
    const share = (minorityCount / majorityCount) ** (role / last);
    return Math.floor(majorityCount * share);
  });
}
