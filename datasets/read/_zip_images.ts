/** The images in a zip, as a walk through its folders would have found them. */
import type { Found } from "./_class_folders.ts";
import { isHiddenName, isImageName, shown } from "./_image_names.ts";
import type { ZipLimits } from "./_zip_entry.ts";
import { openZip, type ZipEntry } from "./_zip_file.ts";

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
  limits: ZipLimits,
): Promise<{ found: Found; close: () => void }> {
  const { entries, close } = await openZip(path, { limits, wants: isWanted });
  return { found: imagesOf(entries), close };
}

function isWanted(path: readonly string[]): boolean {
  return isImageName(path.at(-1) ?? "") && !path.some(isHiddenName);
}

function imagesOf(entries: readonly ZipEntry[]): Found {
  const found: Found = { images: [], folders: [], skipped: [] };
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
    if (read !== undefined) {
      found.images.push({ path, read });
      continue;
    }
    found.skipped.push({
      name: shown(path.join("/")),
      reason: isLink
        ? "it is a symbolic link"
        : "it is no .jpg, .jpeg, .png or .webp",
    });
  }
  return found;
}
