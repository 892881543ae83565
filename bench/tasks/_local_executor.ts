/** What runs the trials of `deno task worker` on this machine. */
import type { Device } from "../../models/tensorflow/locate.ts";
import type { TrialExecutor } from "../trials/executor.ts";

/** What the user asked of this machine. */
export interface LocalExecutorOptions {
  /** Processes at a time. */
  workers: number;
  device: Device;
  data: string | undefined;
  images: string | undefined;
}

/** This machine's executor, and what it computes with. */
export interface LocalExecutor {
  executor: TrialExecutor;
  /** SHA-256 of the code that computes trials. */
  code: string;
}

/**
 * Makes the executor. The data sets of trials are fetched and decoded when they
 * are first asked for, not here: a queue can ask for any of the registry.
 */
export function localExecutor(
  _options: LocalExecutorOptions,
): Promise<LocalExecutor> {
  // >>> The local pool is made here, and nowhere else. <<<
  return Promise.reject(
    new Error("Cannot run trials of a queue: this version has no local pool"),
  );
}
