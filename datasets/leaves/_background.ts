/** What lies behind a drawn leaf: soil, a table, out-of-focus plants, sky. */
import {
  type Canvas,
  type Colour,
  type Draw,
  drawColour,
  drawSalt,
  SAMPLES,
} from "./_canvas.ts";
import { valueNoise, whiteNoise } from "./_noise.ts";

/** Two ranges of colours that a kind of background mixes, and its grain. */
interface Scenery {
  readonly dark: readonly [Colour, Colour];
  readonly light: readonly [Colour, Colour];
  /** Waves of the mixture over half the image, least and most. */
  readonly waves: readonly [number, number];
  /** Strength of the fine grain, most. */
  readonly grain: number;
}

const SOIL: Scenery = {
  dark: [[0.16, 0.11, 0.08], [0.34, 0.23, 0.15]],
  light: [[0.4, 0.29, 0.19], [0.62, 0.48, 0.34]],
  waves: [2, 6],
  grain: 0.35,
};
const TABLE: Scenery = {
  dark: [[0.3, 0.3, 0.32], [0.62, 0.6, 0.58]],
  light: [[0.5, 0.5, 0.52], [0.85, 0.84, 0.82]],
  waves: [0.4, 1.2],
  grain: 0.06,
};
const FOLIAGE: Scenery = {
  dark: [[0.05, 0.12, 0.05], [0.16, 0.26, 0.12]],
  light: [[0.25, 0.42, 0.14], [0.5, 0.6, 0.28]],
  waves: [1, 3],
  grain: 0.05,
};
const GRASS: Scenery = {
  dark: [[0.12, 0.2, 0.06], [0.3, 0.36, 0.14]],
  light: [[0.38, 0.5, 0.2], [0.62, 0.62, 0.34]],
  waves: [3, 7],
  grain: 0.2,
};
const SKY: Scenery = {
  dark: [[0.42, 0.55, 0.68], [0.7, 0.76, 0.8]],
  light: [[0.72, 0.8, 0.88], [0.95, 0.96, 0.96]],
  waves: [0.4, 1.5],
  grain: 0.03,
};
/** Fallen leaves: browns and oranges that are no sign of disease. */
const LITTER: Scenery = {
  dark: [[0.2, 0.14, 0.09], [0.36, 0.26, 0.14]],
  light: [[0.52, 0.38, 0.22], [0.68, 0.56, 0.36]],
  waves: [1.5, 4],
  grain: 0.2,
};
const SCENERIES = [SOIL, TABLE, FOLIAGE, GRASS, SKY, LITTER, TABLE, FOLIAGE];

/**
 * Fills a canvas with a background as photographs have it.
 *
 * @param canvas What is painted on.
 * @param draw The image's stream.
 */
export function paintBackground(canvas: Canvas, draw: Draw): void {
  const { height, width, colour } = canvas;
  const scenery = SCENERIES[Math.floor(draw(0, SCENERIES.length))]!;
  const dark = drawColour(draw, scenery.dark);
  const light = drawColour(draw, scenery.light);
  const scale = 2 / Math.min(height, width);
  const stretch = draw(0.5, 1);
  const waves = draw(...scenery.waves);
  const slopeX = draw(-0.35, 0.35);
  const slopeY = draw(-0.35, 0.35);
  const strength = draw(0, scenery.grain);
  const mixture = valueNoise(drawSalt(draw));
  const grain = whiteNoise(drawSalt(draw));

  // Out of focus anyway: one value a pixel is enough.
  for (let row = 0, i = 0; row < height; row++) {
    const y = row * scale - 1;
    for (let column = 0; column < width; column++) {
      const x = column * scale - 1;
      const mixed = mixture(x * waves, y * waves * stretch) * 1.3 - 0.15 +
        slopeX * x + slopeY * y;
      const t = mixed < 0 ? 0 : mixed > 1 ? 1 : mixed;
      const gain = 1 + strength * (grain(column, row) - 0.5);
      for (let sample = 0; sample < SAMPLES; sample++, i += 3) {
        colour[i] = gain * (dark[0] + t * (light[0] - dark[0]));
        colour[i + 1] = gain * (dark[1] + t * (light[1] - dark[1]));
        colour[i + 2] = gain * (dark[2] + t * (light[2] - dark[2]));
      }
    }
  }
}
