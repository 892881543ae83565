/** Light and camera: what turns a painted leaf into a photograph. */
import {
  BACKGROUND,
  BLADE,
  type Canvas,
  type Draw,
  drawSalt,
  SAMPLES,
} from "./_canvas.ts";
import { ease, valueNoise, wave, whiteNoise } from "./_noise.ts";

/** An image of floats, height x width x 3, while the camera works on it. */
interface Frame {
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
}

/**
 * Lights a canvas and takes its picture.
 *
 * @param canvas A painted canvas; its colours are changed.
 * @param draw The image's stream.
 * @returns The bytes of the image, height x width x 3.
 */
export function photograph(canvas: Canvas, draw: Draw): Uint8Array {
  castShadow(canvas, draw);
  if (draw(0, 1) < 0.45) shine(canvas, draw);
  const frame = shrink(canvas);
  light(frame, draw);
  blur(frame, draw);
  return expose(frame, draw);
}

/** Darkens the background beside the leaf, on the side away from the light. */
function castShadow(canvas: Canvas, draw: Draw): void {
  const { height, width, part, colour } = canvas;
  const shiftX = Math.round(draw(-0.09, 0.09) * width);
  const shiftY = Math.round(draw(-0.09, 0.09) * height);
  const kept = draw(0.45, 1);
  for (let at = 0; at < part.length; at++) {
    if (part[at] !== BACKGROUND) continue;
    const pixel = Math.floor(at / SAMPLES);
    const row = Math.floor(pixel / width);
    const y = row - shiftY;
    const x = pixel - row * width - shiftX;
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    if (part[(y * width + x) * SAMPLES] === BACKGROUND) continue;
    colour[3 * at]! *= kept;
    colour[3 * at + 1]! *= kept;
    colour[3 * at + 2]! *= kept;
  }
}

/** A reflection of the sky on a glossy blade: broad, soft, bluish white. */
function shine(canvas: Canvas, draw: Draw): void {
  const { part, along, across, colour } = canvas;
  const u = draw(-0.7, 0.7);
  const v = draw(-0.35, 0.35);
  const length = draw(0.15, 0.6);
  const breadth = draw(0.08, 0.3);
  const strength = draw(0.05, 0.38);
  for (let at = 0; at < part.length; at++) {
    if (part[at] !== BLADE) continue;
    const du = (along[at]! - u) / length;
    const dv = (across[at]! - v) / breadth;
    const added = strength * ease(1 - 0.5 * (du * du + dv * dv));
    colour[3 * at]! += added * (0.85 - colour[3 * at]!);
    colour[3 * at + 1]! += added * (0.92 - colour[3 * at + 1]!);
    colour[3 * at + 2]! += added * (0.95 - colour[3 * at + 2]!);
  }
}

/** Averages the samples of each pixel. */
function shrink(canvas: Canvas): Frame {
  const { height, width, colour } = canvas;
  const pixels = new Float32Array(height * width * 3);
  for (let to = 0, i = 0; to < pixels.length; to += 3) {
    for (let sample = 0; sample < SAMPLES; sample++, i += 3) {
      pixels[to]! += colour[i]! / SAMPLES;
      pixels[to + 1]! += colour[i + 1]! / SAMPLES;
      pixels[to + 2]! += colour[i + 2]! / SAMPLES;
    }
  }
  return { pixels, height, width };
}

/** Sun from one side, and in some pictures the soft shadow of something. */
function light(frame: Frame, draw: Draw): void {
  const { pixels, height, width } = frame;
  const turns = draw(0, 1);
  const slope = draw(0, 0.3);
  const slopeX = slope * wave(turns + 0.25) * 2 / width;
  const slopeY = slope * wave(turns) * 2 / height;
  const shade = draw(0, 1) < 0.35 ? draw(0.15, 0.5) : 0;
  const scale = draw(2, 5) / Math.min(height, width);
  const edge = valueNoise(drawSalt(draw));
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i += 3) {
      const shadow = shade > 0
        ? shade * ease(4 * edge(column * scale, row * scale) - 1.5)
        : 0;
      const gain = (1 - shadow) *
        (1 + slopeX * (column - width / 2) + slopeY * (row - height / 2));
      pixels[i]! *= gain;
      pixels[i + 1]! *= gain;
      pixels[i + 2]! *= gain;
    }
  }
}

/** Lens blur: a binomial of three pixels, along rows and then columns. */
function blur(frame: Frame, draw: Draw): void {
  const { pixels, height, width } = frame;
  const side = 0.25 * draw(0, 1);
  const rowLength = 3 * width;
  for (let row = 0; row < height; row++) {
    const start = row * rowLength;
    blurLine(pixels, { start, count: width, stride: 3, side });
  }
  for (let column = 0; column < width; column++) {
    const start = 3 * column;
    blurLine(pixels, { start, count: height, stride: rowLength, side });
  }
}

/** Blurs one row or column in place; the end pixels stand in beyond it. */
function blurLine(
  pixels: Float32Array,
  line: { start: number; count: number; stride: number; side: number },
): void {
  const { start, count, stride, side } = line;
  for (let channel = 0; channel < 3; channel++) {
    let at = start + channel;
    let before = pixels[at]!;
    for (let left = count; left > 0; left--, at += stride) {
      const here = pixels[at]!;
      const after = left > 1 ? pixels[at + stride]! : here;
      pixels[at] = here + side * (before + after - 2 * here);
      before = here;
    }
  }
}

/** Exposure, white balance, contrast and sensor noise, then rounding. */
function expose(frame: Frame, draw: Draw): Uint8Array {
  const { pixels } = frame;
  const exposure = draw(0.75, 1.3);
  const warmth = draw(-0.1, 0.1);
  const tint = draw(-0.04, 0.04);
  const gains = [1 + warmth, 1 + tint, 1 - warmth];
  const contrast = draw(0.8, 1.2);
  const noise = draw(0.01, 0.05);
  const grain = whiteNoise(drawSalt(draw));
  const bytes = new Uint8Array(pixels.length);
  for (let i = 0, channel = 0; i < pixels.length; i++) {
    const exposed = pixels[i]! * exposure * gains[channel]!;
    channel = channel === 2 ? 0 : channel + 1;
    // Two uniform numbers make a triangle, near enough to a sensor's noise.
    const shot = grain(i, 0) + grain(i, 9) - 1;
    const value = 0.45 + contrast * (exposed - 0.45) + noise * shot;
    const level = Math.floor(value * 255 + 0.5);
    bytes[i] = level < 0 ? 0 : level > 255 ? 255 : level;
  }
  return bytes;
}
