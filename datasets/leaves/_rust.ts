/** Rust, drawn. */
import {
  BLADE,
  type Canvas,
  dipBrush,
  type Draw,
  drawColour,
  drawSalt,
} from "./_canvas.ts";
import { drawSeverity, HALO } from "./_lesion.ts";
import { ease, valueNoise, whiteNoise } from "./_noise.ts";

const PUSTULES = [[0.72, 0.3, 0.05], [0.87, 0.52, 0.12]] as const;

/**
 * Rust: many small orange pustules, denser in some areas than in others.
 *
 * @param canvas What is painted on; the blade is green.
 * @param draw The image's stream.
 */
export function paintRust(canvas: Canvas, draw: Draw): void {
  const { part, along, across } = canvas;
  const severity = drawSeverity(draw);
  const pustule = dipBrush(canvas, drawColour(draw, PUSTULES));
  const halo = dipBrush(canvas, HALO);
  const cells = draw(6, 9);
  const density = 0.31 + 0.55 * severity;
  const area = valueNoise(drawSalt(draw));
  const lot = whiteNoise(drawSalt(draw));
  const placeU = whiteNoise(drawSalt(draw));
  const placeV = whiteNoise(drawSalt(draw));

  // At most one pustule a cell of a grid, away from the cell's edges: a sample
  // then looks at its own cell alone.
  for (let at = 0; at < part.length; at++) {
    if (part[at] !== BLADE) continue;
    const u = along[at]! * cells;
    const v = across[at]! * cells;
    const i = Math.floor(u);
    const j = Math.floor(v);
    const chance = density * 2 * area(i * 0.3, j * 0.3);
    const ticket = lot(i, j);
    if (ticket > chance) continue;
    const du = u - i - 0.3 - 0.4 * placeU(i, j);
    const dv = v - j - 0.3 - 0.4 * placeV(i, j);
    const radius = 0.22 + 0.12 * (1 - ticket / chance);
    const r = Math.sqrt(du * du + dv * dv) / radius;
    halo(at, 0.35 * ease(2.2 - r));
    pustule(at, 0.95 * ease((1.3 - r) * 2));
  }
}
