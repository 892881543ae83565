/** Data sets of photographs in class folders: published ones, and the user's. */
import type {
  Dataset,
  DatasetReader,
  DatasetSource,
  OwnImages,
} from "../dataset.ts";
import { groupingOf } from "./_group_images.ts";
import { byLeaf, type KnownLeaves } from "./_leaf_maps.ts";
import { cacheFolder } from "./cache_folder.ts";
import { type ImageHeader, readHeader } from "./decode_image.ts";
import { type ImageDatasetOptions, loadImageDataset } from "./image_dataset.ts";
import { listImageFiles } from "./image_files.ts";

/** The name of the data set that is the user's own images. */
export const OWN_IMAGES = "images";

/** Height and width that photographs are decoded to, unless told otherwise. */
const DEFAULT_SIZE = 64;

/** What sets one published data set of photographs apart. */
type PhotographsOptions =
  & Pick<DatasetReader, "name" | "files" | "collection">
  & {
    /** The folders of each class: the first pattern that matches names it. */
    folders: Readonly<Record<string, RegExp>>;
    /** The SHA-256 of the content, whatever container it comes in. */
    contentHash?: string;
    /** Which photographs are of one leaf. */
    leaves?: KnownLeaves;
  };

/**
 * A reader of a published data set of photographs.
 *
 * Local copies are a folder or a zip of the data set's name, or the published
 * archive.
 */
export function photographs(options: PhotographsOptions): DatasetReader {
  const { folders, contentHash, leaves, ...own } = options;
  const known = {
    ...own,
    classes: Object.keys(folders).sort(),
    files: [...own.files, ...Object.values(leaves?.maps ?? {})],
  };
  const { name } = known;
  return {
    ...known,
    imageShape: [DEFAULT_SIZE, DEFAULT_SIZE, 3],
    isResizable: true,
    async load(source, { size, apart }) {
      const names = [
        name,
        `${name}.zip`,
        ...own.files.map((file) => file.name),
      ];
      const path = await findFiles(known, names, source);
      return await decodePhotographs(path, {
        name,
        size,
        apart,
        source,
        folders,
        contentHash,
        grouping: leaves && byLeaf(known, { known: leaves, source, apart }),
      });
    },
  };
}

/** A class of images. */
export interface ClassCount {
  name: string;
  /** Files of it, whether or not they can be read as images. */
  count: number;
}

/** Formats and sizes of the user's own images. */
export interface FileSurvey {
  /** Files that were looked at: some, where there are many. */
  files: number;
  /** Files of each format, the most frequent first. */
  formats: [format: string, files: number][];
  /** Width and height of the smallest, the median and the largest. */
  sizes: [width: number, height: number][];
}

/** Files that are looked at, spread over all. */
const MOST_SURVEYED = 5000;

/**
 * Looks at the user's own images, and decodes none.
 *
 * @param path A folder, or a zip.
 * @param own How its images are found, beside their folders.
 */
export async function surveyFiles(
  path: string,
  own: OwnImages = {},
): Promise<FileSurvey> {
  await using listed = await listImageFiles(path, own);
  const count = Math.min(listed.files.length, MOST_SURVEYED);
  const headers: ImageHeader[] = [];
  for (let at = 0; at < count; at++) {
    const chosen = Math.floor(at * listed.files.length / count);
    const bytes = await listed.files[chosen]?.read().catch(() => undefined);
    const header = bytes && await readHeader(bytes);
    if (header !== undefined) headers.push(header);
  }
  const formats = Map.groupBy(headers, ({ format }) => format);
  const sizes = headers
    .map(({ width, height }): [number, number] => [width, height])
    .sort(([a, b], [c, d]) => a * b - c * d);
  return {
    files: headers.length,
    formats: [...formats]
      .map(([format, { length }]): [string, number] => [format, length])
      .sort(([, one], [, other]) => other - one),
    sizes: [0, sizes.length >> 1, sizes.length - 1]
      .flatMap((at) => sizes[at] === undefined ? [] : [sizes[at]]),
  };
}

/**
 * The classes of the user's own images.
 *
 * @param path A folder, or a zip.
 * @param own How its images are found, beside their folders.
 * @throws {Deno.errors.NotFound} If there is nothing at the path.
 * @throws {SyntaxError} If it holds no classes of images.
 */
export async function listClasses(
  path: string,
  own: OwnImages = {},
): Promise<ClassCount[]> {
  await using listed = await listImageFiles(path, own);
  const files = Map.groupBy(listed.files, ({ className }) => className);
  return listed.classes.map((name) => ({
    name,
    count: files.get(name)?.length ?? 0,
  }));
}

/**
 * A reader of the user's own images.
 *
 * @param path A folder, or a zip, with a folder for each class.
 * @param classes Its classes, where they are known already.
 */
export function ownPhotographs(
  path: string,
  classes: readonly string[] = [],
): DatasetReader {
  return {
    name: OWN_IMAGES,
    classes,
    imageShape: [DEFAULT_SIZE, DEFAULT_SIZE, 3],
    isResizable: true,
    files: [],
    async load(source, { size, apart }) {
      const { groups, ...listing } = source.own ?? {};
      return await decodePhotographs(path, {
        name: OWN_IMAGES,
        size,
        apart,
        source,
        listing,
        grouping: groups === undefined ? undefined : groupingOf(groups),
      });
    },
  };
}

/**
 * Loads class folders, and tells the source's listener how far it is.
 *
 * @param path A folder, or a zip, with a folder for each class.
 * @param options What {@linkcode loadImageDataset} is told.
 */
export function decodePhotographs(
  path: string,
  { source, ...options }:
    & Omit<ImageDatasetOptions, "cache" | "onProgress" | "processes">
    & { source: DatasetSource },
): Promise<Dataset> {
  return loadImageDataset(path, {
    ...options,
    cache: source.cache,
    onProgress: ({ images, totalImages }) =>
      source.onProgress?.({
        action: `decoding ${options.name}`,
        done: images,
        total: totalImages,
        unit: "images",
      }),
  });
}

/**
 * The path of the first of some names in the folder of local copies, or in the
 * cache if none is given.
 *
 * @throws {Deno.errors.NotFound} If the folder has none of them.
 */
export async function findFiles(
  reader: Pick<DatasetReader, "name" | "collection">,
  names: readonly string[],
  { data, cache }: DatasetSource,
): Promise<string> {
  const { name } = reader;
  const folder = data ?? cacheFolder(reader, cache);
  for (const place of [folder, `${folder}/${name}`]) {
    for (const candidate of names) {
      const path = `${place}/${candidate}`;
      if (await Deno.stat(path).then(() => true, () => false)) return path;
    }
  }
  throw new Deno.errors.NotFound(
    `Cannot load ${name}: ${folder} has none of ${names.join(", ")}. Next ` +
      "step: put one of them there, or leave out --data and FINALBN_DATA to " +
      "fetch it",
  );
}
