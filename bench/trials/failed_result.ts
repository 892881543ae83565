/** The result of a trial that no worker lived to finish. */
import type { Trial, TrialResult } from "./trial.ts";

/**
 * Makes a result without evaluations.
 *
 * @param trial What was asked for.
 * @param ending How it ended and why, when it began, and where.
 */
export function failedResult(
  { key, spec }: Trial,
  ending: Pick<TrialResult, "status" | "reason" | "started" | "host">,
): TrialResult {
  return {
    key,
    spec,
    ...ending,
    evaluations: [],
    losses: [],
    testCount: 0,
    trainSeconds: 0,
  };
}
