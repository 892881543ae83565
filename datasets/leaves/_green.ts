/** The living colour of a drawn leaf: its green, its veins, its relief. */
import {
  BACKGROUND,
  BLADE,
  type Canvas,
  type Colour,
  type Draw,
  drawColour,
  drawSalt,
} from "./_canvas.ts";
import { ease, valueNoise, whiteNoise } from "./_noise.ts";

const YELLOWISH: Colour = [0.46, 0.58, 0.17];
const PLAIN: Colour = [0.24, 0.47, 0.15];
const BLUISH: Colour = [0.17, 0.4, 0.25];

/**
 * Paints the blade and the stem with the colours of living tissue.
 *
 * @param canvas What is painted on; the blade has been laid.
 * @param draw The image's stream.
 */
export function paintGreen(canvas: Canvas, draw: Draw): void {
  const { part, along, across, inward, colour } = canvas;
  const [red, green, blue] = drawColour(draw, [
    PLAIN,
    draw(0, 1) < 0.5 ? YELLOWISH : BLUISH,
  ]);
  const value = draw(0.7, 1.25);
  const fold = draw(-0.16, 0.16);
  const curl = draw(-0.25, 0.15);
  const mottling = draw(0.05, 0.3);
  const texture = draw(0.02, 0.2);
  const mottle = valueNoise(drawSalt(draw));
  const fine = whiteNoise(drawSalt(draw));
  const vein = drawVeins(draw);

  for (let at = 0; at < part.length; at++) {
    if (part[at] === BACKGROUND) continue;
    const u = along[at]!;
    const v = across[at]!;
    const relief = part[at] === BLADE
      ? 1 + (v < 0 ? fold : -fold) + curl * (1 - inward[at]!)
      : 1.1;
    const gain = value * relief * (1 + mottling * (mottle(u * 3, v * 3) - 0.5) +
      texture * (fine(at, 0) - 0.5));
    const pale = part[at] === BLADE ? vein(u, v) : 0.3;
    // Veins hold less chlorophyll: they lose blue least and gain red most.
    colour[3 * at] = gain * (red + pale * 0.32);
    colour[3 * at + 1] = gain * (green + pale * 0.24);
    colour[3 * at + 2] = gain * (blue + pale * 0.16);
  }
}

/** How much of a vein lies at a place, 0 to about 1; negative beside it. */
function drawVeins(draw: Draw): (along: number, across: number) => number {
  const midrib = draw(0.3, 1);
  const midribWidth = draw(0.02, 0.045);
  const sides = draw(0, 0.6);
  const count = draw(2.5, 6);
  const slant = draw(0.5, 1.3);
  const alternate = draw(0, 0.5);
  const quilting = draw(0, 0.25);
  return (along, across) => {
    const off = Math.abs(across);
    const taper = midribWidth * (1.3 - 0.6 * along);
    const rib = midrib * ease(1.6 - off / taper);
    const phase = (along - slant * off) * count + (across < 0 ? alternate : 0);
    const between = Math.abs(phase - Math.floor(phase) - 0.5) * 2;
    const side = sides * ease((between - 0.6) * 2.5) * (1 - 0.8 * off);
    return Math.max(rib, side) - quilting * (1 - between) * 0.5;
  };
}
