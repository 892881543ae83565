/**
 * Fetches files of pinned wheels once, with the pip (or uv) that is on the
 * machine.
 *
 * Everything happens in a temporary folder beside the final one, under a lock
 * of the operating system: two processes that start at once fetch once, and one
 * that is killed halfway leaves only a temporary folder, which the next removes.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, statfsSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { type InstallProgress, reporting } from "./install_progress.ts";
import { fetchWheel, findPip, PIP_COMMANDS, type Wanted } from "./pip.ts";
import type { Build, Wheel } from "./wheels.ts";

/** Who is told of an installation, and by which pip it is. */
export interface InstallOptions {
  /** Told of every step, several times a second. */
  onProgress?: (progress: InstallProgress) => void;
  /**
   * Commands that can run pip, the first that works is used.
   * @default {PIP_COMMANDS}
   */
  pipCommands?: readonly (readonly string[])[];
}

/**
 * Unpacks what is wanted of a build's wheels into a folder, unless it is there.
 *
 * @param build What is fetched.
 * @param folder Where the build's own folder goes.
 * @param options By which pip, and who is told of what.
 * @returns The path of the file that the build is for.
 * @throws {Error} If it cannot be fetched, checked or unpacked, with the next
 * step; nothing half-done stays in its final place.
 */
export async function installBuild(
  build: Build,
  folder: string,
  options: InstallOptions & Wanted,
): Promise<string> {
  const { onProgress = () => {}, pipCommands = PIP_COMMANDS } = options;
  const { subject } = options;
  const target = `${folder}/${build.name}`;
  const library = `${target}/${build.library}`;
  await Deno.mkdir(folder, { recursive: true });
  using lock = await Deno.open(`${folder}/lock`, { create: true, write: true });
  if (!await lock.tryLock(true)) {
    onProgress({
      action: `waiting for another process that fetches ${subject}`,
      bytes: 0,
      totalBytes: undefined,
    });
    await lock.lock(true);
  }
  if (await isFile(library)) return library;
  await removeLeftovers(folder);
  assertRoom(folder, { wanted: build.diskBytes, subject });
  const temporary = await Deno.makeTempDir({ dir: folder, prefix: "tmp-" });
  try {
    const pip = await findPip(pipCommands, options);
    const wheels = `${temporary}/wheels`;
    const unpacked = `${temporary}/build`;
    for (const wheel of build.wheels) {
      const file = await fetchWheel(pip, wheel, {
        folder: wheels,
        platformTags: build.platformTags,
        onProgress,
      });
      await assertHash(file, wheel);
      await unpack(file, build.unpack, unpacked, onProgress);
      await Deno.remove(file);
    }
    if (!await isFile(`${unpacked}/${build.library}`)) {
      throw new Error(
        `Cannot install ${subject}: the wheel holds no ${build.library}`,
      );
    }
    await Deno.rename(unpacked, target);
  } catch (error) {
    throw explained(error, { folder, subject });
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
  return library;
}

/** Temporary folders belong to a process that was killed: we hold the lock. */
async function removeLeftovers(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("tmp-")) {
      await Deno.remove(`${folder}/${name}`, { recursive: true });
    }
  }
}

function assertRoom(
  folder: string,
  { wanted, subject }: { wanted: number; subject: string },
): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= wanted) return;
  throw new Error(
    `Cannot install ${subject} in ${folder}: wanted ${mebibytes(wanted)} ` +
      `of free disk, got ${mebibytes(free)}. Next step: free some room, or ` +
      "set XDG_CACHE_HOME to a folder on a larger disk",
  );
}

async function assertHash(file: string, wheel: Wheel): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  const got = hash.digest("hex");
  if (got === wheel.sha256) return;
  throw new Error(
    `Cannot use ${wheel.name} ${wheel.version}: wanted SHA-256 ` +
      `${wheel.sha256}, got ${got}. Next step: run deno task setup again`,
  );
}

/** Unpacks the members of a wheel whose path matches. */
async function unpack(
  file: string,
  members: RegExp,
  folder: string,
  onProgress: (progress: InstallProgress) => void,
): Promise<void> {
  const zip = await yauzl.openPromise(file);
  for await (const entry of zip.eachEntry()) {
    if (!members.test(entry.fileName)) continue;
    const path = `${folder}/${entry.fileName}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    const target = createWriteStream(path);
    const source = await zip.openReadStreamPromise(entry);
    await reporting({
      onProgress,
      progress: () => ({
        action: `unpacking ${entry.fileName}`,
        bytes: target.bytesWritten,
        totalBytes: entry.uncompressedSize,
      }),
      work: () => pipeline(source, target),
    });
  }
}

/** A full disk comes as many errors; each gets the same next step. */
function explained(
  error: unknown,
  { folder, subject }: { folder: string; subject: string },
): unknown {
  if (!(error instanceof Error) || !/ENOSPC|os error 28/.test(error.message)) {
    return error;
  }
  return new Error(
    `Cannot install ${subject} in ${folder}: the disk is full. Next step: ` +
      "free some room, or set XDG_CACHE_HOME to a folder on a larger disk",
    { cause: error },
  );
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
