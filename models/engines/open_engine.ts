/** Starts an engine with what the machine has, and fetches what it lacks. */
import type { Engine, EngineName } from "./engine.ts";
import { startEngine } from "./start_engine.ts";
import { installLibrary } from "./tensorflow/install.ts";
import type { InstallProgress } from "./tensorflow/install_progress.ts";
import { instructionSet } from "./tensorflow/instruction_set.ts";
import { type Device, locateLibrary, variantOf } from "./tensorflow/locate.ts";

/** Settings of {@linkcode openEngine}. */
export interface OpenEngineOptions {
  /**
   * What computes: TensorFlow, or WebAssembly, which is slower, needs npm alone
   * and compiles no steps.
   * @default {"tensorflow"}
   */
  name?: EngineName;
  /**
   * What TensorFlow computes on; `auto` is a GPU where an NVIDIA driver sees
   * one.
   * @default {"auto"}
   */
  device?: Device;
  /**
   * Told how far the download of libtensorflow is, several times a second.
   * @default {nobody}
   */
  onProgress?: (progress: InstallProgress) => void;
}

/**
 * Makes an engine the backend of tfjs.
 *
 * libtensorflow is the one in `LIBTENSORFLOW_PATH`, else the one in the cache.
 * If there is none, it is fetched into the cache with pip or uv: 261 MiB on
 * Linux x86-64. It needs no Python package and no compiler.
 *
 * @param options Which engine, and on what.
 * @returns The engine. Every op of tfjs in this process runs on it from now on.
 * @throws {Deno.errors.NotFound} If `LIBTENSORFLOW_PATH` names no file.
 * @throws {RangeError} If no libtensorflow is published for this machine, such
 * as for Windows.
 * @throws {Error} If libtensorflow cannot be fetched or opened, if there is no
 * such device, or if an engine runs in this process already. The message has
 * the next step.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { openEngine } from "./open_engine.ts";
 * const { compile } = await openEngine({ name: "wasm" });
 * const double = compile((x) => [tf.mul(x!, 2)]);
 * const [four] = double(tf.scalar(2));
 * assertEquals(four!.dataSync()[0], 4);
 * ```
 */
export async function openEngine(
  options: OpenEngineOptions = {},
): Promise<Engine> {
  const { name = "tensorflow", device = "auto", onProgress } = options;
  if (name === "wasm") return await startEngine({ name });
  const library = locateLibrary(device)?.path ??
    await installLibrary(
      variantOf(device),
      onProgress === undefined ? {} : { onProgress },
    );
  return await startEngine({
    name,
    library,
    device,
    instructionSet: await instructionSet(),
  });
}
