/** What a leaf gets from age, insects, soil and weather without being ill. */
import {
  BACKGROUND,
  BLADE,
  type Canvas,
  type Colour,
  dipBrush,
  type Draw,
  drawColour,
  drawSalt,
} from "./_canvas.ts";
import { ease, valueNoise, whiteNoise } from "./_noise.ts";

const SENESCENT: Colour = [0.66, 0.62, 0.2];
const SCORCHED: Colour = [0.42, 0.28, 0.14];
const BRUISED: Colour = [0.3, 0.33, 0.14];
const WAXY: Colour = [0.9, 0.95, 0.93];
const DUSTS = [[0.55, 0.48, 0.38], [0.75, 0.74, 0.7]] as const;
const SOILS = [[0.16, 0.1, 0.06], [0.5, 0.36, 0.22]] as const;

/**
 * Paints the blemishes of any leaf, ill or not, each with its own chance: so
 * that a brown fleck or a pale film is not yet a sign of disease.
 *
 * @param canvas What is painted on; the blade is green.
 * @param draw The image's stream.
 */
export function paintBlemishes(canvas: Canvas, draw: Draw): void {
  if (draw(0, 1) < 0.35) paintYellowing(canvas, draw);
  if (draw(0, 1) < 0.15) paintScorch(canvas, draw);
  if (draw(0, 1) < 0.25) paintDust(canvas, draw);
  if (draw(0, 1) < 0.35) {
    paintFlecks(canvas, draw, {
      colour: drawColour(draw, SOILS),
      count: draw(1, 5),
      radius: draw(0.02, 0.05),
      cover: draw(0.4, 0.9),
    });
  }
  if (draw(0, 1) < 0.25) {
    paintFlecks(canvas, draw, {
      colour: BRUISED,
      count: draw(1, 3),
      radius: draw(0.05, 0.12),
      cover: draw(0.15, 0.5),
    });
  }
  if (draw(0, 1) < 0.15) {
    paintFlecks(canvas, draw, {
      colour: WAXY,
      count: draw(1, 7),
      radius: draw(0.02, 0.04),
      cover: draw(0.5, 0.9),
    });
  }
}

/** Ageing tissue: soft yellow areas, stronger towards the margin. */
function paintYellowing(canvas: Canvas, draw: Draw): void {
  const { part, along, across, inward } = canvas;
  const yellow = dipBrush(canvas, SENESCENT);
  const most = draw(0.1, 0.5);
  const marginal = draw(0, 1);
  const area = valueNoise(drawSalt(draw));
  for (let at = 0; at < part.length; at++) {
    if (part[at] !== BLADE) continue;
    const patch = ease(2 * area(along[at]! * 2, across[at]! * 2) - 0.6);
    const rim = ease(1 - 1.8 * inward[at]!);
    yellow(at, most * (patch + marginal * (rim - patch)));
  }
}

/** A small dry tip, as wind and salt make it. */
function paintScorch(canvas: Canvas, draw: Draw): void {
  const { part, along } = canvas;
  const brown = dipBrush(canvas, SCORCHED);
  const start = draw(0.86, 0.96);
  const cover = draw(0.3, 0.8);
  for (let at = 0; at < part.length; at++) {
    if (part[at] !== BLADE) continue;
    brown(at, cover * ease((along[at]! - start) * 20));
  }
}

/** A thin film of dust over the whole blade. */
function paintDust(canvas: Canvas, draw: Draw): void {
  const { part, along, across } = canvas;
  const dust = dipBrush(canvas, drawColour(draw, DUSTS));
  const cover = draw(0.05, 0.3);
  const area = valueNoise(drawSalt(draw));
  const speck = whiteNoise(drawSalt(draw));
  for (let at = 0; at < part.length; at++) {
    if (part[at] === BACKGROUND) continue;
    const film = 0.5 + 0.5 * area(along[at]! * 2.5, across[at]! * 2.5);
    dust(at, cover * film * (0.6 + 0.8 * speck(at, 0)));
  }
}

/** Small round marks in one colour; lengths in half lengths of the blade. */
interface Flecks {
  readonly colour: Colour;
  readonly count: number;
  readonly radius: number;
  readonly cover: number;
}

/** Soil flecks, bruises or drops of dew, strewn over the blade. */
function paintFlecks(canvas: Canvas, draw: Draw, flecks: Flecks): void {
  const { part, along, across } = canvas;
  const mark = dipBrush(canvas, flecks.colour);
  for (let left = Math.floor(flecks.count); left > 0; left--) {
    const u = draw(-0.85, 0.85);
    const v = draw(-0.5, 0.5);
    const radius = flecks.radius * draw(0.7, 1.4);
    const stretch = draw(0.6, 1.6);
    for (let at = 0; at < part.length; at++) {
      if (part[at] !== BLADE) continue;
      const du = along[at]! - u;
      const dv = (across[at]! - v) * stretch;
      const square = (du * du + dv * dv) / (radius * radius);
      if (square < 2) mark(at, flecks.cover * ease(2 - square));
    }
  }
}
