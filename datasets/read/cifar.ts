/**
 * Reads the binary version of CIFAR-10.
 *
 * A batch is a row of records without a header: one byte for the class, then
 * the red, the green and the blue values of 32 by 32 pixels, row-major.
 * Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny
 * Images", 2009, and the page of the data set, "Binary version".
 */
import { readTarFile } from "./_tar_file.ts";
import { damaged, unreadable } from "./_unreadable.ts";

/** Images and what they show. */
export interface CifarPart {
  /** Row-major `[images, 32, 32, 3]`, 0 to 255. */
  images: Uint8Array;
  /** The class of each image, 0 to 9. */
  labels: Uint8Array;
}

/** The data set. */
export interface Cifar10 {
  train: CifarPart;
  test: CifarPart;
}

/** Settings of {@linkcode loadCifar10}. */
export interface Cifar10Options {
  /**
   * Images in each of the six files.
   * @default {10_000}
   */
  imagesPerFile?: number;
}

const PIXELS = 32 * 32;
const IMAGE_BYTES = 3 * PIXELS;
const RECORD_BYTES = 1 + IMAGE_BYTES;
const CLASSES = 10;

/** In the order in which they are given. */
const FILES = [
  "data_batch_1.bin",
  "data_batch_2.bin",
  "data_batch_3.bin",
  "data_batch_4.bin",
  "data_batch_5.bin",
  "test_batch.bin",
];

const TRAIN_FILES = 5;

const FOLDER = "cifar-10-batches-bin";

/** Room for headers, padding and the two text files, against bombs. */
const MOST_OTHER_BYTES = 64 * 2 ** 20;

/**
 * Loads the archive `cifar-10-binary.tar.gz`, or its plain tar, or the folder
 * that was unpacked from it.
 *
 * An archive is read as a stream: beside the result, the memory holds one of
 * the six files.
 *
 * @param path The archive, the folder with the six files, or the folder around
 * that.
 * @returns 50,000 images to train with and 10,000 to test with.
 * @throws {Deno.errors.NotFound} If there is nothing at the path.
 * @throws {SyntaxError} If a file is missing, cut short, too long or damaged.
 */
export async function loadCifar10(
  path: string,
  options: Cifar10Options = {},
): Promise<Cifar10> {
  const { imagesPerFile = 10_000 } = options;
  const info = await statOf(path);
  if (!info.isDirectory && !info.isFile) {
    throw damaged(path, "it is neither a folder nor a file", {
      nextStep: "give cifar-10-binary.tar.gz, or the folder unpacked from it",
    });
  }
  const result = new Batches(path, imagesPerFile);
  await (info.isDirectory ? readFolder(result) : readArchive(result));
  return result.parts();
}

/**
 * Parses one file of the data set.
 *
 * @param bytes The whole file.
 * @param name What to call it in messages.
 * @returns Its images, with the three values of a pixel side by side.
 * @throws {SyntaxError} If it is no row of whole records, or a class is not
 * 0 to 9.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseCifarBatch } from "./cifar.ts";
 * const file = new Uint8Array(3073).fill(255, 1025, 2049);
 * file[0] = 6;
 * const { images, labels } = parseCifarBatch(file);
 * assertEquals([...labels], [6]);
 * assertEquals([...images.subarray(0, 3)], [0, 255, 0]);
 * ```
 */
export function parseCifarBatch(
  bytes: Uint8Array,
  name = "the CIFAR-10 batch",
): CifarPart {
  const count = bytes.length / RECORD_BYTES;
  if (count === 0 || !Number.isInteger(count)) {
    throw damaged(
      name,
      `wanted records of ${RECORD_BYTES} bytes each, got ${bytes.length} bytes`,
    );
  }
  const images = new Uint8Array(count * IMAGE_BYTES);
  const labels = new Uint8Array(count);
  for (let image = 0; image < count; image++) {
    const start = image * RECORD_BYTES;
    const label = bytes[start] as number;
    if (label >= CLASSES) {
      throw damaged(
        name,
        `wanted a class from 0 to ${CLASSES - 1}, got ${label} for image ` +
          `${image}`,
      );
    }
    labels[image] = label;
    let to = image * IMAGE_BYTES;
    for (let red = start + 1; red <= start + PIXELS; red++) {
      images[to++] = bytes[red] as number;
      images[to++] = bytes[red + PIXELS] as number;
      images[to++] = bytes[red + 2 * PIXELS] as number;
    }
  }
  return { images, labels };
}

/** The six files, each put in its place as it comes. */
class Batches {
  readonly path: string;
  readonly bytesPerFile: number;
  readonly #imagesPerFile: number;
  readonly #images: Uint8Array;
  readonly #labels: Uint8Array;
  readonly #got = new Set<number>();

  constructor(path: string, imagesPerFile: number) {
    if (!(Number.isInteger(imagesPerFile) && imagesPerFile > 0)) {
      throw new RangeError(
        `Cannot load CIFAR-10 with ${imagesPerFile} images a file: wanted a ` +
          "positive integer",
      );
    }
    this.path = path;
    this.bytesPerFile = imagesPerFile * RECORD_BYTES;
    this.#imagesPerFile = imagesPerFile;
    const total = FILES.length * imagesPerFile;
    this.#images = new Uint8Array(total * IMAGE_BYTES);
    this.#labels = new Uint8Array(total);
  }

  /** Takes a file, unless its size shows that it is not the one. */
  async add(
    file: string,
    { size, read }: { size: number; read: () => Promise<Uint8Array> },
  ): Promise<void> {
    const index = FILES.indexOf(file);
    const name = `${file} of ${this.path}`;
    if (this.#got.has(index)) {
      throw damaged(name, "wanted one file of this name, got two");
    }
    this.#assertSize(name, size);
    const bytes = await read();
    this.#assertSize(name, bytes.length);
    const { images, labels } = parseCifarBatch(bytes, name);
    this.#images.set(images, index * images.length);
    this.#labels.set(labels, index * labels.length);
    this.#got.add(index);
  }

  #assertSize(name: string, size: number): void {
    if (size === this.bytesPerFile) return;
    throw damaged(
      name,
      `wanted ${this.bytesPerFile} bytes (${this.#imagesPerFile} records of ` +
        `${RECORD_BYTES}), got ${size}`,
    );
  }

  parts(): Cifar10 {
    const missing = FILES.filter((_, index) => !this.#got.has(index));
    if (missing.length > 0) {
      throw damaged(
        this.path,
        `wanted the six files of CIFAR-10, got none named ${
          missing.join(", ")
        }`,
        { nextStep: "fetch cifar-10-binary.tar.gz, the binary version, again" },
      );
    }
    const images = TRAIN_FILES * this.#imagesPerFile;
    const bytes = images * IMAGE_BYTES;
    return {
      train: {
        images: this.#images.subarray(0, bytes),
        labels: this.#labels.subarray(0, images),
      },
      test: {
        images: this.#images.subarray(bytes),
        labels: this.#labels.subarray(images),
      },
    };
  }
}

async function readFolder(batches: Batches): Promise<void> {
  const { path } = batches;
  const inner = `${path}/${FOLDER}`;
  const folder = await isThere(inner) ? inner : path;
  for (const file of FILES) {
    const whole = `${folder}/${file}`;
    if (!await isThere(whole)) continue;
    try {
      const { size } = await Deno.stat(whole);
      await batches.add(file, { size, read: () => Deno.readFile(whole) });
    } catch (error) {
      throw error instanceof SyntaxError ? error : unreadable(whole, error);
    }
  }
}

async function readArchive(batches: Batches): Promise<void> {
  const { path, bytesPerFile } = batches;
  const mostBytes = FILES.length * bytesPerFile + MOST_OTHER_BYTES;
  for await (const member of readTarFile(path, { mostBytes })) {
    const file = member.name.split("/").at(-1) as string;
    if (member.isFile && FILES.includes(file)) await batches.add(file, member);
  }
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

async function statOf(path: string): Promise<Deno.FileInfo> {
  try {
    return await Deno.stat(path);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw unreadable(path, cause);
    throw new Deno.errors.NotFound(
      `Cannot load CIFAR-10: there is no ${path}. Next step: fetch ` +
        "cifar-10-binary.tar.gz, the binary version",
      { cause },
    );
  }
}
