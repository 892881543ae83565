/** What every data set looks like, wherever its bytes come from. */

/** One part of a data set: labels at hand, images when asked for. */
export interface Split {
  /** The class of each image, as an index of the data set's classes. */
  labels: Uint8Array;
  /**
   * What each image is one of several images of, by a number, the same in both
   * splits; below 0 where that is not known. Absent where it is of none.
   */
  groups?: Int32Array;
  /** What the file of each image is called, where there is one for each. */
  names?: readonly string[];
  /**
   * Gives images.
   *
   * @param indices Which images of the split.
   * @returns Pixels, row-major `[indices, height, width, channels]`, 0 to 255.
   */
  images(indices: ArrayLike<number>): Uint8Array;
}

/** What networks are trained on, and what they are tested on. */
export interface Splits {
  train: Split;
  test: Split;
}

/** Labelled images in a training and a test part. */
export interface Dataset extends Splits {
  /** What it is called in specs and reports. */
  name: string;
  /** The classes, in the order of the labels. */
  classes: readonly string[];
  /** Height, width and channels of every image, in pixels. */
  imageShape: readonly [number, number, number];
  /**
   * The images of a seed, where each seed has images of its own: nothing is
   * shared by two seeds.
   * @default {all seeds draw from `train` and `test`}
   */
  ofSeed?(seed: number): Splits;
  /**
   * SHA-256 of all that a draw depends on, in hexadecimal: the images, their
   * order, classes and groups. Trainings and features are kept under it.
   */
  contentHash: string;
  /** Whether the suite split the images, for lack of published parts. */
  isSplitHere?: boolean;
  /** What people should know of the images, a line each. */
  notes: readonly string[];
}

/**
 * What is never on both sides, where a data set is split here: images of the
 * same bytes; those of a group too; or near-copies as well.
 */
export const APARTS = ["copies", "groups", "near-copies"] as const;

/** One of {@linkcode APARTS}. */
export type Apart = (typeof APARTS)[number];

/** How the user's own images are found and grouped, beside their folders. */
export interface OwnImages {
  /** A table that says which class each image is of. */
  labels?: string | undefined;
  /** What says which images are of one thing, as `--groups` takes it. */
  groups?: string | undefined;
  /** Whether symbolic links are followed wherever they lead to. */
  followLinks?: boolean | undefined;
}

/** Where files are looked for and kept. */
export interface DatasetSource {
  /** A folder with local copies; if given, nothing is fetched. */
  data: string | undefined;
  /** A folder, or a zip, of the user's own images. */
  images: string | undefined;
  /** How these are found and grouped. */
  own?: OwnImages | undefined;
  /** The project's cache folder. */
  cache: string;
  /** Told how far fetching or decoding is. */
  onProgress?: ((progress: DatasetProgress) => void) | undefined;
}

/** How far a data set is on its way. */
export interface DatasetProgress {
  /** What is being done, such as `"decoding plantvillage-pepper"`. */
  action: string;
  /** How much of it is done. */
  done: number;
  /** How much there is, where that is known. */
  total: number | undefined;
  /** What is counted. */
  unit: "images" | "MiB";
}

/**
 * How a data set is read, once its files are on this machine. Nothing here is
 * for people, or about the network: it is all that a training depends on.
 */
export interface DatasetReader {
  /** What it is called, on the command line too. */
  name: string;
  /** The classes, in the order of the labels. */
  classes: readonly string[];
  /** Height, width and channels of an image, in pixels. */
  imageShape: readonly [number, number, number];
  /** Whether the images can be had in another size. */
  isResizable: boolean;
  /** The published files that it is read from. */
  files: readonly DatasetFile[];
  /**
   * What is published in those files, where that is several data sets: they
   * are kept once for all of them.
   * @default {name}
   */
  collection?: string;
  /**
   * Loads it.
   *
   * @param source Where the files are looked for and kept.
   * @param options Height and width of the images, in pixels, fixed unless the
   * data set is resizable; and which images are never split, where the suite
   * splits them.
   * @throws {Deno.errors.NotFound} If a file is not there.
   * @throws {SyntaxError} If a file is damaged, or is not the published one.
   */
  load(
    source: DatasetSource,
    options: { size: number; apart?: Apart },
  ): Promise<Dataset>;
}

/** A published file, as it is known by. */
export interface DatasetFile {
  /** The name it has in the cache, and in a folder of local copies. */
  name: string;
  /** SHA-256 of the file; absent where the container varies. */
  sha256?: string;
}

/** A published file, and where it can be had. */
export interface PublishedFile extends DatasetFile {
  /** Where it can be had, tried in turn. */
  mirrors: readonly string[];
  /** Its size, in bytes: for people, unless a hash pins the file. */
  bytes: number;
}

/** A data set that is fetched before it is read, and what people should know. */
export interface DatasetEntry extends DatasetReader {
  /** One line for people. */
  title: string;
  /** Under which licence it is published. */
  licence: string;
  /** Who made it, and where that is said. */
  citation: string;
  /** What is known of images of one thing, such as a leaf; one phrase. */
  groups: string;
  /** Which classes are common and rare in training, unless told otherwise. */
  roles: { majority: readonly string[]; minority: readonly string[] };
  /** What is fetched where no folder of local copies is given. */
  files: readonly PublishedFile[];
}

/**
 * The index of a class that the user named, by its name, in any case and with
 * accents in one piece or two, or by its number.
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
  const folded = entry.classes.map(fold);
  const likely = folded.indexOf(fold(wanted));
  if (likely >= 0 && likely === folded.lastIndexOf(fold(wanted))) return likely;
  throw new RangeError(
    `Cannot find the class "${wanted}" in ${entry.name}: its classes are ` +
      entry.classes.map((name, index) => `${index} (${name})`).join(", "),
  );
}

function fold(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
