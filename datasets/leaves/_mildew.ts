/** Powdery mildew, drawn. */
import {
  BLADE,
  type Canvas,
  dipBrush,
  type Draw,
  drawColour,
  drawSalt,
} from "./_canvas.ts";
import { drawSeverity, pickSample } from "./_lesion.ts";
import { ease, valueNoise, whiteNoise } from "./_noise.ts";

const POWDERS = [[0.8, 0.82, 0.78], [0.96, 0.96, 0.94]] as const;

/**
 * Powdery mildew: whitish colonies with fuzzy edges that run together, grainy,
 * the green shining through.
 *
 * @param canvas What is painted on; the blade is green.
 * @param draw The image's stream.
 */
export function paintMildew(canvas: Canvas, draw: Draw): void {
  const { part, along, across } = canvas;
  const severity = drawSeverity(draw);
  const powder = dipBrush(canvas, drawColour(draw, POWDERS));
  const count = 1 + Math.floor(draw(0, 3) + 8 * severity);
  const most = 0.53 + 0.15 * severity + draw(0, 0.2);
  const grain = draw(0.1, 0.35);
  const ragged = valueNoise(drawSalt(draw));
  const fine = whiteNoise(drawSalt(draw));

  for (let left = count; left > 0; left--) {
    const target = pickSample(canvas, draw, { least: 0.2 });
    const u = along[target]!;
    const v = across[target]!;
    const radius = draw(0.2, 0.36);
    for (let at = 0; at < part.length; at++) {
      if (part[at] !== BLADE) continue;
      const du = along[at]! - u;
      const dv = across[at]! - v;
      const square = (du * du + dv * dv) / (radius * radius);
      if (square > 2) continue;
      const r = Math.sqrt(square) +
        0.8 * (ragged(along[at]! * 7, across[at]! * 7) - 0.5);
      powder(at, most * ease(1.5 * (1 - r)) * (1 - grain * fine(at, 0)));
    }
  }
}
