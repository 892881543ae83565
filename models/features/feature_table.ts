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

/** Features of some classes of a data set, by the images' indices in all of it. */
export interface IndexedFeatures extends FeatureTable {
  /** The row of each image; -1 where there is none. */
  rows: Int32Array;
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
 * @param table Those of all images, in their order or with the row of each.
 * @param indices Which images.
 * @returns Row-major `[indices, 1, views, width]`, and the shape of one.
 * @throws {RangeError} If there is no such image.
 */
export function featuresAt(
  { count, views, width, values, rows }: FeatureTable & {
    rows?: Int32Array;
  },
  indices: ArrayLike<number>,
): { images: Float32Array; imageShape: readonly [number, number, number] } {
  const size = views * width;
  const images = new Float32Array(indices.length * size);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at] as number;
    const row = rows === undefined ? index : rows[index] ?? -1;
    if (!(row >= 0 && row < count)) {
      throw new RangeError(
        `Cannot give the features of image ${index}: there are ${count}`,
      );
    }
    images.set(values.subarray(row * size, (row + 1) * size), at * size);
  }
  return { images, imageShape: [1, views, width] };
}

/**
 * Puts the features of classes together.
 *
 * @param labels The class of each image of a part of a data set.
 * @param tables The features of the images of some classes, in their order.
 * @returns The same, by the images' indices.
 * @throws {RangeError} If a class has another number of images, or two have
 * other views or widths.
 */
export function joinTables(
  labels: ArrayLike<number>,
  tables: ReadonlyMap<number, FeatureTable>,
): IndexedFeatures {
  const [first] = tables.values();
  const { views, width } = first as FeatureTable;
  const count = [...tables.values()].reduce((sum, each) => sum + each.count, 0);
  const values = new Float32Array(count * views * width);
  const rows = new Int32Array(labels.length).fill(-1);
  let from = 0;
  for (const [label, table] of tables) {
    const indices = indicesOf(labels, label);
    const wanted = [indices.length, views, width].join("x");
    const got = [table.count, table.views, table.width].join("x");
    if (got !== wanted) {
      throw new RangeError(
        `Cannot take the features of class ${label}: wanted ${wanted} numbers, ` +
          `got ${got}`,
      );
    }
    for (const [at, index] of indices.entries()) rows[index] = from + at;
    values.set(table.values, from * views * width);
    from += table.count;
  }
  return { count, views, width, values, rows };
}

/** The images of a class, in their order. */
export function indicesOf(labels: ArrayLike<number>, label: number): number[] {
  return Array.from(labels).flatMap((each, at) => each === label ? at : []);
}
