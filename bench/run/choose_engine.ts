/** Which engine a run trains on: TensorFlow, if it is available. */
import type { EngineName, EngineStart } from "../../models/engines/engine.ts";
import {
  hasBfloat16,
  instructionSetOf,
  readProcessor,
} from "../../models/engines/tensorflow/instruction_set.ts";
import type {
  Device,
  LocatedLibrary,
} from "../../models/engines/tensorflow/locate.ts";
import {
  gpuInstructions,
  readNvidiaDriver,
} from "../../models/engines/tensorflow/nvidia.ts";
import { UsageError } from "../study/usage_error.ts";
import { ensureLibrary } from "./ensure_library.ts";

/** What a user asked for. */
export interface EngineWish {
  /** The engine; undefined leaves the choice to the machine. */
  engine: EngineName | undefined;
  device: Device;
}

/** Settings of {@linkcode chooseEngine}. */
export interface ChooseEngineOptions {
  /**
   * Told in one line of an engine that nobody asked for.
   * @default {standard error}
   */
  onNote?: (note: string) => void;
  /**
   * Finds or fetches libtensorflow, and throws if it cannot be had.
   * @default {ensureLibrary}
   */
  ensure?: (device: Device) => Promise<LocatedLibrary>;
}

/**
 * Chooses an engine, and gets what it needs.
 *
 * @param wish What is asked for, and by how many workers.
 * @returns What workers are to start.
 * @throws {UsageError} If engine and device do not go together.
 * @throws {Error} If the engine that is asked for cannot be had; or, without
 * such a wish, if `LIBTENSORFLOW_PATH` or `--device gpu` asks for what is not
 * there: a wish is never passed over.
 */
export async function chooseEngine(
  { engine, device, workers = 1 }: EngineWish & { workers?: number },
  options: ChooseEngineOptions = {},
): Promise<EngineStart> {
  const { onNote = (note) => console.error(`note: ${note}`) } = options;
  const { ensure = ensureLibrary } = options;
  assertTogether({ engine, device });
  if (engine === "wasm") return { name: "wasm" };
  let library: string;
  try {
    library = (await ensure(device)).path;
  } catch (error) {
    const isAskedFor = engine === "tensorflow" || device === "gpu" ||
      Boolean(Deno.env.get("LIBTENSORFLOW_PATH"));
    if (isAskedFor) throw error;
    onNote(fallbackNote(error));
    return { name: "wasm" };
  }
  const processor = await readProcessor();
  const driver = device === "cpu" ? undefined : readNvidiaDriver();
  return {
    name: "tensorflow",
    library,
    device,
    instructionSet: instructionSetOf(processor),
    precisions: hasBfloat16(processor) ? ["f32", "bf16"] : ["f32"],
    gpus: driver === undefined ? undefined : {
      instructionSet: gpuInstructions(driver),
      memoryShare: memoryShare(workers, driver.gpus.length),
    },
  };
}

/** What CUDA itself and the desktop leave of a GPU's memory, to be safe. */
const GPU_MEMORY = 0.9;

/** The share of a GPU's memory for each of the workers that use it. */
function memoryShare(workers: number, gpus: number): number {
  return GPU_MEMORY / Math.max(1, Math.ceil(workers / gpus));
}

/**
 * Makes sure that an engine computes on a device.
 *
 * @throws {UsageError} If it does not.
 */
export function assertTogether({ engine, device }: EngineWish): void {
  if (engine !== "wasm" || device !== "gpu") return;
  throw new UsageError(
    "Cannot use --device gpu with --engine wasm: WebAssembly computes on the " +
      "processor. Next step: leave one of them out",
  );
}

/** How much slower, in words; the README has the figures. */
export const FALLBACK = "WebAssembly, about ten times slower than TensorFlow";

/** Says in one line what trains in TensorFlow's place, and how to get that. */
function fallbackNote(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `training on ${FALLBACK}: ` +
    reason.replaceAll(/\s+/g, " ").trim();
}
