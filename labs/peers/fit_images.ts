/** An image in another shape, by the plainest means: no decoder is needed. */

/** Height, width and channels of an image, in pixels. */
type ImageShape = readonly [number, number, number];

/**
 * Fits images into another shape: pixels are repeated where the shape is a
 * multiple, the middle is cut out where it is smaller, and three channels are
 * averaged where one is wanted.
 *
 * @param images Pixels, row-major `[count, height, width, channels]`.
 * @param shapes The shape that each image has, and the one that is wanted.
 * @returns Pixels of the wanted shape.
 * @throws {RangeError} If pixels would have to be made up.
 *
 * @example A grey pixel of a coloured one, and four of one.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fitImages } from "./fit_images.ts";
 * const colour = Uint8Array.of(10, 20, 60);
 * const grey = fitImages(colour, { from: [1, 1, 3], to: [1, 1, 1] });
 * assertEquals([...grey], [30]);
 * const four = fitImages(grey, { from: [1, 1, 1], to: [2, 2, 1] });
 * assertEquals([...four], [30, 30, 30, 30]);
 * ```
 */
export function fitImages(
  images: Uint8Array,
  { from, to }: { from: ImageShape; to: ImageShape },
): Uint8Array {
  assertFits(from, to);
  const [height, width, channels] = from;
  const [newHeight, newWidth, newChannels] = to;
  const size = height * width * channels;
  const count = images.length / size;
  const fitted = new Uint8Array(count * newHeight * newWidth * newChannels);
  const rows = positions(height, newHeight);
  const columns = positions(width, newWidth);
  let at = 0;
  for (let image = 0; image < count; image++) {
    for (const row of rows) {
      for (const column of columns) {
        const start = image * size + (row * width + column) * channels;
        const pixel = images.subarray(start, start + channels);
        const values = newChannels === channels ? pixel : [meanOf(pixel)];
        fitted.set(values, at);
        at += newChannels;
      }
    }
  }
  return fitted;
}

function assertFits(from: ImageShape, to: ImageShape): void {
  const isSide = (old: number, wanted: number) =>
    wanted <= old || wanted % old === 0;
  const isFine = isSide(from[0], to[0]) && isSide(from[1], to[1]) &&
    (to[2] === from[2] || to[2] === 1);
  if (isFine) return;
  throw new RangeError(
    `Cannot fit images of ${from.join("x")} into ${to.join("x")}: wanted a ` +
      "smaller size or a multiple, and the same channels or one",
  );
}

/** Where each row, or column, of the new image is in the old one. */
function positions(old: number, wanted: number): number[] {
  const repeats = Math.max(1, wanted / old);
  const start = Math.max(0, Math.floor((old - wanted) / 2));
  return Array.from(
    { length: wanted },
    (_, at) => start + Math.floor(at / repeats),
  );
}

function meanOf(values: Uint8Array): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return Math.round(sum / values.length);
}
