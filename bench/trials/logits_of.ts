/** How many logits a trial's network has. */
import { countLogits } from "../../models/training/outputs.ts";
import type { TrialSpec } from "./trial.ts";

/** Logits of a trial: one a class, except for a single logit. */
export function logitsOf(
  { outputs, majority, minority }: Pick<
    TrialSpec,
    "outputs" | "majority" | "minority"
  >,
): number {
  return countLogits(outputs, majority.length + minority.length);
}
