/** The images in a zip, as a walk through its folders would have found them. */
import type { Found } from "./_class_folders.ts";
import {
  isHiddenName,
  isImageName,
  isLabelsName,
  isTableName,
  notImage,
  shown,
} from "./_image_names.ts";
import type { ZipLimits } from "./_zip_entry.ts";
import { openZip, type ZipEntry } from "./_zip_file.ts";

/** Settings of {@linkcode findZipImages}. */
export interface ZipImagesOptions {
  limits: ZipLimits;
  /** The table of labels that is asked for, if one is. */
  labels: string | undefined;
}

/**
 * Lists the images in a zip.
 *
 * @returns The images, which can be read until the zip is closed.
 * @throws {SyntaxError} If it is no zip, is damaged, or has entries that an
 * honest one has not.
 * @throws {RangeError} If it holds more than the limits allow.
 */
export async function findZipImages(
  path: string,
  { limits, labels }: ZipImagesOptions,
): Promise<{ found: Found; close: () => void }> {
  const { entries, close } = await openZip(path, {
    limits,
    wants: (path) => isWanted(path, labels),
  });
  return { found: imagesOf(entries), close };
}

/** A table that nobody asks for may be of any size. */
function isWanted(
  path: readonly string[],
  labels: string | undefined,
): boolean {
  const name = path.at(-1) ?? "";
  const isNamed = isLabelsName(name) ||
    isTableName(name) && labels?.split(/[\\/]/).at(-1) === name;
  return (isImageName(name) || isNamed) && !path.some(isHiddenName);
}

function imagesOf(entries: readonly ZipEntry[]): Found {
  const found: Found = { images: [], folders: [], tables: [], skipped: [] };
  const known = new Set<string>();
  for (const { path, isFolder, isLink, read } of entries) {
    if (path.some(isHiddenName)) continue;
    const deepest = isFolder ? path.length : path.length - 1;
    for (let depth = deepest; depth > 0; depth--) {
      const folder = path.slice(0, depth);
      const name = folder.join("/");
      if (known.has(name)) break;
      known.add(name);
      found.folders.push(folder);
    }
    if (isFolder) continue;
    const name = path.at(-1) as string;
    if (read !== undefined) {
      found[isTableName(name) ? "tables" : "images"].push({ path, read });
      continue;
    }
    found.skipped.push({
      name: shown(path.join("/")),
      reason: isLink ? "it is a symbolic link in a zip" : notImage(name),
    });
  }
  return found;
}
