/** The outline and the pose of a drawn leaf. */
import { BLADE, type Canvas, type Draw, SAMPLES, STEM } from "./_canvas.ts";
import { wave } from "./_noise.ts";

/**
 * Lays a blade with its stem onto a canvas: fills `part`, `along`, `across`
 * and `inward`, paints nothing.
 *
 * @param canvas What the leaf lies on.
 * @param draw The image's stream.
 */
export function layBlade(canvas: Canvas, draw: Draw): void {
  const { height, width, part, along, across, inward } = canvas;
  const toBlade = drawPose(draw);
  const reachAt = drawOutline(draw);
  const stemWidth = draw(0.025, 0.045);
  const stemLength = draw(0.1, 0.7);
  const scale = 2 / Math.min(height, width);
  const place = { along: 0, across: 0 };

  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let sample = 0; sample < SAMPLES; sample++, i++) {
        const within = (sample + 0.5) / SAMPLES;
        const x = (column + within - width / 2) * scale;
        const y = (row + within - height / 2) * scale;
        toBlade({ x, y }, place);
        const off = Math.abs(place.across);
        const reach = off < 1 ? reachAt(place.along, place.across) : 0;
        along[i] = place.along;
        across[i] = place.across;
        inward[i] = reach > 0 ? 1 - off / reach : -1;
        if (off < reach) part[i] = BLADE;
        else if (
          off < stemWidth && place.along < -0.9 && place.along > -1 - stemLength
        ) part[i] = STEM;
      }
    }
  }
}

/** Where a leaf lies: turned, moved, scaled, tilted and bent. */
function drawPose(draw: Draw) {
  const turns = draw(0, 1);
  const cosine = wave(turns + 0.25);
  const sine = wave(turns);
  const size = draw(0.95, 1.25);
  const left = draw(-0.15, 0.15);
  const top = draw(-0.15, 0.15);
  const tiltX = draw(-0.18, 0.18);
  const tiltY = draw(-0.18, 0.18);
  const bend = draw(-0.35, 0.35);
  return (
    { x, y }: { x: number; y: number },
    place: { along: number; across: number },
  ) => {
    const depth = size * (1 + tiltX * x + tiltY * y);
    const dx = (x - left) / depth;
    const dy = (y - top) / depth;
    const u = dx * cosine + dy * sine;
    place.along = u;
    place.across = dy * cosine - dx * sine - bend * (u * u - 0.3);
  };
}

/** How far the margin is from the midrib: entire, serrate, lobed or wavy. */
function drawOutline(draw: Draw): (along: number, across: number) => number {
  const breadth = draw(0.48, 0.76);
  const point = draw(0, 1);
  const skew = draw(-0.1, 0.35);
  const teeth = draw(0, 1) < 0.5 ? draw(0.04, 0.13) : 0;
  const toothCount = draw(3, 7);
  const lobes = draw(0, 1) < 0.25 ? draw(0.08, 0.22) : 0;
  const lobeCount = draw(1, 1.8);
  const unevenness = draw(0.01, 0.06);
  const phase = draw(0, 1);
  return (along, across) => {
    const t = 1 - along * along;
    if (t <= 0) return 0;
    const root = Math.sqrt(t);
    const side = across < 0 ? 0 : 0.4;
    const tooth = along * toothCount + side;
    return breadth * (root + point * (t - root)) * (1 - skew * along) *
      (1 + teeth * (tooth - Math.floor(tooth) - 0.5)) *
      (1 + lobes * wave(along * lobeCount + 0.2)) *
      (1 + unevenness * wave(along * 1.3 + side + phase));
  };
}
