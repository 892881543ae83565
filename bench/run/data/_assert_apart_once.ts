/**
 * Looks at a data set's images once: tens of thousands cost seconds, and the
 * same code reads the same ones again.
 */
import type { Dataset } from "../../../datasets/dataset.ts";
import { assertApart } from "./_assert_apart.ts";
import { codeHash } from "../../trials/code_hash.ts";

/** What is looked for, beside what trials are computed with. */
const CHECK = new URL("./_assert_apart.ts", import.meta.url);

/**
 * Makes sure, as {@linkcode assertApart} does, that networks are not tested on
 * what they were trained on; what was found to be so by the same code is not
 * looked at again, nor are images that are made for each seed.
 *
 * @param dataset The data set.
 * @param cache The project's cache folder.
 * @throws {Error} If too many test images are training images as well.
 */
export async function assertApartOnce(
  dataset: Dataset,
  cache: string,
): Promise<void> {
  const { name, contentHash, imageShape, ofSeed } = dataset;
  if (ofSeed !== undefined) return;
  const hashes = [contentHash, await codeHash(), await codeHash([CHECK])]
    .map((hash) => hash.slice(0, 16));
  const folder = `${cache}/apart`;
  const mark = `${folder}/${[name, ...imageShape, ...hashes].join("-")}`;
  if (await exists(mark)) return;
  assertApart(dataset);
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(mark, "");
  } catch {
    // A cache that cannot be written to costs the next run a look.
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}
