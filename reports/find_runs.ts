/** Where runs lie: in the folders that are named, or one level below. */
import { join } from "node:path";
import { DOCUMENT_FILE } from "./document.ts";

/** What was found. */
export interface FoundRuns {
  /** Folders of runs, each once. */
  folders: string[];
  /** Why nothing was found where something should be, a sentence each. */
  problems: string[];
}

/**
 * Looks for runs: folders that have a document. Whether it is damaged is found
 * out where it is read.
 *
 * @param paths Folders of runs, or folders that hold such folders.
 */
export async function findRuns(paths: readonly string[]): Promise<FoundRuns> {
  const found: FoundRuns = { folders: [], problems: [] };
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
  { folders, problems }: FoundRuns,
): Promise<void> {
  if (await isRun(path)) {
    folders.push(path);
    return;
  }
  const below = await foldersIn(path);
  const runs: string[] = [];
  for (const folder of below) {
    if (await isRun(folder)) runs.push(folder);
  }
  folders.push(...runs);
  if (runs.length > 0) return;
  problems.push(
    `Cannot find a run in ${path}: neither it nor a folder in it has a ` +
      `${DOCUMENT_FILE}. Next step: name a folder that deno task bench wrote, ` +
      "or one that holds such folders",
  );
}

async function isRun(folder: string): Promise<boolean> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.some(({ name }) => name === DOCUMENT_FILE);
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
