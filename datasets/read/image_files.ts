/**
 * Images in class folders, as photographers and most published sets keep them:
 * in a folder, or in a zip that need not be unpacked.
 *
 * Names and sizes alone are read here. The images are given as the bytes of
 * their files; what decodes them is another's business.
 */
import {
  type Found,
  type FoundImage,
  type Placed,
  placeImages,
} from "./_class_folders.ts";
import { findNamed } from "./_find_named.ts";
import { findFolderImages } from "./_folder_images.ts";
import { formatOf, startsWith } from "./_image_format.ts";
import { isLabelsName, notImage, shown } from "./_image_names.ts";
import { labelImages } from "./_label_images.ts";
import type { Skipped } from "./_skipped.ts";
import { MOST_TABLE_BYTES, tableFault } from "./_table.ts";
import { damaged, unreadable } from "./_unreadable.ts";
import { findZipImages } from "./_zip_images.ts";

/** The most that {@linkcode listImageFiles} takes, against hostile files. */
export interface ImageFileLimits {
  /**
   * Files and folders of all kinds.
   * @default {1_000_000}
   */
  files: number;
  /**
   * Inflated bytes of all images of a zip together.
   * @default {20 * 2 ** 30}
   */
  totalBytes: number;
  /**
   * Bytes of one image, inflated.
   * @default {100 * 2 ** 20}
   */
  bytesPerFile: number;
  /**
   * Bytes that one compressed byte of a zip may inflate to.
   * @default {200}
   */
  ratio: number;
}

/** How images are found, beside their own folders; it decides what is found. */
export interface Listing {
  /**
   * A table that says which class each image is of, at a path or in the zip.
   * @default {a labels.csv at the top, if there is one}
   */
  labels?: string | undefined;
  /**
   * Whether symbolic links are followed wherever they lead to, and not only to
   * files inside the folder.
   * @default {false}
   */
  followLinks?: boolean | undefined;
}

/** Settings of {@linkcode listImageFiles}. */
export interface ListImageFilesOptions extends Listing {
  /** Those left out have their defaults. */
  limits?: Partial<ImageFileLimits>;
}

/** One image. */
export interface ImageFile {
  /** Which part it is in, where there are parts. */
  split: "train" | "test" | undefined;
  /** The name of its class, with accents in one piece (NFC). */
  className: string;
  /** The folders inside its class folder, and its own name. */
  name: string;
  /** All folders that lead to it, and its own name. */
  path: string[];
  /** The folders inside its class folder, if there are any. */
  folder?: string | undefined;
  /** What a table says it is one of several images of. */
  group?: string | undefined;
  /**
   * Reads the file.
   *
   * @returns Its bytes, still encoded.
   * @throws {SyntaxError} If it is damaged.
   * @throws {RangeError} If it is larger than the limit.
   */
  read(): Promise<Uint8Array>;
}

/** Images in class folders. A zip stays open until this is disposed of. */
export interface ImageFiles extends AsyncDisposable {
  path: string;
  /** By split, class and name, each in the order of UTF-16 code units. */
  files: ImageFile[];
  /** The names of all classes, in the same order. */
  classes: string[];
  /**
   * What was left out, with control characters escaped; hidden files and
   * those that operating systems leave behind are not named.
   */
  skipped: Skipped[];
  /** What people should know of how the images lie, a line each. */
  remarks: string[];
}

const LIMITS: ImageFileLimits = {
  files: 1_000_000,
  totalBytes: 20 * 2 ** 30,
  bytesPerFile: 100 * 2 ** 20,
  ratio: 200,
};

/**
 * Lists the images of a folder or of a zip: `<class>/*`, `train|test/<class>/*`
 * or `<class>/train|test/*`, with folders around everything and inside the
 * classes; or in any folders, with a table of their classes.
 *
 * @param path The folder or the zip.
 * @returns Its images, to be disposed of with `await using`.
 * @throws {Deno.errors.NotFound} If there is nothing at `path`.
 * @throws {SyntaxError} If it is neither a folder nor a zip, is damaged, has
 * entries that an honest zip has not, or has no image in a class folder.
 * @throws {RangeError} If a limit is passed, or if there is one class only, or
 * more than 256.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listImageFiles } from "./image_files.ts";
 * const folder = await Deno.makeTempDir();
 * for (const name of ["cat", "dog"]) {
 *   await Deno.mkdir(`${folder}/${name}`);
 *   await Deno.writeFile(`${folder}/${name}/1.png`, Uint8Array.of(7));
 * }
 * await using images = await listImageFiles(folder);
 * assertEquals(images.classes, ["cat", "dog"]);
 * assertEquals(await images.files[0]?.read(), Uint8Array.of(7));
 * ```
 */
export async function listImageFiles(
  path: string,
  options: ListImageFilesOptions = {},
): Promise<ImageFiles> {
  const limits = { ...LIMITS, ...options.limits };
  assertLimits(limits);
  const { followLinks = false } = options;
  const info = await statOf(path);
  if (info.isDirectory) {
    const found = await findFolderImages(path, { limits, followLinks });
    return {
      path,
      ...await placeFound(path, { found, labels: options.labels }),
      [Symbol.asyncDispose]: nothing,
    };
  }
  if (!info.isFile) {
    throw damaged(path, "it is neither a folder nor a file", {
      nextStep: "give a folder with images, or a .zip of one",
    });
  }
  await assertZip(path);
  const { found, close } = await findZipImages(path, {
    limits,
    labels: options.labels,
  });
  try {
    return {
      path,
      ...await placeFound(path, { found, labels: options.labels }),
      [Symbol.asyncDispose]: () => Promise.resolve(close()),
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** By a table, if there is one; else by folders. */
async function placeFound(
  path: string,
  { found, labels }: { found: Found; labels: string | undefined },
): Promise<Placed> {
  if (labels !== undefined) {
    const inside = findNamed(found.tables)(labels);
    const table = await inside?.read() ?? await readLabels(labels);
    return labelImages(path, { found, table, name: labels });
  }
  const top = Math.min(
    ...found.tables.filter(isLabels).map((table) => table.path.length),
  );
  const skipped = [...found.skipped];
  for (const table of found.tables) {
    const name = table.path.join("/");
    if (!isLabels(table) || table.path.length > top) {
      skipped.push({ name: shown(name), reason: notImage(name) });
      continue;
    }
    const bytes = await table.read();
    const fault = tableFault(bytes, ["file", "label"]);
    if (fault === undefined) {
      const placed = labelImages(path, { found, table: bytes, name });
      const remark = `the classes are those that ${name} names`;
      return { ...placed, remarks: [remark, ...placed.remarks] };
    }
    skipped.push({
      name: shown(name),
      reason: `it is not a table of labels: ${fault}`,
    });
  }
  return placeImages(path, { ...found, skipped });
}

function isLabels({ path }: FoundImage): boolean {
  return isLabelsName(path.at(-1));
}

async function readLabels(path: string): Promise<Uint8Array> {
  try {
    const { size } = await Deno.stat(path);
    if (size <= MOST_TABLE_BYTES) return await Deno.readFile(path);
    throw damaged(
      path,
      `wanted at most ${MOST_TABLE_BYTES} bytes, got ${size}`,
    );
  } catch (cause) {
    if (cause instanceof SyntaxError) throw cause;
    throw unreadable(path, cause);
  }
}

async function nothing(): Promise<void> {}

/** How a zip begins, with a file or without any. */
const ZIP = ["PK\x03\x04", "PK\x05\x06"];

/** Throws where a file is plainly something else, and says what to do. */
async function assertZip(path: string): Promise<void> {
  const start = await startOf(path);
  if (ZIP.some((begins) => startsWith(start, begins))) return;
  const isImage = formatOf(start) !== undefined;
  throw damaged(path, isImage ? "it is one image" : "it is no zip", {
    nextStep: isImage
      ? "give the folder around the folders of the classes, or a .zip of it"
      : "give a folder with images, or a .zip of one; unpack other archives",
  });
}

async function startOf(path: string): Promise<Uint8Array> {
  try {
    using file = await Deno.open(path);
    const start = new Uint8Array(64);
    return start.subarray(0, await file.read(start) ?? 0);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function assertLimits(limits: ImageFileLimits): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (limit > 0) continue;
    throw new RangeError(
      `Cannot list images with limits.${name} ${limit}: wanted more than 0`,
    );
  }
}

async function statOf(path: string): Promise<Deno.FileInfo> {
  try {
    return await Deno.stat(path);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw unreadable(path, cause);
    throw new Deno.errors.NotFound(
      `Cannot find images: there is no ${path}. Next step: give a folder with ` +
        "images, or a .zip of one",
      { cause },
    );
  }
}
