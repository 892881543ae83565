/** What the signs of all drawn leaf diseases share. */
import {
  BLADE,
  type Canvas,
  type Colour,
  type Draw,
  SAMPLES,
} from "./_canvas.ts";

/** Living tissue that loses its green around dead tissue. */
export const HALO: Colour = [0.74, 0.7, 0.22];

/**
 * Draws how far a disease has come: early stages are the more frequent, as the
 * task is to see a disease before it is plain.
 *
 * @param draw The image's stream.
 * @returns A number from 0, first signs, to 1, severe.
 */
export function drawSeverity(draw: Draw): number {
  const uniform = draw(0, 1);
  return uniform * Math.sqrt(uniform);
}

/** Which part of the blade a lesion may start from. */
export interface PickOptions {
  /**
   * Least place between margin (0) and midrib (1).
   *
   * @default {0}
   */
  least?: number;
  /**
   * Greatest such place.
   *
   * @default {1}
   */
  most?: number;
}

/**
 * Picks a sample for a lesion to start from, away from the image's rim, so
 * that the lesion is in the picture.
 *
 * @param canvas What is painted on; the blade has been laid.
 * @param draw The image's stream.
 * @param options The part of the blade.
 * @returns The offset of the sample; on images of a few pixels it may lie
 * elsewhere.
 */
export function pickSample(
  canvas: Canvas,
  draw: Draw,
  options: PickOptions,
): number {
  const { height, width, part, inward } = canvas;
  const { least = 0, most = 1 } = options;
  let at = 0;
  // A blade covers a good part of an image: a few tries are enough.
  for (let tries = 0; tries < 500; tries++) {
    const row = Math.floor(draw(0.08, 0.92) * height);
    const column = Math.floor(draw(0.08, 0.92) * width);
    at = (row * width + column) * SAMPLES;
    const place = inward[at]!;
    if (part[at] === BLADE && place >= least && place <= most) break;
  }
  return at;
}
