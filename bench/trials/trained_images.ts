/** How much a trial has to do, whatever it is done on. */
import { classCounts } from "../../datasets/class_counts.ts";
import type { TrialSpec } from "./trial.ts";

/** Images that a trial trains on. */
export function drawnImages(
  { majority, minority, majorityCount, minorityCount, imbalance }: Pick<
    TrialSpec,
    "majority" | "minority" | "majorityCount" | "minorityCount" | "imbalance"
  >,
): number {
  return classCounts({
    majority: majority.length,
    minority: minority.length,
    majorityCount,
    minorityCount,
    imbalance,
  }).reduce((sum, count) => sum + count, 0);
}

/** The same, counted in each epoch. */
export function trainedImages(spec: TrialSpec): number {
  return spec.epochs * drawnImages(spec);
}
