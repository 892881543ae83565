/** Blight, drawn. */
import {
  BLADE,
  type Canvas,
  dipBrush,
  type Draw,
  drawColour,
  drawSalt,
} from "./_canvas.ts";
import { drawSeverity, HALO, pickSample } from "./_lesion.ts";
import { ease, valueNoise } from "./_noise.ts";

const BLIGHTS = [[0.26, 0.16, 0.09], [0.55, 0.4, 0.24]] as const;
const RIMS = [[0.14, 0.07, 0.04], [0.28, 0.13, 0.07]] as const;

/**
 * Blight: one or two irregular necroses that spread from the margin or the
 * tip, with darker and paler zones and a chlorotic border.
 *
 * @param canvas What is painted on; the blade is green.
 * @param draw The image's stream.
 */
export function paintBlight(canvas: Canvas, draw: Draw): void {
  const { part, along, across } = canvas;
  const severity = drawSeverity(draw);
  const dead = dipBrush(canvas, drawColour(draw, BLIGHTS));
  const dark = dipBrush(canvas, drawColour(draw, RIMS));
  const chlorotic = dipBrush(canvas, HALO);
  const border = draw(0.06, 0.16);
  const zones = draw(0, 0.5);
  const uneven = valueNoise(drawSalt(draw));
  const fine = valueNoise(drawSalt(draw));

  for (let left = draw(0, 1) < 0.3 ? 2 : 1; left > 0; left--) {
    const target = pickSample(canvas, draw, { most: 0.2 });
    const u = along[target]!;
    const v = across[target]!;
    const size = (0.27 + 0.71 * severity) * draw(0.8, 1);
    for (let at = 0; at < part.length; at++) {
      if (part[at] !== BLADE) continue;
      const du = along[at]! - u;
      const dv = across[at]! - v;
      const rough = (0.4 + 0.5 * size) *
        (uneven(along[at]! * 4, across[at]! * 4) - 0.5);
      const outside = Math.sqrt(du * du + dv * dv) + rough * 0.6 - size;
      if (outside > border) continue;
      if (outside > 0) chlorotic(at, 0.75 * ease(1 - outside / border));
      else {
        dead(at, 0.9);
        const zone = Math.abs(outside) * 9;
        const band = zone - Math.floor(zone);
        const grain = fine(along[at]! * 10, across[at]! * 10);
        dark(at, zones * band * (0.4 + grain) + 0.25 * grain);
      }
    }
  }
}
