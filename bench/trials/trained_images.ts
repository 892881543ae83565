/** How much a trial has to do, whatever it is done on. */
import type { TrialSpec } from "./trial.ts";

/** Images that a trial trains on, counted in each epoch. */
export function trainedImages(spec: TrialSpec): number {
  const { majority, minority, majorityCount, minorityCount, epochs } = spec;
  return epochs *
    (majority.length * majorityCount + minority.length * minorityCount);
}
