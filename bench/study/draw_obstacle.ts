/** Whether a data set has the images that are asked of it. */
import {
  type Drawable,
  type DrawnSpec,
  drawTrial,
} from "../trials/draw_trial.ts";

/**
 * Draws once, to see whether it can be done.
 *
 * @returns Why not, if so.
 */
export function drawObstacle(
  dataset: Drawable,
  spec: Omit<DrawnSpec, "seed">,
): string | undefined {
  try {
    drawTrial(dataset, { ...spec, seed: 1 });
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
