/** Starts this machine's workers, with an engine that is fetched if needed. */
import {
  assertNvidiaDriver,
  readNvidiaDriver,
  visibleGpus,
} from "../../models/engines/tensorflow/nvidia.ts";
import { ensureLibrary } from "./ensure_library.ts";
import {
  assertTogether,
  chooseEngine,
  type EngineWish,
} from "./choose_engine.ts";
import { onStandardError, SILENT } from "../../reports/terminal/progress.ts";
import type { Settings } from "./settings/settings.ts";
import type { WorkerSource } from "../trials/workers/messages.ts";
import { WorkerPool } from "../trials/workers/worker_pool.ts";

/** What workers compute on, and what they may take. */
export type PoolSettings =
  & Pick<
    Settings,
    "engine" | "device" | "workers" | "timeoutSeconds" | "memoryBytes"
  >
  & { quiet?: boolean };

/**
 * Makes a pool of workers.
 *
 * @param settings What they compute on, and what they may take.
 * @param source Where they find their images.
 * @throws {Error} If there is no such device, or no engine available.
 */
export async function openPool(
  settings: PoolSettings,
  source: WorkerSource,
): Promise<WorkerPool> {
  const { workers, timeoutSeconds, memoryBytes } = settings;
  assertDevice(settings);
  const told = settings.quiet === true ? SILENT : onStandardError;
  const engine = await chooseEngine(settings, {
    ensure: (device) => ensureLibrary(device, told),
  });
  return new WorkerPool({
    workers,
    engine,
    source,
    timeoutSeconds,
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    gpus: "gpus" in engine && engine.gpus !== undefined ? visibleGpus() : [],
  });
}

/**
 * Makes sure that what is asked for is there, before anything is fetched.
 *
 * @throws {UsageError} If engine and device do not go together.
 * @throws {Error} If there is no such device.
 */
export function assertDevice(wish: EngineWish): void {
  assertTogether(wish);
  const { device } = wish;
  if (device === "gpu") assertNvidiaDriver(readNvidiaDriver());
}
