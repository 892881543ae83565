/** What a trial is called where it is told of alone. */
import type { TrialSpec } from "../../bench/trials/trial.ts";

/** Such as `"final-batch-norm, seed 3 on leaves mlp"`. */
export function trialTitle(
  { head, seed, dataset, model }: TrialSpec,
): string {
  return `${head}, seed ${seed} on ${dataset} ${model}`;
}
