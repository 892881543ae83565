/**
 * Images decoded once: one file of pixels, and an index beside it.
 *
 * The index says which images train and which test; the pixels are read at the
 * positions that are asked for, so that a process holds no more than it uses.
 */
import { createHash } from "node:crypto";
import type { Dataset, Split } from "../dataset.ts";
import { gatherImages } from "../gather_images.ts";
import { isDenied } from "./_unreadable.ts";

/** What is known of the images of one preparation. */
export interface PreparedIndex {
  /** The classes, in the order of the labels. */
  classes: string[];
  /** Height, width and channels, in pixels. */
  imageShape: [number, number, number];
  /** As that of a {@linkcode Dataset}. */
  contentHash: string;
  train: PreparedPart;
  test: PreparedPart;
  /** What people should know, a line each. */
  notes: string[];
}

/** The images of one part. */
export interface PreparedPart {
  /** Where each image is in the file of pixels. */
  positions: number[];
  /** The class of each, as an index. */
  labels: number[];
  /** The group of each, by a number; below 0 where it is in none. */
  groups?: number[];
  /** What the file of each is called. */
  names?: string[];
}

/** Settings of {@linkcode prepareOnce}. */
export interface PrepareOptions<Index> {
  /** The folder that prepared images are kept in. */
  folder: string;
  /** Raised with every change to what is prepared of the same files. */
  version: number;
  /**
   * What else the prepared images depend on, such as their size.
   * @default {[]}
   */
  parts?: readonly unknown[];
  /** Another file that they depend on, if there is one. */
  beside?: string | undefined;
  /**
   * Whether links to folders are followed too.
   * @default {false}
   */
  followLinks?: boolean;
  /** Writes the pixels into the file at this path, and says what they are. */
  prepare: (pixels: string) => Promise<Index>;
}

/**
 * Finds the prepared images of a file or a folder, or prepares them.
 *
 * They are known by the path, and the sizes and times of the files there, which
 * are not opened. Both files are renamed into place once they are whole, the
 * index last: what is found is complete, whatever was killed on the way.
 *
 * @param path What the images are made from.
 * @returns The index, and the path of the file of pixels.
 * @throws {Deno.errors.NotFound} If there is nothing at the path.
 */
export async function prepareOnce<Index>(
  path: string,
  options: PrepareOptions<Index>,
): Promise<{ index: Index; pixels: string }> {
  const { folder, version, parts = [], beside, followLinks = false } = options;
  const key = digest([
    version,
    await Deno.realPath(path),
    await signatureOf(path, { followLinks, around: [] }),
    beside === undefined
      ? ""
      : await signatureOf(beside, { followLinks, around: [] }).catch(() =>
        beside
      ),
    followLinks,
    ...parts,
  ]);
  const pixels = `${folder}/${key}.pixels`;
  const indexPath = `${folder}/${key}.json`;
  try {
    const index = JSON.parse(await Deno.readTextFile(indexPath));
    return { index, pixels };
  } catch (error) {
    // A damaged index is made anew, as a missing one is.
    const isMissing = error instanceof Deno.errors.NotFound;
    if (!isMissing && !(error instanceof SyntaxError)) throw error;
  }
  await Deno.mkdir(folder, { recursive: true });
  const part = `${pixels}.${Deno.pid}.part`;
  try {
    using file = await Deno.create(part);
    const index = await options.prepare(part);
    await file.sync();
    await Deno.rename(part, pixels);
    const text = JSON.stringify(index);
    await Deno.writeTextFile(`${indexPath}.${Deno.pid}.part`, text);
    await Deno.rename(`${indexPath}.${Deno.pid}.part`, indexPath);
    return { index, pixels };
  } finally {
    await Deno.remove(part).catch(() => {}); // renamed, if all went well
  }
}

/**
 * Sizes and times of the files at a path: another where one was changed. What
 * is linked to counts, but each folder once.
 */
async function signatureOf(
  path: string,
  { followLinks, around }: { followLinks: boolean; around: readonly string[] },
): Promise<string> {
  const info = await Deno.stat(path);
  if (info.isFile) return signatureOfFile(info);
  const here = await Deno.realPath(path);
  if (!info.isDirectory || around.includes(here)) return "around";
  const inside = { followLinks, around: [...around, here] };
  const lines: string[] = [];
  for (const { name, isDirectory, isSymlink } of await entriesOf(path)) {
    const child = `${path}/${name}`;
    const target = isSymlink
      ? await Deno.stat(child).catch(() => undefined)
      : undefined;
    const isFolder = isDirectory || followLinks && target?.isDirectory === true;
    const signature = isFolder
      ? await signatureOf(child, inside)
      : signatureOfFile(
        target?.isFile === true ? target : await Deno.lstat(child),
      );
    lines.push(`${name} ${signature}`);
  }
  return digest(lines.sort());
}

/** The entries of a folder; none where it may not be read. */
async function entriesOf(path: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(path));
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

/** With the mode: what may not be read today may be read tomorrow. */
function signatureOfFile({ size, mtime, mode }: Deno.FileInfo): string {
  return `${size} ${mtime?.getTime()} ${mode}`;
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Writes one image, or several side by side, at a position. */
export function writePixels(
  file: Deno.FsFile,
  images: Uint8Array,
  offset: number,
): void {
  file.seekSync(offset, Deno.SeekMode.Start);
  for (let done = 0; done < images.length;) {
    done += file.writeSync(images.subarray(done));
  }
}

/**
 * Opens prepared images as a data set.
 *
 * @param name The data set's name.
 * @param options The index, and the path of the file of pixels.
 * @returns The data set; images are read when they are asked for.
 * @throws {Deno.errors.NotFound} If the file of pixels is gone.
 * @throws {SyntaxError} If the file of pixels has another size than it must.
 */
export function openPrepared(
  name: string,
  options: { index: PreparedIndex; pixels: string },
): Dataset {
  const { index, pixels } = options;
  const { classes, imageShape, contentHash, train, test } = index;
  const imageBytes = imageShape.reduce((product, dim) => product * dim, 1);
  const last = [...train.positions, ...test.positions]
    .reduce((a, b) => Math.max(a, b), -1);
  const { size } = Deno.statSync(pixels);
  if (size < (last + 1) * imageBytes) {
    throw new SyntaxError(
      `Cannot use ${pixels}: wanted ${(last + 1) * imageBytes} bytes, got ` +
        `${size}. Next step: remove the file, and it is made anew`,
    );
  }
  const open = (part: PreparedPart) => splitOf(part, pixels, imageBytes);
  return {
    name,
    classes,
    imageShape,
    train: open(train),
    test: open(test),
    contentHash,
    notes: index.notes,
  };
}

function splitOf(
  { positions, labels, groups, names }: PreparedPart,
  pixels: string,
  imageBytes: number,
): Split {
  return {
    labels: Uint8Array.from(labels),
    ...(groups === undefined ? {} : { groups: Int32Array.from(groups) }),
    ...(names === undefined ? {} : { names }),
    images(indices) {
      using file = Deno.openSync(pixels);
      const split = { count: positions.length, imageBytes };
      return gatherImages(indices, split, (at, place) => {
        const position = positions[at] as number;
        file.seekSync(position * imageBytes, Deno.SeekMode.Start);
        readFully(file, place);
      });
    },
  };
}

/** Fills an array from where the file is. */
export function readFully(file: Deno.FsFile, target: Uint8Array): void {
  for (let done = 0; done < target.length;) {
    const count = file.readSync(target.subarray(done));
    if (count === null) {
      throw new SyntaxError("Cannot read the prepared images: the file ended");
    }
    done += count;
  }
}
