/** How much a trial has to do, whatever it is done on. */
import type { TrialSpec } from "./trial.ts";

/** Images that a trial trains on. */
export function drawnImages(
  { majority, minority, majorityCount, minorityCount }: Pick<
    TrialSpec,
    "majority" | "minority" | "majorityCount" | "minorityCount"
  >,
): number {
  return majority.length * majorityCount + minority.length * minorityCount;
}

/** The same, counted in each epoch. */
export function trainedImages(spec: TrialSpec): number {
  return spec.epochs * drawnImages(spec);
}
