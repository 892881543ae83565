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
  /** SHA-256 of the images' contents, classes and parts, in hexadecimal. */
  contentHash: string;
  train: PreparedPart;
  test: PreparedPart;
  report: PreparationReport;
}

/** The images of one part. */
export interface PreparedPart {
  /** Where each image is in the file of pixels. */
  positions: number[];
  /** The class of each, as an index. */
  labels: number[];
}

/** What was found on the way, for people. */
export interface PreparationReport {
  /** Files that are no images, or cannot be decoded. */
  skipped: { name: string; reason: string }[];
  /** Images whose bytes another of the same class has too. */
  duplicates: number;
  /** Images left out since their bytes stand in two classes. */
  contradictory: number;
  /** Training images left out since their bytes are in the test part too. */
  leaked: number;
  /** Classes that no image is left of. */
  empty: string[];
  /** What else people should know, a line each. */
  remarks: string[];
}

/** Settings of {@linkcode prepareOnce}. */
export interface PrepareOptions {
  /** The folder that prepared images are kept in. */
  folder: string;
  /** Raised with every change to what is prepared of the same files. */
  version: number;
  /**
   * What else the prepared images depend on, such as their size.
   * @default {[]}
   */
  parts?: readonly unknown[];
  /** Writes the pixels into the file at this path, and says what they are. */
  prepare: (pixels: string) => Promise<PreparedIndex>;
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
export async function prepareOnce(
  path: string,
  options: PrepareOptions,
): Promise<{ index: PreparedIndex; pixels: string }> {
  const { folder, version, parts = [], prepare } = options;
  const key = digest([
    version,
    await Deno.realPath(path),
    await signatureOf(path),
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
    const index = await prepare(part);
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

/** Sizes and times of the files at a path: another where one was changed. */
async function signatureOf(path: string): Promise<string> {
  const info = await Deno.stat(path);
  if (info.isFile) return signatureOfFile(info);
  const lines: string[] = [];
  for (const { name, isDirectory } of await entriesOf(path)) {
    const child = `${path}/${name}`;
    const signature = isDirectory
      ? await signatureOf(child)
      : signatureOfFile(await Deno.lstat(child));
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
    notes: notesOf(index.report),
  };
}

/** What was found on the way, a line each. */
function notesOf(report: PreparationReport): string[] {
  const { skipped, duplicates, contradictory, leaked, empty, remarks } = report;
  const first = skipped.slice(0, 3).map(({ name, reason }) =>
    `${name} (${reason})`
  );
  const rest = skipped.length > first.length ? " and others" : "";
  const notes: [number, string][] = [
    [skipped.length, `left out: ${first.join("; ")}${rest}`],
    [duplicates, "with the same bytes as another of the same class"],
    [contradictory, "left out: the same bytes stand in two classes"],
    [leaked, "left out of training: the same bytes are tested on"],
  ];
  return [
    ...remarks,
    ...empty.map((name) => `no image is left of the class ${name}`),
    ...notes.filter(([count]) => count > 0).map(([count, text]) =>
      `${count} ${count === 1 ? "file" : "files"} ${text}`
    ),
  ];
}

function splitOf(
  { positions, labels }: PreparedPart,
  pixels: string,
  imageBytes: number,
): Split {
  return {
    labels: Uint8Array.from(labels),
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

function readFully(file: Deno.FsFile, target: Uint8Array): void {
  for (let done = 0; done < target.length;) {
    const count = file.readSync(target.subarray(done));
    if (count === null) {
      throw new SyntaxError("Cannot read the prepared images: the file ended");
    }
    done += count;
  }
}
