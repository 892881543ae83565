/** The images below a folder. */
import type { Found } from "./_class_folders.ts";
import { isHiddenName, isImageName, shown } from "./_image_names.ts";
import { isDenied, unreadable } from "./_unreadable.ts";

/** A wrapping folder, a split, a class: nothing is looked for further down. */
const DEEPEST_FOLDER = 3;

/** The most that a folder may hold. */
export interface FolderLimits {
  files: number;
  bytesPerFile: number;
}

/**
 * Lists the images below a folder, without following symbolic links.
 *
 * @throws {RangeError} If there are more files than the limit.
 */
export async function findFolderImages(
  root: string,
  limits: FolderLimits,
): Promise<Found> {
  const found: Found = { images: [], folders: [], skipped: [] };
  const waiting: string[][] = [[]];
  let seen = 0;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const entries = await entriesOf(root, { path, found });
    if (entries === undefined) continue;
    if (path.length > 0) found.folders.push(path);
    for (const entry of entries) {
      if (++seen > limits.files) {
        throw new RangeError(
          `Cannot list ${root}: wanted at most ${limits.files} files, got ` +
            "more. Next step: give the folder that has the classes",
        );
      }
      const inner = [...path, entry.name];
      const reason = isHiddenName(entry.name) ? "" : unusable(entry, inner);
      if (reason !== undefined) {
        const name = shown(inner.join("/"));
        if (reason !== "") found.skipped.push({ name, reason });
      } else if (entry.isDirectory) {
        waiting.push(inner);
      } else {
        const file = `${root}/${inner.join("/")}`;
        const read = () => readImage(file, limits);
        found.images.push({ path: inner, read });
      }
    }
  }
  return found;
}

/** What a folder holds, or nothing where it may not be read. */
async function entriesOf(
  root: string,
  { path, found }: { path: string[]; found: Found },
): Promise<Deno.DirEntry[] | undefined> {
  const folder = [root, ...path].join("/");
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    if (!isDenied(error) || path.length === 0) {
      throw unreadable(shown(folder), error);
    }
    found.skipped.push({
      name: shown(path.join("/")),
      reason: "there is no permission to read this folder",
    });
    return undefined;
  }
}

/** Why an entry is not taken, or nothing. */
function unusable(entry: Deno.DirEntry, path: string[]): string | undefined {
  if (entry.isSymlink) return "it is a symbolic link";
  // What the system's bytes become where they are not UTF-8.
  if (entry.name.includes("\ufffd")) return "its name is not UTF-8";
  if (entry.isDirectory) {
    return path.length > DEEPEST_FOLDER
      ? "it is a folder inside a class folder"
      : undefined;
  }
  if (!entry.isFile) return "it is not a regular file";
  return isImageName(entry.name)
    ? undefined
    : "it is no .jpg, .jpeg, .png or .webp";
}

async function readImage(
  file: string,
  { bytesPerFile }: FolderLimits,
): Promise<Uint8Array> {
  try {
    using handle = await Deno.open(file);
    const { size } = await handle.stat();
    if (size > bytesPerFile) {
      throw new RangeError(
        `Cannot read ${file}: wanted at most ${bytesPerFile} bytes, got ` +
          `${size}. Next step: leave out what is too large`,
      );
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const count = await handle.read(bytes.subarray(at));
      if (count === null) break;
      at += count;
    }
    return bytes.subarray(0, at);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw unreadable(shown(file), error);
  }
}
