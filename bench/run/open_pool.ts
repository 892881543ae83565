/** Starts this machine's workers, with an engine that is fetched if need be. */
import {
  hasBfloat16,
  instructionSetOf,
  readProcessor,
} from "../../models/tensorflow/instruction_set.ts";
import {
  assertNvidiaDriver,
  readNvidiaDriver,
} from "../../models/tensorflow/nvidia.ts";
import { onStandardError, SILENT } from "../../reports/progress.ts";
import { ensureLibrary } from "./ensure_library.ts";
import type { Settings } from "./settings.ts";
import type { WorkerSource } from "../trials/workers/messages.ts";
import { WorkerPool } from "../trials/workers/worker_pool.ts";

/** What workers compute on, and what they may take. */
export type PoolSettings =
  & Pick<
    Settings,
    "device" | "workers" | "timeoutSeconds" | "memoryBytes"
  >
  & { quiet?: boolean };

/**
 * Makes a pool of workers.
 *
 * @param settings What they compute on, and what they may take.
 * @param source Where they find their images.
 * @throws {Error} If there is no such device, or no engine to be had.
 */
export async function openPool(
  settings: PoolSettings,
  source: WorkerSource,
): Promise<WorkerPool> {
  const { device, workers, timeoutSeconds, memoryBytes } = settings;
  assertDevice(device);
  const { path: library } = await ensureLibrary(
    device,
    settings.quiet === true ? SILENT : onStandardError,
  );
  const processor = await readProcessor();
  return new WorkerPool({
    ...{ workers, library, device, source, timeoutSeconds },
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    instructionSet: instructionSetOf(processor),
    precisions: hasBfloat16(processor) ? ["f32", "bf16"] : ["f32"],
  });
}

/**
 * Makes sure that what is asked for is there, before anything is fetched.
 *
 * @throws {Error} If it is not.
 */
export function assertDevice(device: Settings["device"]): void {
  if (device === "gpu") assertNvidiaDriver(readNvidiaDriver());
}
