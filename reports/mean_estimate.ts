/** The mean of what a picture shows, with the interval of the verdicts. */
import { bootstrapMean } from "../statistics/bootstrap_mean.ts";

/** A mean with its interval. */
export interface MeanEstimate {
  point: number;
  lower: number;
  upper: number;
}

/** Seed of the resampling, as for the verdicts: the same report each time. */
const SEED = 20210919;

/** Values of which a mean is sure enough with fewer resamples. */
const MANY = 200;

/**
 * Estimates a mean over seeds.
 *
 * @param values One number a seed; those of failed seeds are left out.
 * @returns The mean with its 95 % interval; nothing of fewer than two values.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meanEstimate } from "./mean_estimate.ts";
 * assertEquals(meanEstimate([1, 1]), { point: 1, lower: 1, upper: 1 });
 * assertEquals(meanEstimate([1]), undefined);
 * ```
 */
export function meanEstimate(
  values: readonly number[],
): MeanEstimate | undefined {
  if (values.length < 2) return undefined;
  const resamples = values.length > MANY ? 999 : 9999;
  const options = { level: 0.95, seed: SEED, isExpanded: true, resamples };
  const { point, lower, upper } = bootstrapMean(values, options);
  return { point, lower, upper };
}
