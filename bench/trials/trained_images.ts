/** How much a trial has to do, whatever it is done on. */
import { classCounts } from "../../datasets/class_counts.ts";
import type { TrialSpec } from "./trial.ts";

/** What decides how many images of each class are drawn for training. */
type Drawn = Pick<
  TrialSpec,
  "majority" | "minority" | "majorityCount" | "minorityCount" | "imbalance"
>;

/** Images of each class that a trial trains on, majority classes first. */
export function trainedCounts(
  { majority, minority, majorityCount, minorityCount, imbalance }: Drawn,
): number[] {
  return classCounts({
    majority: majority.length,
    minority: minority.length,
    majorityCount,
    minorityCount,
    imbalance,
  });
}

/** Images that a trial trains on. */
export function drawnImages(spec: Drawn): number {
  return trainedCounts(spec).reduce((sum, count) => sum + count, 0);
}

/** The same, counted in each epoch. */
export function trainedImages(spec: TrialSpec): number {
  return spec.epochs * drawnImages(spec);
}
