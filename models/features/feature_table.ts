/** What a frozen body makes of many images, a row for each. */
import type { FrozenBody } from "./frozen_body.ts";

/** Features of the images of one part of a data set. */
export interface FeatureTable {
  /** How many images there are. */
  count: number;
  /** Views of an image: itself and, where it is flipped at times, its mirror image. */
  views: 1 | 2;
  /** Numbers of a view. */
  width: number;
  /** Row-major `[count, views, width]`. */
  values: Float32Array;
}

/** Images that are given when asked for. */
export interface ImageSource {
  /** How many there are. */
  count: number;
  /** Gives images of some indices, row-major, a byte for each value. */
  images(indices: ArrayLike<number>): Uint8Array;
}

/** Images that are in memory at a time. */
const CHUNK = 256;

/**
 * Sends each image through a body once.
 *
 * @param source The images.
 * @param options The body; the views; who is told how many images are done.
 * @returns Their features, in their order.
 */
export function featureTable(
  source: ImageSource,
  options: {
    body: Pick<FrozenBody, "width" | "featuresOf">;
    views: 1 | 2;
    onProgress?: (images: number) => void;
  },
): FeatureTable {
  const { body, views, onProgress = () => {} } = options;
  const { count } = source;
  const { width } = body;
  const values = new Float32Array(count * views * width);
  for (let from = 0; from < count; from += CHUNK) {
    const length = Math.min(CHUNK, count - from);
    const indices = Int32Array.from({ length }, (_, at) => from + at);
    const images = source.images(indices);
    for (let view = 0; view < views; view++) {
      const rows = body.featuresOf(images, { isMirrored: view === 1 });
      for (let at = 0; at < length; at++) {
        const row = rows.subarray(at * width, (at + 1) * width);
        values.set(row, ((from + at) * views + view) * width);
      }
    }
    onProgress(from + length);
  }
  return { count, views, width, values };
}

/**
 * The features of some images, as a trainer takes them for images.
 *
 * @param table Those of all images.
 * @param indices Which images.
 * @returns Row-major `[indices, 1, views, width]`, and the shape of one.
 * @throws {RangeError} If there is no such image.
 */
export function featuresAt(
  { count, views, width, values }: FeatureTable,
  indices: ArrayLike<number>,
): { images: Float32Array; imageShape: readonly [number, number, number] } {
  const size = views * width;
  const images = new Float32Array(indices.length * size);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at] as number;
    if (!(index >= 0 && index < count)) {
      throw new RangeError(
        `Cannot give the features of image ${index}: there are ${count}`,
      );
    }
    images.set(values.subarray(index * size, (index + 1) * size), at * size);
  }
  return { images, imageShape: [1, views, width] };
}
