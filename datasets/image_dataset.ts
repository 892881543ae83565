/** A data set of photographs in class folders: decoded once, then read. */
import { createHash } from "node:crypto";
import type { Dataset } from "./dataset.ts";
import { decodeImage, DECODER } from "./decode_image.ts";
import {
  type ImageFile,
  type ImageFiles,
  listImageFiles,
} from "./image_files.ts";
import {
  openPrepared,
  type PreparedIndex,
  prepareOnce,
  writePixels,
} from "./prepared_images.ts";
import { type ImageRecord, splitByContent } from "./split_by_content.ts";

/** How far a preparation is. */
export interface PreparationProgress {
  /** Images done so far. */
  images: number;
  totalImages: number;
}

/** Settings of {@linkcode loadImageDataset}. */
export interface ImageDatasetOptions {
  /** The name that the data set gets. */
  name: string;
  /** Height and width of the decoded images, in pixels. */
  size: number;
  /** The project's cache folder. */
  cache: string;
  /**
   * The name of a class, from the name of its folder; a folder for which it
   * gives `undefined` is left out.
   * @default {(folder) => folder}
   */
  className?: (folder: string) => string | undefined;
  /** The SHA-256 that the content must have, where it is published. */
  contentHash?: string | undefined;
  /** Told of every image. */
  onProgress?: ((progress: PreparationProgress) => void) | undefined;
}

/** Raised with every change to what a prepared file holds. */
const VERSION = 1;

/** Images in work at a time: enough for every core, and few in memory. */
const IN_FLIGHT = 2 * navigator.hardwareConcurrency;

/**
 * Loads photographs from class folders, in a directory or a zip file.
 *
 * They are decoded and resized once into the cache, under a key of content,
 * size and decoder. What is in the cache is found again by the files' sizes
 * and times, without opening them.
 *
 * @param path A folder, or a `.zip`, with `<class>/*` or
 * `train|test/<class>/*`.
 * @returns The data set, with notes on what was found on the way.
 * @throws {Deno.errors.NotFound} If there is nothing at the path.
 * @throws {SyntaxError} If it holds no classes of images, or is not what was
 * published.
 */
export async function loadImageDataset(
  path: string,
  options: ImageDatasetOptions,
): Promise<Dataset> {
  const { name, size, cache, contentHash } = options;
  const prepared = await prepareOnce(path, {
    folder: `${cache}/images`,
    version: VERSION,
    parts: [DECODER, name, size],
    prepare: (pixels) => decodeInto(pixels, path, options),
  });
  const got = prepared.index.contentHash;
  if (contentHash !== undefined && got !== contentHash) {
    throw new SyntaxError(
      `Cannot use ${path}: wanted the published ${name} images with content ` +
        `SHA-256 ${contentHash}, got ${got}. Next step: fetch them again, or ` +
        "check them as your own with --images",
    );
  }
  return openPrepared(name, prepared);
}

/** Decodes every image into a file of pixels. */
async function decodeInto(
  pixels: string,
  path: string,
  options: ImageDatasetOptions,
): Promise<PreparedIndex> {
  const { size } = options;
  await using source = await listImageFiles(path);
  const { classes, files, skipped } = selectClasses(source, options.className);
  const records: (ImageRecord | undefined)[] = [];
  using file = await Deno.open(pixels, { write: true });
  await decodeAll(files, {
    ...options,
    classes,
    pixels: file,
    records,
    skipped,
  });
  return indexOf({ classes, records, skipped, size });
}

/** The files of the classes that are wanted, under the names they get. */
function selectClasses(
  source: ImageFiles,
  className: (folder: string) => string | undefined = (folder) => folder,
) {
  const files = source.files.flatMap((file) => {
    const name = className(file.className);
    return name === undefined ? [] : [{ file, name }];
  });
  const classes = [...new Set(files.map(({ name }) => name))].sort();
  return { files, classes, skipped: [...source.skipped] };
}

async function decodeAll(
  files: readonly { file: ImageFile; name: string }[],
  options: {
    size: number;
    classes: readonly string[];
    pixels: Deno.FsFile;
    records: (ImageRecord | undefined)[];
    skipped: { name: string; reason: string }[];
    onProgress?: ((progress: PreparationProgress) => void) | undefined;
  },
): Promise<void> {
  const { size, classes, pixels, records, skipped, onProgress } = options;
  const imageBytes = size * size * 3;
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let at = next++; at < files.length; at = next++) {
      const { file, name } = files[at] as (typeof files)[number];
      try {
        const bytes = await file.read();
        const image = await decodeImage(bytes, { height: size, width: size });
        writePixels(pixels, image, at * imageBytes);
        records[at] = {
          split: file.split,
          label: classes.indexOf(name),
          sha256: createHash("sha256").update(bytes).digest("hex"),
        };
      } catch (error) {
        // A damaged or unreadable file is counted, and the others are used;
        // an archive over the limits stops it all.
        if (!isDamage(error)) throw error;
        skipped.push({ name: file.name, reason: (error as Error).message });
      }
      onProgress?.({ images: ++done, totalImages: files.length });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
}

function isDamage(error: unknown): boolean {
  return error instanceof SyntaxError ||
    error instanceof Deno.errors.PermissionDenied;
}

function indexOf({ classes, records, skipped, size }: {
  classes: string[];
  records: readonly (ImageRecord | undefined)[];
  skipped: { name: string; reason: string }[];
  size: number;
}): PreparedIndex {
  const positions = [...records.keys()].filter((at) => records[at]);
  const found = positions.map((at) => records[at] as ImageRecord);
  const split = splitByContent(found);
  const partOf = (chosen: readonly number[]) => ({
    positions: chosen.map((at) => positions[at] as number),
    labels: chosen.map((at) => (found[at] as ImageRecord).label),
  });
  const contents = found.map(({ split, label, sha256 }) =>
    [split ?? "", classes[label], sha256].join("/")
  );
  return {
    classes,
    imageShape: [size, size, 3],
    contentHash: digest(contents.sort()),
    train: partOf(split.train),
    test: partOf(split.test),
    report: {
      skipped: skipped.sort((a, b) => a.name < b.name ? -1 : 1),
      duplicates: split.duplicates,
      contradictory: split.contradictory.length,
      leaked: split.leaked.length,
    },
  };
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
