/** Data sets that are published as four IDX files: MNIST and its relatives. */
import { createHash } from "node:crypto";
import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { Dataset, DatasetReader, Split } from "../dataset.ts";
import { gatherImages } from "../gather_images.ts";
import { cacheFolder } from "./cache_folder.ts";
import { type IdxArray, readIdx } from "./idx.ts";
import { damaged } from "./_unreadable.ts";

/** The four files of such a data set, as they are named everywhere. */
const FILES = {
  trainImages: "train-images-idx3-ubyte",
  trainLabels: "train-labels-idx1-ubyte",
  testImages: "t10k-images-idx3-ubyte",
  testLabels: "t10k-labels-idx1-ubyte",
} as const;

/** SHA-256 of each file's decompressed bytes, in hexadecimal. */
export type IdxHashes = Readonly<Record<keyof typeof FILES, string>>;

/** What {@linkcode loadIdxDataset} reads and checks. */
export interface IdxDatasetOptions {
  name: string;
  classes: readonly string[];
  /** The published hashes. */
  hashes: IdxHashes;
}

/** A reader of such a data set, of images of 28x28 pixels. */
export function idxReader(options: IdxDatasetOptions): DatasetReader {
  const { name, classes } = options;
  return {
    name,
    classes,
    imageShape: [28, 28, 1],
    isResizable: false,
    files: Object.values(FILES).map((file) => ({ name: `${file}.gz` })),
    load: ({ data, cache }) =>
      loadIdxDataset(data ?? cacheFolder({ name }, cache), options),
  };
}

/**
 * Loads the four files, gzip or plain, from a folder or from the folder in it
 * that has the data set's name.
 *
 * The hash is of the decompressed bytes: the gzip around them varies from
 * mirror to mirror.
 *
 * @param folder Where the files are.
 * @returns The data set.
 * @throws {Deno.errors.NotFound} If a file is not there.
 * @throws {SyntaxError} If a file is cut short, is not an IDX file, or is not
 * the published one.
 */
export async function loadIdxDataset(
  folder: string,
  options: IdxDatasetOptions,
): Promise<Dataset> {
  const { name, classes, hashes } = options;
  const contents = createHash("sha256");
  const read = async (part: keyof typeof FILES) => {
    const path = await findFile(folder, name, FILES[part]);
    const bytes = await readBytes(path);
    const array = readIdx(bytes, path);
    const hash = createHash("sha256").update(bytes).digest("hex");
    if (hash !== hashes[part]) {
      throw new SyntaxError(
        `Cannot use ${path}: wanted the published ${name} file with SHA-256 ` +
          `${hashes[part]} (of the decompressed bytes), got ${hash}. Next ` +
          "step: fetch the file again",
      );
    }
    contents.update(hash);
    return array;
  };
  const trainImages = await read("trainImages");
  const train = splitOf(trainImages, await read("trainLabels"));
  const test = splitOf(await read("testImages"), await read("testLabels"));
  const [, height = 0, width = 0] = trainImages.shape;
  return {
    name,
    classes,
    imageShape: [height, width, 1],
    train,
    test,
    contentHash: contents.digest("hex"),
    notes: [],
  };
}

function splitOf(images: IdxArray, labels: IdxArray): Split {
  const pixels = images.values;
  const count = labels.values.length;
  if (images.shape.length !== 3 || images.shape[0] !== count) {
    throw new SyntaxError(
      `Cannot pair ${count} labels with images of shape [${images.shape}]: ` +
        "wanted [count, height, width]",
    );
  }
  const imageBytes = pixels.length / count;
  return {
    labels: labels.values,
    images: (indices) =>
      gatherImages(indices, { count, imageBytes }, (position, place) => {
        const start = position * imageBytes;
        place.set(pixels.subarray(start, start + imageBytes));
      }),
  };
}

async function findFile(
  folder: string,
  name: string,
  file: string,
): Promise<string> {
  const candidates = [folder, `${folder}/${name}`].flatMap((place) => [
    `${place}/${file}.gz`,
    `${place}/${file}`,
  ]);
  for (const path of candidates) {
    const found = await Deno.stat(path).then(
      (info) => info.isFile,
      () => false,
    );
    if (found) return path;
  }
  throw new Deno.errors.NotFound(
    `Cannot load ${name}: there is no ${file}.gz in ${folder} or ` +
      `${folder}/${name}. Next step: put the four files of ${name} there, or ` +
      "point --data (or FINALBN_DATA) at the folder that has them",
  );
}

async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await Deno.readFile(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return bytes;
  try {
    return await promisify(gunzip)(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw damaged(path, `it is cut short or damaged: ${reason}`, { cause });
  }
}
