/** CIFAR-10: from its official binary archive, or from images in folders. */
import { createHash } from "node:crypto";
import { publishedNote } from "./_published_note.ts";
import type { DatasetFile, DatasetReader } from "../dataset.ts";
import { loadCifar10 } from "./cifar.ts";
import { decodePhotographs, findFiles } from "./photographs.ts";
import {
  openPrepared,
  type PreparedIndex,
  prepareOnce,
  writePixels,
} from "./prepared_images.ts";

const CLASSES = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck",
];

const SIZE = 32;

const ARCHIVE: DatasetFile = {
  name: "cifar-10-binary.tar.gz",
  // Of the archive as published; MD5 c32a1d4ab5d03f1284b67883e8d87530.
  sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
};

/** What the archive unpacks to. */
const BATCHES = "cifar-10-batches-bin";

/** Raised with every change to what a prepared file holds. */
const VERSION = 4;

/** The reader of the archive, its unpacked folder, or images in class folders. */
export const cifar10: DatasetReader = {
  name: "cifar-10",
  classes: CLASSES,
  imageShape: [SIZE, SIZE, 3],
  isResizable: false,
  files: [ARCHIVE],
  async load(source) {
    const { name } = cifar10;
    const names = [ARCHIVE.name, BATCHES, "cifar-10-images.zip", name];
    const path = await findFiles(cifar10, names, source);
    if (!path.endsWith(ARCHIVE.name) && !path.endsWith(BATCHES)) {
      return await decodePhotographs(path, { name, size: SIZE, source });
    }
    const prepared = await prepareOnce(path, {
      folder: `${source.cache}/images`,
      version: VERSION,
      prepare: async (pixels) => {
        // What was fetched was checked on its way.
        const remarks = source.data === undefined
          ? []
          : await publishedNote(path, ARCHIVE);
        return await unpackInto(pixels, { path, remarks });
      },
    });
    return openPrepared(name, prepared);
  },
};

/** Writes the training images, then the test images. */
async function unpackInto(
  pixels: string,
  { path, remarks }: { path: string; remarks: string[] },
): Promise<PreparedIndex> {
  const { train, test } = await loadCifar10(path);
  const contents = createHash("sha256");
  for (const { images, labels } of [train, test]) {
    contents.update(images).update(labels);
  }
  using file = await Deno.open(pixels, { write: true });
  writePixels(file, train.images, 0);
  writePixels(file, test.images, train.images.length);
  const partOf = (labels: Uint8Array, first: number) => ({
    positions: Array.from(labels, (_, at) => first + at),
    labels: Array.from(labels),
  });
  return {
    classes: CLASSES,
    imageShape: [SIZE, SIZE, 3],
    contentHash: contents.digest("hex"),
    train: partOf(train.labels, 0),
    test: partOf(test.labels, train.labels.length),
    notes: remarks,
  };
}
