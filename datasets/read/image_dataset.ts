/** A data set of photographs in class folders: decoded once, then read. */
import { createHash } from "node:crypto";
import type { Dataset } from "../dataset.ts";
import { decodeFiles } from "./_decode_files.ts";
import { selectFiles } from "./_select_files.ts";
import { DECODER } from "./decode_image.ts";
import { type ImageFile, listImageFiles } from "./image_files.ts";
import {
  openPrepared,
  type PreparedIndex,
  prepareOnce,
} from "./prepared_images.ts";
import { type ImageRecord, splitByContent } from "./split_by_content.ts";

/** How far a preparation is. */
export interface PreparationProgress {
  /** Images done so far. */
  images: number;
  /** Images in all. */
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
   * The folders of each class: the first pattern that matches names it, and
   * folders that none matches are left out.
   * @default {every folder is the class of its name}
   */
  folders?: Readonly<Record<string, RegExp>>;
  /**
   * The content's SHA-256 where it is known beforehand; a note tells of another.
   */
  contentHash?: string | undefined;
  /** Told of every image. */
  onProgress?: ((progress: PreparationProgress) => void) | undefined;
  /**
   * Processes that decode side by side. The result is the same for any number.
   * @default {one a core, where there are images enough and `--allow-run`}
   */
  processes?: number;
}

/** Raised with every change to what a prepared file holds. */
const VERSION = 3;

/**
 * Loads photographs from class folders, in a directory or a zip file.
 *
 * They are decoded and resized once into the cache, under a key of content,
 * size and decoder. What is in the cache is found again by the files' sizes
 * and times, without opening them.
 *
 * @param path A folder, or a `.zip`, with `<class>/*` or
 * `train|test/<class>/*`.
 * @param options Its name, the size of its images, and where they are kept.
 * @returns The data set, with notes on what was found on the way.
 * @throws {Deno.errors.NotFound} If there is nothing at the path.
 * @throws {SyntaxError} If it holds no classes of images, or is damaged.
 * @throws {RangeError} If it is over the limits, or fewer than two classes have
 * images that can be used.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import sharp from "sharp";
 * import { loadImageDataset } from "./image_dataset.ts";
 * const folder = await Deno.makeTempDir();
 * for (const [name, background] of [["healthy", "green"], ["spot", "brown"]]) {
 *   await Deno.mkdir(`${folder}/photos/${name}`, { recursive: true });
 *   await sharp({
 *     create: { width: 9, height: 9, channels: 3, background: background! },
 *   }).png().toFile(`${folder}/photos/${name}/1.png`);
 * }
 * const { classes, imageShape } = await loadImageDataset(`${folder}/photos`, {
 *   name: "photos", size: 4, cache: `${folder}/cache`, processes: 1,
 * });
 * assertEquals(classes, ["healthy", "spot"]);
 * assertEquals(imageShape, [4, 4, 3]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function loadImageDataset(
  path: string,
  options: ImageDatasetOptions,
): Promise<Dataset> {
  const { name, size, cache, contentHash, folders = {} } = options;
  const patterns = Object.entries(folders).map(([name, pattern]) =>
    `${name} ${pattern}`
  );
  const prepared = await prepareOnce(path, {
    folder: `${cache}/images`,
    version: VERSION,
    parts: [DECODER, name, size, patterns],
    prepare: (pixels) => decodeInto(pixels, path, options),
  });
  const dataset = openPrepared(name, prepared);
  const notes = [
    ...departures(contentHash, dataset.contentHash),
    ...dataset.notes,
  ];
  return { ...dataset, notes };
}

/** A note where the content is another than it was. */
function departures(wanted: string | undefined, got: string): string[] {
  if (wanted === undefined || wanted === got) return [];
  return [
    "its images are not, byte for byte, those that results were recorded of " +
    `(content SHA-256 ${wanted.slice(0, 12)}..., got ${
      got.slice(0, 12)
    }...): ` +
    "results may differ from the recorded ones",
  ];
}

/** Decodes every image into a file of pixels. */
async function decodeInto(
  pixels: string,
  path: string,
  options: ImageDatasetOptions,
): Promise<PreparedIndex> {
  const { size, processes, onProgress } = options;
  await using listed = await listImageFiles(path);
  const names = namesOf(listed.classes, options.folders);
  assertFolders(path, names, options);
  const folders = [...names.keys()];
  const classes = [...new Set(names.values())].sort();
  const { files, hash } = selectFiles(listed, folders);
  const records: (ImageRecord | undefined)[] = [];
  const skipped = [...listed.skipped];
  let images = 0;
  await decodeFiles(files, {
    path,
    folders,
    hash,
    size,
    pixels,
    processes,
    onDecoded: (decoded) => {
      const { split, className, name } = files[decoded.position] as ImageFile;
      if ("reason" in decoded) {
        const place = split === undefined ? [] : [split];
        skipped.push({
          name: [...place, className, name].join("/"),
          reason: decoded.reason,
        });
      } else {
        records[decoded.position] = {
          split,
          label: classes.indexOf(names.get(className) as string),
          sha256: decoded.sha256,
        };
      }
      onProgress?.({ images: ++images, totalImages: files.length });
    },
  });
  const index = indexOf({ classes, records, skipped, size });
  assertClassesLeft(path, index);
  return index;
}

/** Throws where a class that is wanted has no folder. */
function assertFolders(
  path: string,
  names: Map<string, string>,
  { name, folders = {} }: ImageDatasetOptions,
): void {
  const found = new Set(names.values());
  const missing = Object.keys(folders).filter((wanted) => !found.has(wanted));
  if (missing.length === 0) return;
  throw new SyntaxError(
    `Cannot use ${path} as ${name}: no folder in it is of ` +
      `${missing.join(" or ")}. Next step: put the published archive there, ` +
      "or check the images as your own with --images",
  );
}

/** Throws where there is nothing to tell apart: too few classes have images. */
function assertClassesLeft(
  path: string,
  { classes, report }: PreparedIndex,
): void {
  const { empty, skipped } = report;
  if (classes.length - empty.length > 1) return;
  const left = classes.filter((name) => !empty.includes(name));
  const [first] = skipped;
  throw new RangeError(
    `Cannot tell classes apart in ${path}: wanted images of 2 or more that can ` +
      `be used, got those of ${left[0] ?? "none"}` +
      (first === undefined ? "" : `; ${skipped.length} left out, ` +
        `such as ${first.name} (${first.reason})`) +
      ". Next step: put right the images of another class",
  );
}

/** The names of the classes that are wanted, by their folders'. */
function namesOf(
  folders: readonly string[],
  patterns: Readonly<Record<string, RegExp>> | undefined,
): Map<string, string> {
  if (patterns === undefined) {
    return new Map(folders.map((name) => [name, name]));
  }
  return new Map(folders.flatMap((folder) => {
    const name = Object.keys(patterns).find((name) =>
      patterns[name]?.test(folder)
    );
    return name === undefined ? [] : [[folder, name]];
  }));
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
  const labels = new Set(
    [...split.train, ...split.test].map((at) => found[at]?.label),
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
      empty: classes.filter((_, label) => !labels.has(label)),
      remarks: [],
    },
  };
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
