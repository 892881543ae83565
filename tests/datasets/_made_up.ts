/** Small made-up inputs for the tests of this folder. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Split } from "../../datasets/dataset.ts";
import type { IdxHashes } from "../../datasets/read/idx_dataset.ts";

/** What an IDX file says, before it is one. */
export interface IdxParts {
  shape: readonly number[];
  values: ArrayLike<number>;
  /** The type byte; 8 is unsigned bytes. */
  type?: number;
}

/** Writes an IDX file by hand. */
export function idxFile({ shape, values, type = 8 }: IdxParts): Uint8Array {
  const sizes = shape.flatMap((size) => [
    Math.floor(size / 2 ** 24) % 256,
    Math.floor(size / 2 ** 16) % 256,
    Math.floor(size / 2 ** 8) % 256,
    size % 256,
  ]);
  return Uint8Array.from([
    0,
    0,
    type,
    shape.length,
    ...sizes,
    ...Array.from(values),
  ]);
}

/** The four files of an IDX data set. */
export type IdxFiles = Record<keyof IdxHashes, Uint8Array>;

/** Three classes of images of 2 by 3 pixels: five to train, three to test. */
export function smallFiles(): IdxFiles {
  const pixels = (count: number, first: number) =>
    Array.from({ length: count * 6 }, (_, at) => first + at);
  return {
    trainImages: idxFile({ shape: [5, 2, 3], values: pixels(5, 1) }),
    trainLabels: idxFile({ shape: [5], values: [0, 1, 2, 0, 1] }),
    testImages: idxFile({ shape: [3, 2, 3], values: pixels(3, 101) }),
    testLabels: idxFile({ shape: [3], values: [2, 1, 0] }),
  };
}

/** The SHA-256 of each file, in hexadecimal. */
export function hashesOf(files: IdxFiles): IdxHashes {
  const hash = (bytes: Uint8Array) =>
    createHash("sha256").update(bytes).digest("hex");
  return {
    trainImages: hash(files.trainImages),
    trainLabels: hash(files.trainLabels),
    testImages: hash(files.testImages),
    testLabels: hash(files.testLabels),
  };
}

/** The names that the four files are published under. */
export const IDX_NAMES = {
  trainImages: "train-images-idx3-ubyte",
  trainLabels: "train-labels-idx1-ubyte",
  testImages: "t10k-images-idx3-ubyte",
  testLabels: "t10k-labels-idx1-ubyte",
} as const;

/** Puts the four files into a folder, all gzip or all plain. */
export async function writeFiles(
  folder: string,
  files: IdxFiles,
  options: { gzip: boolean },
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const [part, bytes] of Object.entries(files)) {
    const name = IDX_NAMES[part as keyof IdxFiles];
    await Deno.writeFile(
      `${folder}/${name}${options.gzip ? ".gz" : ""}`,
      options.gzip ? gzipSync(bytes) : bytes,
    );
  }
}

/** Lends a folder that is gone afterwards. */
export async function withFolder(
  action: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await action(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A split whose classes lie interleaved, and whose images nobody may read. */
export function splitOfCounts(counts: readonly number[]): Split {
  const rounds = Math.max(...counts);
  const labels = Array.from(
    { length: rounds },
    (_, round) =>
      counts.flatMap((count, label) => round < count ? [label] : []),
  );
  return {
    labels: Uint8Array.from(labels.flat()),
    images() {
      throw new Error("Cannot give images: nobody should ask for them");
    },
  };
}
