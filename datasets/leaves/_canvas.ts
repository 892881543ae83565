/** What the layers of a drawn leaf are painted on, and how they draw lots. */
import { mersenne } from "pure-rand/generator/mersenne";
import { scramble } from "./_noise.ts";

/**
 * Samples of a pixel, side by side in the arrays. They lie on its diagonal, so
 * that two of them smooth margins and veins of any direction but one.
 */
export const SAMPLES = 2;

/** Red, green and blue, each about 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A uniform number in [low, high); each call gives the next one. */
export type Draw = (low: number, high: number) => number;

/** What a sample shows. */
export const BACKGROUND = 0, BLADE = 1, STEM = 2;

/**
 * The samples of one image, pixel by pixel and row by row; all arrays share
 * their order.
 */
export interface Canvas {
  /** Pixels in a column. */
  readonly height: number;
  /** Pixels in a row. */
  readonly width: number;
  /** Colours, three numbers a sample. */
  readonly colour: Float32Array;
  /** `BACKGROUND`, `BLADE` or `STEM`. */
  readonly part: Uint8Array;
  /** Place along the midrib: -1 at the base, 1 at the tip. */
  readonly along: Float32Array;
  /** Distance from the midrib in half lengths, with a side. */
  readonly across: Float32Array;
  /** 1 on the midrib, 0 on the margin, below 0 off the blade. */
  readonly inward: Float32Array;
}

/**
 * Makes an empty canvas.
 *
 * @param height Pixels in a column of the image.
 * @param width Pixels in a row of the image.
 * @returns A canvas with `SAMPLES` samples a pixel.
 */
export function createCanvas(height: number, width: number): Canvas {
  const samples = height * width * SAMPLES;
  return {
    height,
    width,
    colour: new Float32Array(3 * samples),
    part: new Uint8Array(samples),
    along: new Float32Array(samples),
    across: new Float32Array(samples),
    inward: new Float32Array(samples),
  };
}

/**
 * Starts the stream of uniform numbers that one image is drawn from.
 *
 * @param keys 32-bit integers that name the image; when one changes and the
 * others stay, the generator's seed is never the same.
 * @returns The stream.
 */
export function createDraw(keys: readonly number[]): Draw {
  const seed = keys.reduce((state, key) => scramble(state ^ scramble(key)), 0);
  const generator = mersenne(seed);
  return (low, high) =>
    low + (high - low) * ((generator.next() >>> 0) / 0x1_0000_0000);
}

/**
 * Draws the salt of a noise.
 *
 * @param draw The image's stream.
 * @returns An integer in [0, 2^31).
 */
export function drawSalt(draw: Draw): number {
  return Math.floor(draw(0, 0x8000_0000));
}

/**
 * Draws a colour between two.
 *
 * @param draw The image's stream.
 * @param ends The two colours.
 * @returns A colour on the line from one to the other.
 */
export function drawColour(
  draw: Draw,
  ends: readonly [Colour, Colour],
): Colour {
  const [from, to] = ends;
  const t = draw(0, 1);
  return [
    from[0] + t * (to[0] - from[0]),
    from[1] + t * (to[1] - from[1]),
    from[2] + t * (to[2] - from[2]),
  ];
}

/**
 * Dips a brush into a colour.
 *
 * @param canvas What is painted on.
 * @param colour The colour.
 * @returns A function that covers the sample at an offset with that colour;
 * the cover is 0 for nothing to 1 for opaque.
 */
export function dipBrush(
  canvas: Canvas,
  colour: Colour,
): (at: number, cover: number) => void {
  const pixels = canvas.colour;
  const [red, green, blue] = colour;
  return (at, cover) => {
    const i = 3 * at;
    pixels[i]! += cover * (red - pixels[i]!);
    pixels[i + 1]! += cover * (green - pixels[i + 1]!);
    pixels[i + 2]! += cover * (blue - pixels[i + 2]!);
  };
}
