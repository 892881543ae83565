/** Where result sets lie: in the folders that are named, or one level below. */
import { join } from "node:path";
import { RESULT_TABLES } from "./result_tables.ts";

/** What was found. */
export interface FoundResults {
  /** Folders of result sets, each once. */
  folders: string[];
  /** Folders that lie beside a result set and are none. */
  others: string[];
  /** Why nothing was found where something ought to be, a sentence each. */
  problems: string[];
}

/** The files that a result set is known by. */
const FILES: readonly string[] = Object.values(RESULT_TABLES)
  .map(({ path }) => path);

/**
 * Looks for result sets. A folder is one if it has any of its files: which of
 * them are missing or damaged is found out where it is read.
 *
 * @param paths Folders of result sets, or folders that hold such folders.
 */
export async function findResults(
  paths: readonly string[],
): Promise<FoundResults> {
  const found: FoundResults = { folders: [], others: [], problems: [] };
  for (const path of paths) {
    try {
      await lookInto(path, found);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      found.problems.push(`Cannot look into ${path}: ${error.message}`);
    }
  }
  return { ...found, folders: await withoutCopies(found.folders) };
}

async function lookInto(
  path: string,
  { folders, others, problems }: FoundResults,
): Promise<void> {
  if (await isResultSet(path)) {
    folders.push(path);
    return;
  }
  const below = await foldersIn(path);
  const sets: string[] = [];
  for (const folder of below) {
    if (await isResultSet(folder)) sets.push(folder);
  }
  folders.push(...sets);
  if (sets.length > 0) {
    others.push(...below.filter((folder) => !sets.includes(folder)));
    return;
  }
  problems.push(
    `Cannot find a result set in ${path}: neither it nor a folder in it has ` +
      `${FILES.slice(0, -1).join(", ")} or ${FILES.at(-1)}. Next step: name ` +
      "a folder that deno task bench wrote, or one that holds such folders",
  );
}

async function isResultSet(folder: string): Promise<boolean> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.some(({ name }) => FILES.includes(name));
}

/** The folders in a folder, and what links to them, in the alphabet's order. */
async function foldersIn(path: string): Promise<string[]> {
  const names = (await Array.fromAsync(Deno.readDir(path)))
    .filter(({ isFile }) => !isFile)
    .map(({ name }) => join(path, name)).sort();
  const folders = await Promise.all(names.map(async (name) => {
    // A link may lead nowhere.
    const isFolder = await Deno.stat(name).then(
      ({ isDirectory }) => isDirectory,
      () => false,
    );
    return isFolder ? [name] : [];
  }));
  return folders.flat();
}

/** A folder that two names lead to is there once, by the first of them. */
async function withoutCopies(folders: readonly string[]): Promise<string[]> {
  const names = new Map<string, string>();
  for (const folder of folders) {
    const real = await Deno.realPath(folder);
    if (!names.has(real)) names.set(real, folder);
  }
  return [...names.values()];
}
