/** Whether the test images of a data set are others than its training images. */
import { createHash } from "node:crypto";
import type { Dataset, Split } from "../../../datasets/dataset.ts";

/**
 * Test images that are in training too, as a share, from which on scores say
 * nothing. Published data sets have some copies: well under a hundredth.
 */
const MOST_SHARED = 0.02;

/** Test images that are looked at, spread over all. */
const SAMPLE = 1000;

/** Training images that are hashed at a time. */
const PAGE = 1000;

/**
 * Makes sure that networks are not tested on what they were trained on.
 *
 * @throws {Error} If too many test images are training images as well.
 */
export function assertApart(
  { name, train, test }: Pick<Dataset, "name" | "train" | "test">,
): void {
  // Nothing to test on is said where images are drawn.
  if (test.labels.length === 0) return;
  const tested = sampleOf(test.labels.length);
  const found = new Set(hashesOf(test, tested));
  const distinct = found.size;
  const all = Int32Array.from(train.labels, (_, at) => at);
  for (let from = 0; from < all.length; from += PAGE) {
    const page = all.subarray(from, from + PAGE);
    for (const hash of hashesOf(train, page)) found.delete(hash);
  }
  const shared = (distinct - found.size) / distinct;
  if (shared <= MOST_SHARED) return;
  throw new Error(
    `Cannot test on ${name}: ${
      Math.round(shared * 100)
    } % of its test images ` +
      "are among its training images. Next step: give it test images of its " +
      "own, without copies",
  );
}

function sampleOf(count: number): Int32Array {
  const length = Math.min(count, SAMPLE);
  return Int32Array.from(
    { length },
    (_, at) => Math.floor(at * count / length),
  );
}

function hashesOf(split: Split, indices: Int32Array): string[] {
  const pixels = split.images(indices);
  const size = pixels.length / indices.length;
  return Array.from(
    indices,
    (_, at) =>
      createHash("sha1").update(pixels.subarray(at * size, (at + 1) * size))
        .digest("base64"),
  );
}
