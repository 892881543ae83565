/**
 * The tfjs backend `wasm`: the package's WebAssembly of XNNPACK, with what
 * training needs beside it (`kernels.ts`).
 *
 * It is all that npm brings, and runs on any processor.
 */
import * as tf from "@tensorflow/tfjs";
import { registerGradients } from "../ops/gradients.ts";
import { BACKEND_NAME, type WasmBackend } from "./_kernel.ts";
import { registerKernels } from "./kernels.ts";
import { isMemoryError, refuseWhenFull } from "./memory.ts";

/** The backend, once it runs. */
export interface StartedWasm {
  /** The version of the package. */
  version: string;
  /** Whether an error says that memory is short. */
  isOutOfMemory(error: unknown): boolean;
}

/**
 * Makes WebAssembly the backend of tfjs.
 *
 * One thread: parallelism goes over trials.
 *
 * @throws {Error} If it cannot be started, or runs already.
 */
export async function startWasm(): Promise<StartedWasm> {
  if (tf.findBackend(BACKEND_NAME) !== null) {
    throw new Error(
      "Cannot start WebAssembly: it runs in this process already",
    );
  }
  const { version_wasm: version } = await import(
    "@tensorflow/tfjs-backend-wasm"
  );
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  if (!await tf.setBackend(BACKEND_NAME)) {
    throw new Error(
      "Cannot start WebAssembly: the package's backend says no. Next step: " +
        "use the Deno that the README names",
    );
  }
  // After the start, which sets the package's own kernels up.
  const { wasm } = tf.backend() as WasmBackend;
  refuseWhenFull(wasm);
  registerKernels();
  registerGradients();
  return { version, isOutOfMemory: (error) => isMemoryError(error, wasm) };
}
