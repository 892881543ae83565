/** The images of the class folders that are wanted. */
import { createHash } from "node:crypto";
import type { ImageFile, ImageFiles } from "./image_files.ts";

/**
 * Selects images.
 *
 * @param listed What a folder or a zip holds.
 * @param folders The names of class folders.
 * @returns Their images, in the order listed, and a hash that tells this list
 * from any other.
 */
export function selectFiles(
  listed: Pick<ImageFiles, "files">,
  folders: readonly string[],
): { files: ImageFile[]; hash: string } {
  const wanted = new Set(folders);
  const files = listed.files.filter(({ className }) => wanted.has(className));
  const hash = createHash("sha256");
  for (const { split, className, name } of files) {
    hash.update(JSON.stringify([split, className, name]));
  }
  return { files, hash: hash.digest("hex") };
}
