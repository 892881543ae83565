/** Looks for near-copies once: tens of thousands of images cost seconds. */
import type { Dataset } from "../../../datasets/dataset.ts";
import { nearCopies } from "../../../datasets/near_copies.ts";
import { codeHash } from "../../trials/code_hash.ts";

/** What looks for them. */
const SEARCH = new URL("../../../datasets/near_copies.ts", import.meta.url);

/** Test images that have a near-copy in training. */
export type NearCopies = ReturnType<typeof nearCopies>;

/**
 * Finds near-copies, as {@linkcode nearCopies} does; what was found by the same
 * code is not looked for again.
 *
 * @param dataset The data set.
 * @param cache The project's cache folder.
 * @returns Nothing where each seed has images of its own.
 */
export async function nearCopiesOnce(
  dataset: Dataset,
  cache: string,
): Promise<NearCopies | undefined> {
  const { name, contentHash, imageShape, ofSeed } = dataset;
  if (ofSeed !== undefined || dataset.test.labels.length === 0) return;
  const hashes = [contentHash, await codeHash([SEARCH])]
    .map((hash) => hash.slice(0, 16));
  const folder = `${cache}/near-copies`;
  const path = `${folder}/${[name, ...imageShape, ...hashes].join("-")}.json`;
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch {
    // They are looked for, and again where the file was cut off.
  }
  const found = nearCopies(dataset);
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(path, JSON.stringify(found));
  } catch {
    // A cache that cannot be written to costs the next run a look.
  }
  return found;
}

/**
 * Says how many test images have a near-copy in training.
 *
 * @param found What was found.
 * @param isSplitHere Whether the suite split the images, and can do otherwise.
 * @returns A note, or none where there are no near-copies.
 */
export function nearCopiesNote(
  { tested, pairs }: NearCopies,
  isSplitHere = false,
): string[] {
  if (pairs.length === 0) return [];
  const share = (100 * pairs.length / tested).toFixed(1);
  return [
    `${pairs.length} of ${tested} test images (${share} %) have a near-copy in ` +
    "training: look at the pairs in the report" +
    (isSplitHere ? "; --apart near-copies keeps them on one side" : ""),
  ];
}
