/** Which claims a change of files may decide otherwise. */
import { modulesOf } from "../trials/modules_of.ts";

const ROOT = new URL("../../", import.meta.url);

/** What runs the trials of every claim, in a process of its own. */
const WORKER = new URL("../trials/workers/worker.ts", import.meta.url);

/** What decides every claim. */
const DECIDING = new URL("../study/decide.ts", import.meta.url);

/** Which packages there are, in which versions. */
const PACKAGES = ["deno.json", "deno.lock"];

/**
 * Finds the claims that some files are behind: as their bench file, as a module
 * that it imports, near or far, or as part of what trains.
 *
 * @param paths Files that changed, as the repository has them.
 * @returns Names of bench files without `_bench.ts`, in the alphabet's order.
 */
export async function changedClaims(
  paths: readonly string[],
): Promise<string[]> {
  const files = new Set(paths.map((path) => new URL(path, ROOT).href));
  const isForAll = paths.some((path) => PACKAGES.includes(path)) ||
    await importsAny(WORKER, files) || await importsAny(DECIDING, files);
  const changed: string[] = [];
  for await (const { name } of Deno.readDir(new URL("bench/", ROOT))) {
    if (!name.endsWith("_bench.ts")) continue;
    const entry = new URL(`bench/${name}`, ROOT);
    if (isForAll || await importsAny(entry, files)) {
      changed.push(name.replace(/_bench\.ts$/, ""));
    }
  }
  return changed.sort();
}

/** Whether a module, or one that it runs, is among some files. */
async function importsAny(
  entry: URL,
  files: ReadonlySet<string>,
): Promise<boolean> {
  const modules = await modulesOf([entry]);
  return [...modules.keys()].some((href) => files.has(href));
}
