/** Trials of the made-up claim, whose arms differ by a gain. */
import type { Site } from "../../../bench/study/site.ts";
import type { TrialResult } from "../../../bench/trials/trial.ts";
import { okTrial, siteOf } from "../_trials.ts";

/** The two trials of each seed, whose scores differ by the gain. */
export function pairsOf(
  gains: readonly number[],
  site: Partial<Site> = {},
): TrialResult[] {
  const { classes: _, isPooledOnly: __, ...spec } = siteOf(site);
  return gains.flatMap((gain, index) => {
    const seed = index + 1;
    return [
      okTrial({ ...spec, head: "plain", seed }, 0.5),
      okTrial({ ...spec, head: "final-batch-norm", seed }, 0.5 + gain),
    ];
  });
}

const PATTERN = [1, -0.5, 0.25, -1, 0.5, -0.25, 0.75, -0.75, 0.125, -0.125];

/** Gains around a mean, in a fixed pattern that averages to it. */
export function gainsAround(
  mean: number,
  spread: number,
  count = 20,
): number[] {
  return Array.from(
    { length: count },
    (_, at) => mean + spread * PATTERN[at % PATTERN.length]!,
  );
}
