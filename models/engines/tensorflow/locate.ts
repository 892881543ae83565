/** Finds a libtensorflow that is on the machine already. */
import { fileURLToPath } from "node:url";
import { readNvidiaDriver } from "./nvidia.ts";
import { buildFor, type Variant } from "./wheels.ts";

/** What the user asked to compute on. */
export type Device = "auto" | "cpu" | "gpu";

/** Where a library was found. */
export type LibrarySource =
  | "LIBTENSORFLOW_PATH"
  | "@tensorflow/tfjs-node-gpu"
  | "cache";

/** A libtensorflow on the disk. */
export interface LocatedLibrary {
  /** The file to open. */
  path: string;
  /** Where it was found. */
  source: LibrarySource;
}

/**
 * The project's folder in the user's cache: `$XDG_CACHE_HOME/finalbn`, or
 * `~/.cache/finalbn`.
 *
 * @throws {Error} If neither variable is set.
 */
export function cacheDirectory(): string {
  const base = Deno.env.get("XDG_CACHE_HOME");
  if (base) return `${base}/finalbn`;
  const home = Deno.env.get("HOME");
  if (home) return `${home}/.cache/finalbn`;
  throw new Error(
    "Cannot choose a cache folder: neither XDG_CACHE_HOME nor HOME is set. " +
      "Next step: set XDG_CACHE_HOME to a folder with 2 GB of room",
  );
}

/** How many GPUs an NVIDIA driver sees; 0 where there is none. */
export function countNvidiaGpus(): number {
  return readNvidiaDriver()?.gpus.length ?? 0;
}

/**
 * The build that a device needs here.
 *
 * @param device `auto` is a GPU where a driver and a build for it exist.
 */
export function variantOf(device: Device): Variant {
  if (device !== "auto") return device;
  const { os, arch } = Deno.build;
  const hasBuild = os === "linux" && arch === "x86_64";
  return hasBuild && countNvidiaGpus() > 0 ? "gpu" : "cpu";
}

/** Where {@linkcode installLibrary} puts a build. */
export function installPath(variant: Variant, cache: string): string {
  return `${cache}/libtensorflow/${buildFor(variant).name}`;
}

/**
 * Finds libtensorflow: the one the user names, the one that the package's own
 * install script fetched, or the one in this project's cache.
 *
 * @param device What to compute on.
 * @param cache The project's cache folder.
 * @returns The first that is there, not yet opened; `undefined` if none is.
 * @throws {Deno.errors.NotFound} If `LIBTENSORFLOW_PATH` names no file: what
 * the user chose is never passed over.
 *
 * @example
 * ```ts
 * import { assertNotEquals } from "@std/assert";
 * import { locateLibrary } from "./locate.ts";
 * const empty = await Deno.makeTempDir();
 * assertNotEquals(locateLibrary("cpu", empty)?.source, "cache");
 * await Deno.remove(empty);
 * ```
 */
export function locateLibrary(
  device: Device,
  cache: string = cacheDirectory(),
): LocatedLibrary | undefined {
  const chosen = Deno.env.get("LIBTENSORFLOW_PATH");
  if (chosen) {
    if (exists(chosen)) return { path: chosen, source: "LIBTENSORFLOW_PATH" };
    throw new Deno.errors.NotFound(
      `Cannot use LIBTENSORFLOW_PATH: there is no file ${chosen}. Next step: ` +
        "point it at libtensorflow_cc.so.2 or libtensorflow.so.2, or unset it",
    );
  }
  const own = packageLibrary();
  if (own !== undefined && exists(own)) {
    return { path: own, source: "@tensorflow/tfjs-node-gpu" };
  }
  const variant = variantOf(device);
  const kept = `${installPath(variant, cache)}/${buildFor(variant).library}`;
  return exists(kept) ? { path: kept, source: "cache" } : undefined;
}

/** Where the package's install script, if it ran, left its library. */
function packageLibrary(): string | undefined {
  const names: Readonly<Record<string, string>> = {
    linux: "libtensorflow.so.2",
    darwin: "libtensorflow.2.dylib",
  };
  const name = names[Deno.build.os];
  try {
    const manifest = new URL(
      import.meta.resolve("@tensorflow/tfjs-node-gpu/package.json"),
    );
    if (name === undefined || manifest.protocol !== "file:") return undefined;
    return fileURLToPath(new URL(`deps/lib/${name}`, manifest));
  } catch {
    return undefined; // the package is not in the npm cache yet
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    if (error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}
