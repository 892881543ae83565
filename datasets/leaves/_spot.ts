/** Leaf spot, drawn. */
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

const NECROSES = [[0.32, 0.19, 0.09], [0.6, 0.43, 0.24]] as const;
const RIMS = [[0.14, 0.07, 0.04], [0.28, 0.13, 0.07]] as const;

/**
 * Leaf spot: few round necrotic lesions with a dark rim and a yellow halo.
 *
 * @param canvas What is painted on; the blade is green.
 * @param draw The image's stream.
 */
export function paintSpots(canvas: Canvas, draw: Draw): void {
  const severity = drawSeverity(draw);
  const count = 1 + Math.floor(draw(0, 3) + 7 * severity);
  const core = dipBrush(canvas, drawColour(draw, NECROSES));
  const rim = dipBrush(canvas, drawColour(draw, RIMS));
  const halo = dipBrush(canvas, HALO);
  const haloCover = draw(0.5, 0.9);
  const largest = 0.12 + 0.07 * severity + draw(0, 0.03);
  const uneven = valueNoise(drawSalt(draw));
  const { part, along, across } = canvas;

  for (let left = count; left > 0; left--) {
    const target = pickSample(canvas, draw, { least: 0.2 });
    const u = along[target]!;
    const v = across[target]!;
    const radius = largest * draw(0.6, 1);
    for (let at = 0; at < part.length; at++) {
      if (part[at] !== BLADE) continue;
      const du = along[at]! - u;
      const dv = across[at]! - v;
      const square = (du * du + dv * dv) / (radius * radius);
      if (square > 6) continue;
      const r = Math.sqrt(square) *
        (0.75 + 0.5 * uneven(along[at]! * 9, across[at]! * 9));
      if (r > 1) halo(at, haloCover * ease((1.9 - r) * 1.2));
      else if (r > 0.65) rim(at, 0.85);
      else core(at, 0.85);
    }
  }
}
