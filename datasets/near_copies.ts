/**
 * Images that look nearly alike: the same photograph saved anew, made smaller,
 * or brighter.
 */
import type { Dataset, Split } from "./dataset.ts";

/** An image that is tested on, and one that looks nearly like it. */
export interface NearPair {
  /** Positions in the data set's parts. */
  test: number;
  train: number;
  /** Share of what varies in the image that differs: 0 for the same. */
  difference: number;
}

/** What of an image is compared. */
interface Look {
  /** A perceptual hash, 64 bits. */
  low: number;
  high: number;
  /** Grey levels of {@linkcode EDGE} by as many, of mean 0 and length 1. */
  levels: Float32Array;
}

/** The edge of the small picture that is compared. */
const EDGE = 16;

/** Coefficients of the cosine transform along each axis that make the hash. */
const WAVES = 8;

/** Bits of a hash that two near-copies may differ in. */
const MOST_BITS = 10;

/**
 * Share of the variance that may differ. A photograph that is saved anew as a
 * poor JPEG differs by 0.01 at most, another one of the same thing by 0.2.
 */
const MOST_DIFFERENCE = 0.03;

/** Images that are read at a time. */
const PAGE = 512;

/** Test images that are looked at, spread over all. */
const MOST_TESTED = 10_000;

/**
 * Finds test images that have a near-copy among the training images.
 *
 * A hash finds candidates: the signs of the lowest frequencies of a small grey
 * picture, against their median. Pictures with nearly the same hash are then
 * compared with each other.
 *
 * Source of the hash: Zauner 2010, Implementation and benchmarking of
 * perceptual image hash functions, section 3.2.1.
 *
 * @param dataset The images; of more than 10,000 test images, some are looked
 * at.
 * @returns How many were looked at and, for each test image that has one, the
 * training image most like it; the most alike first.
 */
export function nearCopies(
  { train, test, imageShape }: Pick<Dataset, "train" | "test" | "imageShape">,
): { tested: number; pairs: NearPair[] } {
  const count = test.labels.length;
  const tested = Math.min(count, MOST_TESTED);
  const chosen = Array.from(
    { length: tested },
    (_, at) => Math.floor(at * count / tested),
  );
  const find = findLike(looksOf(train, {
    chosen: [...train.labels.keys()],
    shape: imageShape,
  }));
  const looks = looksOf(test, { chosen, shape: imageShape });
  const pairs = looks.flatMap((look, at): NearPair[] => {
    const [most] = find(look).sort((one, other) =>
      one.difference - other.difference || one.at - other.at
    );
    if (most === undefined) return [];
    const { at: train, difference } = most;
    return [{ test: chosen[at] as number, train, difference }];
  });
  pairs.sort((one, other) => one.difference - other.difference);
  return { tested, pairs };
}

/**
 * Finds all pairs of images that are near-copies of each other.
 *
 * @param split The images.
 * @param imageShape Height, width and channels of each.
 * @returns Positions, the smaller first.
 */
export function nearPairs(
  split: Split,
  imageShape: Dataset["imageShape"],
): [number, number][] {
  const chosen = [...split.labels.keys()];
  const looks = looksOf(split, { chosen, shape: imageShape });
  const find = findLike(looks);
  return looks.flatMap((look, one) =>
    find(look).filter(({ at }) => at > one)
      .map(({ at }): [number, number] => [one, at])
  );
}

function looksOf(
  split: Split,
  { chosen, shape }: {
    chosen: readonly number[];
    shape: Dataset["imageShape"];
  },
): Look[] {
  const looks: Look[] = [];
  const bytes = shape[0] * shape[1] * shape[2];
  for (let from = 0; from < chosen.length; from += PAGE) {
    const page = chosen.slice(from, from + PAGE);
    const images = split.images(page);
    for (let at = 0; at < page.length; at++) {
      looks.push(lookAt(images.subarray(at * bytes, (at + 1) * bytes), shape));
    }
  }
  return looks;
}

function lookAt(pixels: Uint8Array, shape: Dataset["imageShape"]): Look {
  const grey = smallGrey(pixels, shape);
  const mean = grey.reduce((sum, level) => sum + level, 0) / grey.length;
  const levels = grey.map((level) => level - mean);
  const norm = Math.hypot(...levels);
  if (norm > 0) { for (const at of levels.keys()) levels[at]! /= norm; }
  return { ...hashOf(grey), levels };
}

/** How bright each channel looks: ITU-R BT.601. */
const BRIGHTNESS = [0.299, 0.587, 0.114];

/** A small grey picture: the mean of the pixels under each of its own. */
function smallGrey(
  pixels: Uint8Array,
  [height, width, channels]: Dataset["imageShape"],
): Float32Array {
  const weights = channels === 3 ? BRIGHTNESS : [1];
  const small = new Float32Array(EDGE * EDGE);
  for (let row = 0; row < EDGE; row++) {
    const [top, bottom] = span(row, height);
    for (let column = 0; column < EDGE; column++) {
      const [left, right] = span(column, width);
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          for (const [channel, weight] of weights.entries()) {
            sum += weight * pixels[(y * width + x) * channels + channel]!;
          }
        }
      }
      small[row * EDGE + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return small;
}

/** The pixels of an edge under one of {@linkcode EDGE}; one at the least. */
function span(at: number, length: number): [number, number] {
  const first = Math.min(length - 1, Math.floor(at * length / EDGE));
  return [first, Math.max(first + 1, Math.floor((at + 1) * length / EDGE))];
}

/** Cosines of the transform, `[wave][at]`; the first wave is no wave. */
const COSINES = Array.from(
  { length: WAVES },
  (_, wave) =>
    Float32Array.from(
      { length: EDGE },
      (_, at) => Math.cos(Math.PI * (wave + 1) * (2 * at + 1) / (2 * EDGE)),
    ),
);

function hashOf(grey: Float32Array): Pick<Look, "low" | "high"> {
  const waves = new Float32Array(WAVES * WAVES);
  const across = new Float32Array(EDGE * WAVES);
  for (let row = 0; row < EDGE; row++) {
    for (let wave = 0; wave < WAVES; wave++) {
      let sum = 0;
      for (let at = 0; at < EDGE; at++) {
        sum += grey[row * EDGE + at]! * COSINES[wave]![at]!;
      }
      across[row * WAVES + wave] = sum;
    }
  }
  for (let down = 0; down < WAVES; down++) {
    for (let wave = 0; wave < WAVES; wave++) {
      let sum = 0;
      for (let row = 0; row < EDGE; row++) {
        sum += across[row * WAVES + wave]! * COSINES[down]![row]!;
      }
      waves[down * WAVES + wave] = sum;
    }
  }
  const sorted = waves.toSorted();
  const median = (sorted[31]! + sorted[32]!) / 2;
  let [low, high] = [0, 0];
  for (let at = 0; at < 32; at++) {
    if (waves[at]! > median) low |= 1 << at;
    if (waves[at + 32]! > median) high |= 1 << at;
  }
  return { low, high };
}

/** Finds the looks that are nearly like one. */
function findLike(
  looks: readonly Look[],
): (look: Look) => { at: number; difference: number }[] {
  const lows = Int32Array.from(looks, ({ low }) => low);
  const highs = Int32Array.from(looks, ({ high }) => high);
  return ({ low, high, levels }) => {
    const found = [];
    for (let at = 0; at < lows.length; at++) {
      const bits = ones(lows[at]! ^ low) + ones(highs[at]! ^ high);
      if (bits > MOST_BITS) continue;
      const other = (looks[at] as Look).levels;
      let alike = 0;
      for (let level = 0; level < levels.length; level++) {
        alike += levels[level]! * other[level]!;
      }
      // Of two vectors of length 1, this is half their squared distance.
      const difference = 1 - alike;
      if (difference <= MOST_DIFFERENCE) found.push({ at, difference });
    }
    return found;
  };
}

/** How many bits of 32 are set. */
function ones(bits: number): number {
  let count = bits - (bits >>> 1 & 0x55555555);
  count = (count & 0x33333333) + (count >>> 2 & 0x33333333);
  return Math.imul(count + (count >>> 4) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
