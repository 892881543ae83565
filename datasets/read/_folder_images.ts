/** The images below a folder. */
import { sep } from "node:path";
import type { Found } from "./_class_folders.ts";
import {
  isHiddenName,
  isImageName,
  isTableName,
  isToolFolder,
  notImage,
  shown,
} from "./_image_names.ts";
import type { Skipped } from "./_skipped.ts";
import { isDenied, PROTECTED, unreadable } from "./_unreadable.ts";

/** Wrapping folders, a split, a class and groups: nobody has more. */
const DEEPEST_FOLDER = 16;

/** The most that a folder may hold. */
export interface FolderLimits {
  files: number;
  bytesPerFile: number;
}

/** Settings of {@linkcode findFolderImages}. */
export interface FolderOptions {
  limits: FolderLimits;
  /** Whether symbolic links are followed wherever they lead to. */
  followLinks: boolean;
}

/** What an entry of a folder comes to. */
type Kind = "folder" | "image" | "table" | Omit<Skipped, "name">;

/**
 * Lists the images below a folder.
 *
 * Symbolic links to files inside the folder are followed, and all others if
 * that is asked for; each folder is looked into once, whatever leads to it.
 *
 * @throws {RangeError} If there are more files than the limit.
 */
export async function findFolderImages(
  root: string,
  options: FolderOptions,
): Promise<Found> {
  const { limits } = options;
  const found: Found = { images: [], folders: [], tables: [], skipped: [] };
  const links = new Links(await Deno.realPath(root), options);
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
      if (isHiddenName(entry.name)) {
        if (entry.isDirectory && !isToolFolder(entry.name)) {
          found.skipped.push({
            name: shown(inner.join("/")),
            reason: "it is hidden by a dot at the start of its name",
            isFolder: true,
          });
        }
        continue;
      }
      const file = `${root}/${inner.join("/")}`;
      const kind = entry.isSymlink
        ? await links.kindOf(file, inner)
        : kindOf(entry, inner);
      if (kind === "folder") {
        waiting.push(inner);
      } else if (typeof kind === "string") {
        const read = () => readFile(file, limits);
        found[`${kind}s`].push({ path: inner, read });
      } else {
        found.skipped.push({ name: shown(inner.join("/")), ...kind });
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
      reason: PROTECTED,
      isFolder: true,
    });
    return undefined;
  }
}

/** What an entry is, or why it is not taken. */
function kindOf(
  entry: Pick<Deno.DirEntry, "name" | "isFile" | "isDirectory">,
  path: string[],
): Kind {
  const { name, isFile, isDirectory } = entry;
  // What the system's bytes become where they are not UTF-8.
  if (name.includes("\ufffd")) {
    return { reason: "it has a name that is not UTF-8" };
  }
  if (isDirectory) {
    return path.length > DEEPEST_FOLDER
      ? { reason: "it lies too deep inside others", isFolder: true }
      : "folder";
  }
  if (!isFile) return { reason: "it is not a regular file" };
  if (isTableName(name)) return "table";
  return isImageName(name) ? "image" : { reason: notImage(name) };
}

/** Decides which symbolic links are followed. */
class Links {
  readonly #root: string;
  readonly #followsAll: boolean;
  readonly #folders: Set<string>;

  constructor(root: string, { followLinks }: FolderOptions) {
    this.#root = root;
    this.#followsAll = followLinks;
    this.#folders = new Set([root]);
  }

  async kindOf(file: string, path: string[]): Promise<Kind> {
    try {
      const target = await Deno.realPath(file);
      const { isFile, isDirectory } = await Deno.stat(target);
      const isInside = isWithin(target, this.#root);
      if (!this.#followsAll && !(isFile && isInside)) {
        return { reason: "it is a symbolic link" };
      }
      if (isDirectory && this.#isSeen(target)) {
        return { reason: "it is a symbolic link to a folder that is read" };
      }
      return kindOf({ name: path.at(-1) as string, isFile, isDirectory }, path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound) && !isDenied(error)) {
        throw unreadable(shown(file), error);
      }
      return { reason: "it is a symbolic link to a file that is not here" };
    }
  }

  /** A folder that is linked to from inside itself would have no end. */
  #isSeen(target: string): boolean {
    const isSeen = this.#folders.has(target) ||
      isWithin(target, this.#root) || isWithin(this.#root, target);
    this.#folders.add(target);
    return isSeen;
  }
}

/** Whether a path is that of a folder, or of something inside it. */
function isWithin(path: string, folder: string): boolean {
  const start = folder.endsWith(sep) ? folder : folder + sep;
  return (path + sep).startsWith(start);
}

async function readFile(
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
