/** What a training came to. */
import type { Evaluation, TrialResult } from "../bench/trials/trial.ts";

/**
 * The evaluation after the last epoch.
 *
 * @param trial The training.
 * @param inference How the network was used.
 * @returns Nothing of a training that failed, or was not used so.
 */
export function lastEvaluation(
  { spec, evaluations }: TrialResult,
  inference: Evaluation["inference"],
): Evaluation | undefined {
  return evaluations.find((each) =>
    each.inference === inference && each.epoch === spec.epochs
  );
}
