/**
 * Images in class folders, as photographers and most published sets keep them:
 * in a folder, or in a zip that need not be unpacked.
 *
 * Names and sizes alone are read here. The images are given as the bytes of
 * their files; what decodes them is another's business.
 */
import { placeImages } from "./_class_folders.ts";
import { findFolderImages } from "./_folder_images.ts";
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

/** Settings of {@linkcode listImageFiles}. */
export interface ListImageFilesOptions {
  /** Those left out have their defaults. */
  limits?: Partial<ImageFileLimits>;
}

/** One image. */
export interface ImageFile {
  /** Which part it is in, where there are parts. */
  split: "train" | "test" | undefined;
  /** The name of its class folder, as it is written there. */
  className: string;
  /** Its own name, without the folders. */
  name: string;
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
  skipped: { name: string; reason: string }[];
}

const LIMITS: ImageFileLimits = {
  files: 1_000_000,
  totalBytes: 20 * 2 ** 30,
  bytesPerFile: 100 * 2 ** 20,
  ratio: 200,
};

/**
 * Lists the images of a folder or of a zip: `<class>/*` or
 * `train|test/<class>/*`, with or without one folder around everything.
 *
 * Symbolic links are not followed.
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
  const info = await statOf(path);
  if (info.isDirectory) {
    const found = await findFolderImages(path, limits);
    return {
      path,
      ...placeImages(path, found),
      [Symbol.asyncDispose]: nothing,
    };
  }
  if (!info.isFile) {
    throw damaged(path, "it is neither a folder nor a file", {
      nextStep: "give a folder with images, or a .zip of one",
    });
  }
  const { found, close } = await findZipImages(path, limits);
  try {
    return {
      path,
      ...placeImages(path, found),
      [Symbol.asyncDispose]: () => Promise.resolve(close()),
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function nothing(): Promise<void> {}

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
