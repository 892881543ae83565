/** What every data set looks like, wherever its bytes come from. */

/** One part of a data set: labels at hand, images when asked for. */
export interface Split {
  /** The class of each image, as an index of the data set's classes. */
  labels: Uint8Array;
  /**
   * Gives images.
   *
   * @param indices Which images of the split.
   * @returns Pixels, row-major `[indices, height, width, channels]`, 0 to 255.
   */
  images(indices: ArrayLike<number>): Uint8Array;
}

/** Labelled images in a training and a test part. */
export interface Dataset {
  name: string;
  classes: readonly string[];
  /** Height, width and channels of every image, in pixels. */
  imageShape: readonly [number, number, number];
  train: Split;
  test: Split;
  /** SHA-256 of what the images are made of, in hexadecimal. */
  contentHash: string;
}

/** Where the bytes of a data set come from, and who may use them. */
export interface DatasetEntry {
  name: string;
  /** One line for people. */
  title: string;
  classes: readonly string[];
  imageShape: readonly [number, number, number];
  licence: string;
  citation: string;
  /** Which classes are common and rare in training, unless told otherwise. */
  roles: { majority: readonly string[]; minority: readonly string[] };
  /** Whether its files are looked for in the folder given with `--data`. */
  needsFolder: boolean;
  /**
   * Loads it.
   *
   * @param folder The folder given with `--data`.
   * @throws {Deno.errors.NotFound} If a file is not there.
   * @throws {SyntaxError} If a file is damaged, or is not the published one.
   */
  load(folder: string | undefined): Promise<Dataset>;
}

/**
 * The index of a class that the user named, by its name or by its number.
 *
 * @param entry The data set.
 * @param wanted A class name, or the number of a class, from 0.
 * @returns The index.
 * @throws {RangeError} If there is no such class, with the ones there are.
 */
export function classIndex(
  entry: Pick<DatasetEntry, "name" | "classes">,
  wanted: string,
): number {
  const byName = entry.classes.indexOf(wanted);
  if (byName >= 0) return byName;
  const number = Number(wanted);
  if (/^\d+$/.test(wanted) && number < entry.classes.length) return number;
  throw new RangeError(
    `Cannot find the class "${wanted}" in ${entry.name}: its classes are ` +
      entry.classes.map((name, index) => `${index} (${name})`).join(", "),
  );
}
