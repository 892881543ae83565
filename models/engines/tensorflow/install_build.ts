/**
 * Fetches files of pinned wheels once, with the pip (or uv) that is on the
 * machine.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { installOnce } from "./install_once.ts";
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
  await installOnce(target, {
    subject,
    wantedBytes: build.diskBytes,
    isThere: () => isFile(library),
    onWait: (action) => onProgress({ action, bytes: 0, totalBytes: undefined }),
    work: async (temporary) => {
      const pip = await findPip(pipCommands, options);
      const unpacked = `${temporary}/build`;
      for (const wheel of build.wheels) {
        const file = await fetchWheel(pip, wheel, {
          folder: `${temporary}/wheels`,
          platformTags: build.platformTags,
          onProgress,
        });
        await assertHash(file, wheel);
        await unpack(file, build.unpack, unpacked, onProgress);
        await Deno.remove(file);
      }
      if (await isFile(`${unpacked}/${build.library}`)) return unpacked;
      throw new Error(
        `Cannot install ${subject}: the wheel holds no ${build.library}`,
      );
    },
  });
  return library;
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

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
