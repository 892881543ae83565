/** Where trials are run, as the command line and the machine have it. */
import { UsageError } from "../../study/usage_error.ts";
import type { EngineWish } from "../choose_engine.ts";
import { type BenchOptions, TIMEOUT_SECONDS } from "./options.ts";
import { readQueue } from "./read_queue.ts";

/** What the machine and its environment say. */
export interface SettingsDefaults {
  /** Processor cores: the number of workers that compute on them. */
  cores: number;
  /** GPUs: the number of workers where there are any, and they are used. */
  gpus?: number | undefined;
  /** The folder with local copies of published data sets: `FINALBN_DATA`. */
  data?: string | undefined;
  /** The queue that trials go through: `FINALBN_QUEUE`. */
  queue?: string | undefined;
}

/** What each worker of a queue decides for itself. */
const OF_WORKERS = [
  "engine",
  "device",
  "workers",
  "memory",
  "timeout",
] as const;

/**
 * Reads where trials are run, and what they may take.
 *
 * @throws {UsageError} For what cannot be used, with what is wanted.
 */
export async function machineSettings(
  given: BenchOptions,
  options: SettingsDefaults,
) {
  const engine = given.value("engine");
  const device = given.value("device") ?? "auto";
  const queue = given.value("queue") ?? options.queue;
  if (queue !== undefined) assertLeftToWorkers(given);
  return {
    /** TensorFlow, if there is one, where it is left out. */
    engine,
    device,
    workers: given.value("workers") ??
      defaultWorkers({ engine, device }, options),
    /** The queue that trials go through; they run here if left out. */
    queue: queue === undefined ? undefined : await readQueue(queue),
    ...limitsOf(given),
    maxSeconds: given.value("max-time"),
  };
}

/** @throws {UsageError} For what the workers of a queue decide. */
function assertLeftToWorkers(given: BenchOptions): void {
  const names = OF_WORKERS.filter((name) => given.has(name));
  if (names.length === 0) return;
  const all = names.map((name) => `--${name}`).join(", ");
  throw new UsageError(
    `Cannot use ${all} with a queue: its workers train. Next step: pass it to ` +
      "deno task worker; or, to train here, leave out --queue and FINALBN_QUEUE",
  );
}

/** What a training may take. */
export function limitsOf(
  given: { value(name: "memory" | "timeout"): number | undefined },
) {
  const mebibytes = given.value("memory");
  return {
    /** What a worker may hold; its share of the machine if left out. */
    memoryBytes: mebibytes === undefined ? undefined : mebibytes * 2 ** 20,
    timeoutSeconds: given.value("timeout") ?? TIMEOUT_SECONDS,
  };
}

/** One worker a GPU, where there are any and they are used; else one a core. */
export function defaultWorkers(
  { engine, device }: EngineWish,
  { cores, gpus = 0 }: Pick<SettingsDefaults, "cores" | "gpus">,
): number {
  const usesGpus = engine !== "wasm" && device !== "cpu";
  return usesGpus && gpus > 0 ? gpus : cores;
}
