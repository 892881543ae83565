/** The mean of one number a seed, and its test against a bound. */
import { bootstrapMean } from "../../../statistics/bootstrap_mean.ts";
import { signFlip } from "../../../statistics/sign_flip.ts";
import { EXACT_UP_TO, SEED } from "./_resampling.ts";
import type { Evidence } from "./kind.ts";

/**
 * Bootstraps the mean, and flips the signs of what is above and below a bound.
 *
 * @param values The number of each seed.
 */
export function meanEvidence(
  values: readonly number[],
  { bound, level }: { bound: number; level: number },
): Pick<Evidence, "estimate" | "p"> {
  const estimate = bootstrapMean(values, {
    level,
    seed: SEED,
    isExpanded: true,
  });
  const { p } = signFlip(values.map((value) => value - bound), {
    seed: SEED,
    exactUpTo: EXACT_UP_TO,
  });
  return { estimate, p };
}
