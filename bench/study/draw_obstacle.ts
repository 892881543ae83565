/** Whether a data set has the images that are asked of it. */
import { classIndex, type Dataset } from "../../datasets/dataset.ts";
import { drawImbalanced } from "../../datasets/draw.ts";
import type { TrialSpec } from "../trials/trial.ts";

/** The images that there are to draw from. */
export type Drawable = Pick<Dataset, "name" | "classes" | "train" | "test">;

/** What of a spec decides its draw. */
export type Drawn = Pick<
  TrialSpec,
  "majority" | "minority" | "majorityCount" | "minorityCount" | "testCount"
>;

/**
 * Draws once, to see whether it can be done.
 *
 * @returns Why not, if so.
 */
export function drawObstacle(
  dataset: Drawable,
  drawn: Drawn,
): string | undefined {
  const indices = (names: readonly string[]) =>
    names.map((wanted) => classIndex(dataset, wanted));
  try {
    drawImbalanced(dataset, {
      ...drawn,
      majority: indices(drawn.majority),
      minority: indices(drawn.minority),
      seed: 1,
    });
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
