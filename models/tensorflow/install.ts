/**
 * Fetches libtensorflow once, from the pinned wheel, with the pip (or uv) that
 * is on the machine.
 *
 * Everything happens in a temporary folder beside the final one, under a lock
 * of the operating system: two processes that start at once fetch once, and one
 * that is killed halfway leaves only a temporary folder, which the next removes.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, statfsSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { cacheDirectory } from "./locate.ts";
import { type Build, buildFor, type Variant, type Wheel } from "./wheels.ts";

/** How far an installation is. */
export interface InstallProgress {
  /** What is being done, such as `"fetching tensorflow-cpu 2.21.0"`. */
  action: string;
  /** Bytes done so far. */
  bytes: number;
  /** Bytes in all, where known. */
  totalBytes: number | undefined;
}

/** Settings of {@linkcode installLibrary}. */
export interface InstallOptions {
  /**
   * The project's cache folder.
   * @default {cacheDirectory()}
   */
  cache?: string;
  /**
   * The build to install.
   * @default {buildFor(variant)}
   */
  build?: Build;
  /** Told of every step, several times a second. */
  onProgress?: (progress: InstallProgress) => void;
  /**
   * Commands that can run pip, the first that works is used.
   * @default {PIP_COMMANDS}
   */
  pipCommands?: readonly (readonly string[])[];
}

/** The ways to run pip, in the order they are tried. */
export const PIP_COMMANDS: readonly (readonly string[])[] = [
  ["python3", "-m", "pip"],
  ["python", "-m", "pip"],
  ["pip3"],
  ["uvx", "pip"],
];

/**
 * Installs libtensorflow into the cache, unless it is there.
 *
 * @param variant For the processor or for an NVIDIA GPU.
 * @returns The path of the library to open.
 * @throws {RangeError} If there is no build for this machine.
 * @throws {Error} If it cannot be fetched, checked or unpacked, with the next
 * step; nothing half-done stays in the cache's final place.
 */
export async function installLibrary(
  variant: Variant,
  options: InstallOptions = {},
): Promise<string> {
  const {
    cache = cacheDirectory(),
    build = buildFor(variant),
    onProgress = () => {},
    pipCommands = PIP_COMMANDS,
  } = options;
  await assertProcessor();
  const folder = `${cache}/libtensorflow`;
  const target = `${folder}/${build.name}`;
  const library = `${target}/${build.library}`;
  await Deno.mkdir(folder, { recursive: true });
  using lock = await Deno.open(`${folder}/lock`, { create: true, write: true });
  if (!await lock.tryLock(true)) {
    onProgress({
      action: "waiting for another process that fetches libtensorflow",
      bytes: 0,
      totalBytes: undefined,
    });
    await lock.lock(true);
  }
  if (await isFile(library)) return library;
  await removeLeftovers(folder);
  assertRoom(folder, build.diskBytes);
  const temporary = await Deno.makeTempDir({ dir: folder, prefix: "tmp-" });
  try {
    const pip = await findPip(pipCommands);
    const wheels = `${temporary}/wheels`;
    const unpacked = `${temporary}/build`;
    for (const wheel of build.wheels) {
      const file = await fetchWheel(pip, wheel, build, wheels, onProgress);
      await assertHash(file, wheel);
      await unpack(file, build.unpack, unpacked, onProgress);
      await Deno.remove(file);
    }
    if (!await isFile(`${unpacked}/${build.library}`)) {
      throw new Error(
        `Cannot install libtensorflow: the wheel holds no ${build.library}`,
      );
    }
    await Deno.rename(unpacked, target);
  } catch (error) {
    throw explained(error, folder);
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
  return library;
}

/** Wheels need AVX, and a processor without it would die in mid-training. */
async function assertProcessor(): Promise<void> {
  if (Deno.build.os !== "linux" || Deno.build.arch !== "x86_64") return;
  // Deno itself reads /proc only with every permission.
  const { success, text } = await run(["cat", "/proc/cpuinfo"]);
  if (success) assertAvx(text);
}

/**
 * Checks that a processor can run the published builds.
 *
 * @param cpuinfo The text of `/proc/cpuinfo`.
 * @throws {RangeError} If the processor has no AVX.
 */
export function assertAvx(cpuinfo: string): void {
  const flags = /^flags\s*:(.*)$/m.exec(cpuinfo)?.[1];
  if (flags === undefined || / avx( |$)/.test(flags)) return;
  throw new RangeError(
    "Cannot use the published libtensorflow: this processor has no AVX " +
      "instructions. Next step: use a newer processor, or build TensorFlow " +
      "for this one and set LIBTENSORFLOW_PATH to its library",
  );
}

/** Temporary folders belong to a process that was killed: we hold the lock. */
async function removeLeftovers(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("tmp-")) {
      await Deno.remove(`${folder}/${name}`, { recursive: true });
    }
  }
}

function assertRoom(folder: string, wanted: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= wanted) return;
  throw new Error(
    `Cannot install libtensorflow in ${folder}: wanted ${mebibytes(wanted)} ` +
      `of free disk, got ${mebibytes(free)}. Next step: free some room, or ` +
      "set XDG_CACHE_HOME to a folder on a larger disk",
  );
}

/**
 * Finds a pip.
 *
 * @param commands The ways to run it, in the order they are tried.
 * @returns The first that works.
 * @throws {Error} If none does, with what to install.
 */
export async function findPip(
  commands: readonly (readonly string[])[] = PIP_COMMANDS,
): Promise<readonly string[]> {
  for (const command of commands) {
    const { success } = await run([...command, "--version"]);
    if (success) return command;
  }
  throw new Error(
    "Cannot fetch libtensorflow: neither pip nor uv is on this machine. Next " +
      "step: install Python 3 with pip (Debian: apt install python3-pip; " +
      "macOS: brew install python) or uv (pipx install uv), or set " +
      "LIBTENSORFLOW_PATH to a libtensorflow 2 that you have",
  );
}

/** Fetches one wheel with pip, and says how far it is. */
async function fetchWheel(
  pip: readonly string[],
  wheel: Wheel,
  build: Build,
  folder: string,
  onProgress: (progress: InstallProgress) => void,
): Promise<string> {
  const scratch = `${folder}/scratch`;
  await Deno.mkdir(scratch, { recursive: true });
  const { name, version, sha256, bytes: totalBytes } = wheel;
  const requirements = `${folder}/${name}.txt`;
  await Deno.writeTextFile(
    requirements,
    `${name}==${version} --hash=sha256:${sha256}\n`,
  );
  const action = `fetching ${name} ${version}`;
  const report = () =>
    onProgress({ action, bytes: folderBytes(scratch), totalBytes });
  report();
  const timer = setInterval(report, 200);
  try {
    const { success, text } = await run([
      ...pip,
      "download",
      "--no-deps",
      "--only-binary=:all:",
      ...["--implementation", "cp", "--python-version", "3.12"],
      ...["--abi", "cp312", "--abi", "none"],
      ...build.platformTags.flatMap((tag) => ["--platform", tag]),
      "--no-cache-dir",
      ...["--progress-bar", "off"],
      "--disable-pip-version-check",
      "--require-hashes",
      ...["--requirement", requirements],
      ...["--dest", folder],
    ], { TMPDIR: scratch });
    if (!success) throw downloadError(wheel, text);
  } finally {
    clearInterval(timer);
  }
  for await (const { name: file } of Deno.readDir(folder)) {
    if (file.endsWith(".whl")) return `${folder}/${file}`;
  }
  throw new Error(`Cannot fetch ${name}: pip ended well but left no wheel`);
}

/** Tells the reasons apart that have different next steps. */
function downloadError({ name, version }: Wheel, text: string): Error {
  const action = `Cannot fetch ${name} ${version}`;
  if (/DO NOT MATCH THE HASHES/i.test(text)) {
    return new Error(
      `${action}: the file that came is not the published one (its SHA-256 ` +
        "differs). Next step: try again; if it stays so, a proxy or mirror " +
        "changes files: use another index (PIP_INDEX_URL)",
    );
  }
  if (/No space left/i.test(text)) {
    return new Error(`${action}: the disk is full. Next step: free some room`);
  }
  const last = text.trim().split("\n").slice(-3).join("\n  ");
  return new Error(
    `${action}: pip says\n  ${last}\nNext step: check the network and the ` +
      "package index (PIP_INDEX_URL, PIP_PROXY), then run: deno task setup",
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
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    if (!members.test(entry.fileName)) continue;
    const path = `${folder}/${entry.fileName}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    const stream = await zip.openReadStreamPromise(entry);
    stream.on("data", (chunk: Uint8Array) => {
      bytes += chunk.length;
      const action = `unpacking ${entry.fileName}`;
      onProgress({ action, bytes, totalBytes: undefined });
    });
    await pipeline(stream, createWriteStream(path));
  }
}

/** A full disk comes as many errors; each gets the same next step. */
function explained(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !/ENOSPC|os error 28/.test(error.message)) {
    return error;
  }
  return new Error(
    `Cannot install libtensorflow in ${folder}: the disk is full. Next step: ` +
      "free some room, or set XDG_CACHE_HOME to a folder on a larger disk",
    { cause: error },
  );
}

async function run(
  [command = "", ...args]: readonly string[],
  env: Record<string, string> = {},
): Promise<{ success: boolean; text: string }> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(command, {
      args,
      env,
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { success, text: decoder.decode(stdout) + decoder.decode(stderr) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return { success: false, text: error.message };
    }
    throw error;
  }
}

/** Bytes in a folder that another process is writing to. */
function folderBytes(folder: string): number {
  let bytes = 0;
  try {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const path = `${folder}/${name}`;
      bytes += isDirectory ? folderBytes(path) : Deno.statSync(path).size;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return bytes;
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
