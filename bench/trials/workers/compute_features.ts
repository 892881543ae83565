/** Has features computed, by a process of their own. */
import { featureFolder } from "../../../models/features/feature_file.ts";
import { WorkerError } from "../executor.ts";
import { jsonLine, readJsonLines } from "../json_lines.ts";
import { tailOf } from "../tail_of.ts";
import { spawnWorker } from "./_spawn_worker.ts";
import {
  type FeatureCommand,
  type FeatureReply,
  featureReply,
} from "./messages.ts";

/** Who is told of features, and where they are computed. */
export interface ComputeFeaturesOptions {
  /** The one GPU that the process sees, as CUDA calls it. */
  gpu: string | undefined;
  /** Told how many images are done. */
  onProgress?: (progress: { images: number; totalImages: number }) => void;
  /** When aborted, the process is ended, and nothing is thrown. */
  signal?: AbortSignal | undefined;
}

/** Lines of its standard error that an error quotes. */
const LINES = 5;

/**
 * Computes the features of a data set.
 *
 * @param command The images, the network, and the files to write: in the folder
 * of features, which is made.
 * @param options Who is told of it, and where it is computed.
 * @throws {WorkerError} If they cannot be computed or written, and why.
 */
export async function computeFeatures(
  command: FeatureCommand,
  options: ComputeFeaturesOptions,
): Promise<void> {
  const { gpu, signal, onProgress = () => {} } = options;
  const writable = featureFolder(command.source.cache);
  await Deno.mkdir(writable, { recursive: true });
  const script = new URL("./feature_worker.ts", import.meta.url);
  await using process = spawnWorker({ script, gpu, writable });
  const stop = () => end(process);
  signal?.addEventListener("abort", stop);
  const stderr = tailOf(process.stderr);
  let last: FeatureReply | undefined;
  try {
    if (signal?.aborted) stop();
    await send(process, command);
    for await (const line of readJsonLines(process.stdout)) {
      last = featureReply.parse(line);
      if (last.type === "progress") onProgress(last);
    }
  } finally {
    end(process);
    signal?.removeEventListener("abort", stop);
  }
  const lines = (await stderr).trim().split("\n").slice(-LINES).join("\n  ");
  if (last?.type === "done" || signal?.aborted) return;
  throw new WorkerError(
    "Cannot compute features: " +
      (last?.type === "failure" ? last.message : `the process died: ${lines}`),
  );
}

/** Sends all that it is told; a process that died says so by its output. */
async function send(
  { stdin }: Deno.ChildProcess,
  command: FeatureCommand,
): Promise<void> {
  const input = stdin.getWriter();
  await input.write(jsonLine(command)).catch(() => {});
  await input.close().catch(() => {});
}

function end(process: Deno.ChildProcess): void {
  try {
    process.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // it has ended by itself
  }
}
