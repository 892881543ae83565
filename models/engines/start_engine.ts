/** Starts the engine that is asked for, and loads no other. */
import type { Engine, EngineStart } from "./engine.ts";
import { eagerly } from "./step_compiler.ts";

/** The instructions that every WebAssembly with vectors has. */
const WASM_INSTRUCTIONS = "wasm-simd";

/**
 * Makes an engine the backend of tfjs.
 *
 * @param start Which one, and what it needs.
 * @returns What it is, and how it compiles steps.
 * @throws {Error} If it cannot be started: the library is none, there is no
 * such device, or an engine runs in this process already.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { startEngine } from "./start_engine.ts";
 * const { device, precisions } = await startEngine({ name: "wasm" });
 * assertEquals([device, precisions], ["cpu", ["f32"]]);
 * ```
 */
export async function startEngine(start: EngineStart): Promise<Engine> {
  return start.name === "wasm"
    ? await startWebAssembly()
    : await startLibrary(start);
}

async function startWebAssembly(): Promise<Engine> {
  const { startWasm } = await import("./wasm/backend.ts");
  return {
    name: "wasm",
    ...await startWasm(),
    device: "cpu",
    instructionSet: WASM_INSTRUCTIONS,
    precisions: ["f32"],
    // There is no graph to compile to: each op is run at once.
    compile: eagerly,
  };
}

async function startLibrary(
  start: Extract<EngineStart, { name: "tensorflow" }>,
): Promise<Engine> {
  const { library, device, instructionSet, gpus } = start;
  const { startTensorFlow } = await import("./tensorflow/start_tensorflow.ts");
  const { compile } = await import("./tensorflow/compile.ts");
  const { TensorFlowError } = await import("./tensorflow/error.ts");
  const { binding } = await startTensorFlow(library, {
    gpu: device !== "cpu",
    ...gpus === undefined ? {} : { gpuMemoryShare: gpus.memoryShare },
  });
  const isGpu = binding.isUsingGpuDevice();
  if (device === "gpu" && !isGpu) {
    throw new Error(
      `Cannot compute on a GPU: ${library} sees none. Next step: unset ` +
        "LIBTENSORFLOW_PATH to use a CUDA build, or use --device cpu",
    );
  }
  return {
    name: "tensorflow",
    version: binding.TF_Version,
    device: isGpu ? "gpu" : "cpu",
    instructionSet: isGpu && gpus ? gpus.instructionSet : instructionSet,
    precisions: start.precisions ?? ["f32"],
    compile,
    isOutOfMemory: (error) =>
      error instanceof TensorFlowError && error.code === "RESOURCE_EXHAUSTED",
  };
}
