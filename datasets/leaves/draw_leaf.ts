/**
 * Drawn photographs of leaves, healthy or with one of four diseases.
 *
 * A stand-in for photographs of plant diseases where no data set can be had:
 * the pictures are computed from a seed, so that every machine has the same
 * ones and as many as it wants. What sets the classes apart follows plant
 * pathology; how hard they are to tell apart was fixed once, for the small
 * network of the reference protocol on balanced classes: 0.90 to 0.99 balanced
 * accuracy for each disease against healthy leaves.
 */
import { paintBackground } from "./_background.ts";
import { layBlade } from "./_blade.ts";
import { paintBlemishes } from "./_blemishes.ts";
import { paintBlight } from "./_blight.ts";
import { type Canvas, createCanvas, createDraw, type Draw } from "./_canvas.ts";
import { paintGreen } from "./_green.ts";
import { paintMildew } from "./_mildew.ts";
import { photograph } from "./_photograph.ts";
import { paintRust } from "./_rust.ts";
import { paintSpots } from "./_spot.ts";

/** The classes, healthy leaves first. */
export const LEAF_CLASSES = [
  "healthy",
  "spot",
  "rust",
  "blight",
  "mildew",
] as const;

/** The health of a drawn leaf. */
export type LeafClass = typeof LEAF_CLASSES[number];

/** The shape of an image where nothing else is asked for. */
export const LEAF_SHAPE = { height: 32, width: 32, channels: 3 } as const;

/** What names one image of a class. */
export interface LeafOptions {
  /** Names a set of images, such as a split: an integer in [0, 2^32). */
  seed: number;
  /** Place of the image in that set: an integer in [0, 2^32). */
  index: number;
  /**
   * Rows of pixels.
   *
   * @default {32}
   */
  height?: number;
  /**
   * Pixels in a row.
   *
   * @default {32}
   */
  width?: number;
}

const DISEASES: Record<LeafClass, (canvas: Canvas, draw: Draw) => void> = {
  healthy: () => {},
  spot: paintSpots,
  rust: paintRust,
  blight: paintBlight,
  mildew: paintMildew,
};

/**
 * Draws a photograph of one leaf.
 *
 * @param className The health of the leaf.
 * @param options Which leaf, and the size of its image in pixels.
 * @returns Red, green and blue bytes, `height x width x 3`. The same arguments
 * give the same bytes, on every machine.
 * @throws {RangeError} If the class is unknown, `seed` or `index` is not an
 * integer in [0, 2^32), or a side is not one in [1, 4096].
 *
 * @example
 * ```ts
 * import { drawLeaf } from "./draw_leaf.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const leaf = drawLeaf("rust", { seed: 1, index: 0 });
 * assertEquals(leaf.length, 32 * 32 * 3);
 * assertEquals(drawLeaf("rust", { seed: 1, index: 0 }), leaf);
 * ```
 */
export function drawLeaf(
  className: LeafClass,
  options: LeafOptions,
): Uint8Array {
  const {
    seed,
    index,
    height = LEAF_SHAPE.height,
    width = LEAF_SHAPE.width,
  } = options;
  const label = LEAF_CLASSES.indexOf(className);
  if (label < 0) {
    throw new RangeError(
      `Cannot draw a leaf of class "${className}": the classes are ` +
        LEAF_CLASSES.join(", "),
    );
  }
  checkInteger({ seed }, [0, 0xffff_ffff]);
  checkInteger({ index }, [0, 0xffff_ffff]);
  checkInteger({ height }, [1, 4096]);
  checkInteger({ width }, [1, 4096]);

  const canvas = createCanvas(height, width);
  const draw = createDraw([seed, label, index]);
  paintBackground(canvas, draw);
  layBlade(canvas, draw);
  paintGreen(canvas, draw);
  paintBlemishes(canvas, draw);
  DISEASES[className](canvas, draw);
  return photograph(canvas, draw);
}

/** Checks one option, given as `{ name: value }`. */
function checkInteger(
  option: Record<string, number>,
  range: readonly [least: number, most: number],
): void {
  const [least, most] = range;
  for (const [name, value] of Object.entries(option)) {
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw new RangeError(
      `Cannot draw a leaf with ${name} ${value}: it must be an integer in ` +
        `[${least}, ${most}]`,
    );
  }
}
