/** A data set of photographs: decoded once, then split and read. */
import { createHash } from "node:crypto";
import type { Apart, Dataset } from "../dataset.ts";
import { nearPairs } from "../near_copies.ts";
import { decodeFiles } from "./_decode_files.ts";
import { type DecodedFile, deepPath } from "./_decode_share.ts";
import { type Grouping, usualGroups } from "./_group_images.ts";
import { scaleDeep } from "./_scale_deep.ts";
import { shown } from "./_image_names.ts";
import { selectFiles } from "./_select_files.ts";
import { type Skipped, skippedNotes } from "./_skipped.ts";
import { DECODER } from "./decode_image.ts";
import { type ImageFile, listImageFiles, type Listing } from "./image_files.ts";
import {
  assertClassesLeft,
  assertFolders,
  namesOf,
} from "./_wanted_classes.ts";
import { openPrepared, prepareOnce } from "./prepared_images.ts";
import { decodingNotes } from "./_decoding_notes.ts";
import { type DecodedImages, splitDecoded } from "./_split_decoded.ts";

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
   * How the images are found, beside their own folders.
   * @default {{}}
   */
  listing?: Listing | undefined;
  /**
   * Which images are of one thing.
   * @default {by a table of labels or by folders inside the class folders}
   */
  grouping?: Grouping | undefined;
  /**
   * What is never on both sides of the split.
   * @default {"groups"}
   */
  apart?: Apart | undefined;
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

/** Raised with every change to what near-copies are. */
const NEAR_VERSION = 1;

/** Raised with every change to what a prepared file holds. */
const VERSION = 4;

/**
 * Loads photographs from a directory or a zip file.
 *
 * They are decoded and resized once into the cache, under a key of content,
 * size and decoder. What is in the cache is found again by the files' sizes
 * and times, without opening them.
 *
 * @param path A folder, or a `.zip`, as {@linkcode listImageFiles} takes it.
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
  const { name, size, cache, contentHash, folders = {}, listing = {} } =
    options;
  const patterns = Object.entries(folders).map(([name, pattern]) =>
    `${name} ${pattern}`
  );
  const { labels, followLinks = false } = listing;
  const { index, pixels } = await prepareOnce<DecodedImages>(path, {
    folder: `${cache}/images`,
    version: VERSION,
    parts: [DECODER, name, size, patterns, labels],
    beside: labels,
    followLinks,
    prepare: (pixels) => decodeInto(pixels, path, options),
  });
  const { grouping = (images) => Promise.resolve(usualGroups(images)) } =
    options;
  const { apart = "groups" } = options;
  const split = splitDecoded(index, {
    ...await grouping(index.images),
    apart,
    pairs: apart === "near-copies" ? await pairsOnce(index, pixels) : [],
  });
  const dataset = openPrepared(name, { index: split, pixels });
  const notes = [
    ...departures(contentHash, index.contentHash),
    ...dataset.notes,
  ];
  const isSplitHere = index.images.every(({ split }) => split === undefined);
  return { ...dataset, isSplitHere, notes };
}

/** Finds near-copies among all images, once where the cache may be written. */
async function pairsOnce(
  index: DecodedImages,
  pixels: string,
): Promise<[number, number][]> {
  const kept = `${pixels}.near-${NEAR_VERSION}`;
  try {
    return JSON.parse(await Deno.readTextFile(kept));
  } catch {
    // It is made, or made anew where it was cut off.
  }
  const all = {
    positions: index.images.map(({ position }) => position),
    labels: index.images.map(({ label }) => label),
  };
  const none = { positions: [], labels: [] };
  const { train } = openPrepared("all", {
    index: { ...index, train: all, test: none, notes: [] },
    pixels,
  });
  const pairs = nearPairs(train, index.imageShape);
  // A worker may not write, and need not.
  await Deno.writeTextFile(kept, JSON.stringify(pairs)).catch(() => {});
  return pairs;
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
): Promise<DecodedImages> {
  const { size, processes, onProgress, listing = {} } = options;
  await using listed = await listImageFiles(path, listing);
  const names = namesOf(listed.classes, options.folders);
  assertFolders(path, names, options);
  const folders = [...names.keys()];
  const classes = [...new Set(names.values())].sort();
  const { files, hash } = selectFiles(listed, folders);
  const decodedFiles = new Map<number, DecodedFile>();
  const skipped: Skipped[] = [...listed.skipped];
  let done = 0;
  try {
    await decodeFiles(files, {
      path,
      listing,
      folders,
      hash,
      size,
      pixels,
      processes,
      onDecoded: ({ position, ...decoded }) => {
        if ("reason" in decoded) {
          const { reason } = decoded;
          skipped.push({ name: nameOf(files[position] as ImageFile), reason });
        } else {
          decodedFiles.set(position, decoded);
        }
        onProgress?.({ images: ++done, totalImages: files.length });
      },
    });
    const positions = [...decodedFiles.keys()].sort((a, b) => a - b);
    const found = positions.map((position) => ({
      file: files[position] as ImageFile,
      position,
      ...decodedFiles.get(position) as DecodedFile,
    }));
    const range = await scaleDeep(pixels, {
      ranges: new Map(
        found.flatMap(({ position, range }) =>
          range === undefined ? [] : [[position, range]]
        ),
      ),
      imageBytes: size * size * 3,
    });
    const images = found.map(({ position, sha256, file }) => ({
      position,
      sha256,
      split: file.split,
      label: classes.indexOf(names.get(file.className) as string),
      path: file.path,
      folder: file.folder,
      group: file.group,
    }));
    const contents = images.map(({ split, label, sha256 }) =>
      [split ?? "", classes[label], sha256].join("/")
    );
    assertClassesLeft(path, { classes, images, skipped });
    return {
      classes,
      imageShape: [size, size, 3],
      contentHash: digest(contents.sort()),
      images,
      remarks: [
        ...listed.remarks,
        ...decodingNotes(
          found.map(({ file, ...decoded }) => ({
            name: nameOf(file),
            ...decoded,
          })),
          range,
        ),
        ...skippedNotes(skipped.sort((a, b) => a.name < b.name ? -1 : 1)),
      ],
    };
  } finally {
    await Deno.remove(deepPath(pixels)).catch(() => {}); // none was begun
  }
}

/** Where a file is, for people. */
function nameOf({ path }: ImageFile): string {
  return shown(path.join("/"));
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
