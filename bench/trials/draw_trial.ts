/** The images that a trial is trained and tested on. */
import { classIndex, type Dataset } from "../../datasets/dataset.ts";
import { type Draw, drawImbalanced } from "../../datasets/draw.ts";
import type { TrialSpec } from "./trial.ts";

/** The images that there are to draw from. */
export type Drawable = Pick<Dataset, "name" | "classes" | "train" | "test">;

/** What of a spec decides its draw. */
export type DrawnSpec = Pick<
  TrialSpec,
  | "majority"
  | "minority"
  | "majorityCount"
  | "minorityCount"
  | "testCount"
  | "imbalance"
  | "rareDraw"
  | "seed"
>;

/**
 * Draws a trial's images, with classes by their names.
 *
 * @throws {RangeError} If there is no such class, or it has too few images.
 */
export function drawTrial(dataset: Drawable, spec: DrawnSpec): Draw {
  const { majorityCount, minorityCount, imbalance } = spec;
  const { testCount, rareDraw, seed } = spec;
  const indices = (names: readonly string[]) =>
    names.map((wanted) => classIndex(dataset, wanted));
  return drawImbalanced(dataset, {
    majority: indices(spec.majority),
    minority: indices(spec.minority),
    majorityCount,
    minorityCount,
    imbalance,
    testCount,
    rareDraw,
    seed,
  });
}
