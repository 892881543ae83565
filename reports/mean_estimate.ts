/** The mean of what a picture shows, with the interval of the verdicts. */
import type { Bounds } from "../statistics/bounds.ts";
import { intervalOf } from "../statistics/interval.ts";
import { meanQuantity } from "../statistics/mean_quantity.ts";

/** A mean with its interval. */
export interface MeanEstimate {
  point: number;
  lower: number;
  upper: number;
}

/**
 * Estimates a mean over seeds.
 *
 * @param values One number a seed; nothing of seeds that failed, which count as
 * the worst.
 * @param bounds What a number can be.
 * @returns The mean with its interval; nothing where there are no bounds, or no
 * numbers.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { meanEstimate } from "./mean_estimate.ts";
 * const bounds = { lower: 0, upper: 1 };
 * const { point = 0, upper = 0 } = meanEstimate([0.5, 0.5], bounds) ?? {};
 * assert(point === 0.5 && upper > 0.9);
 * ```
 */
export function meanEstimate(
  values: readonly (number | null)[],
  bounds: Bounds | undefined,
): MeanEstimate | undefined {
  if (bounds === undefined) return undefined;
  const scores = values.map((value) => value ?? undefined);
  const estimate = intervalOf(meanQuantity(scores, bounds));
  if (estimate === undefined) return undefined;
  const { point, lower, upper } = estimate;
  return { point, lower, upper };
}
