/** Fetches libtensorflow once, from the pinned wheel. */
import { installBuild, type InstallOptions } from "./install_build.ts";
import { cacheDirectory } from "./locate.ts";
import { LIBTENSORFLOW } from "./pip.ts";
import { readProcessor } from "./instruction_set.ts";
import { type Build, buildFor, type Variant } from "./wheels.ts";

/** Settings of {@linkcode installLibrary}. */
export interface InstallLibraryOptions extends InstallOptions {
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
}

/**
 * Installs libtensorflow into the cache, unless it is there.
 *
 * @param variant For the processor or for an NVIDIA GPU.
 * @param options Where to, by which pip, and who is told.
 * @returns The path of the library to open.
 * @throws {RangeError} If there is no build for this machine.
 * @throws {Error} If it cannot be fetched, checked or unpacked, with the next
 * step; nothing half-done stays in the cache's final place.
 *
 * @example It fetches, and so is not run here.
 * ```ts ignore
 * import { installLibrary } from "./install.ts";
 * const path = await installLibrary("cpu", {
 *   onProgress: ({ action, bytes }) => console.error(action, bytes),
 * });
 * ```
 */
export async function installLibrary(
  variant: Variant,
  options: InstallLibraryOptions = {},
): Promise<string> {
  const { cache = cacheDirectory(), build = buildFor(variant) } = options;
  await assertProcessor();
  return await installBuild(build, `${cache}/libtensorflow`, {
    ...options,
    ...LIBTENSORFLOW,
  });
}

/** Wheels need AVX, and a processor without it would die in mid-training. */
async function assertProcessor(): Promise<void> {
  if (Deno.build.arch === "x86_64") assertAvx(await readProcessor());
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
