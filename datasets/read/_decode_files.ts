/**
 * Decodes many images with every core.
 *
 * Small images take the decoder longer to begin and to end than to decode, most
 * of it under its own locks and in one thread of JavaScript; so a long list is
 * shared among processes. Threads of one process were slower than one thread.
 */
import { type Decoded, decodeShare } from "./_decode_share.ts";
import type { ShareOrder } from "./_decode_worker.ts";
import { decodeApart } from "./_decode_apart.ts";
import type { ImageFile } from "./image_files.ts";

/** Settings of {@linkcode decodeFiles}. */
export interface DecodeFilesOptions extends
  Pick<
    ShareOrder,
    "path" | "listing" | "folders" | "hash" | "size" | "pixels"
  > {
  /** Told what became of each image, in any order. */
  onDecoded: (decoded: Decoded) => void;
  /** @default {as many as pay} */
  processes?: number | undefined;
}

/** Small images that take about as long as a process takes to start. */
const FEWEST_EACH = 500;

/** Each takes memory, and reads the list of images anew. */
const MOST_PROCESSES = 16;

/**
 * Decodes images into a file of pixels: the same, however many processes share
 * them.
 *
 * @param files The list that `options.hash` is of.
 * @throws {RangeError} If a file is over the limits.
 */
export async function decodeFiles(
  files: readonly ImageFile[],
  options: DecodeFilesOptions,
): Promise<void> {
  const { onDecoded, processes = processesFor(files.length), ...order } =
    options;
  const inFlight = Math.ceil(navigator.hardwareConcurrency / processes);
  const shares = Array.from(
    { length: processes },
    (_, first) => ({ ...order, first, step: processes, inFlight }),
  );
  const [only, ...others] = shares;
  if (only !== undefined && others.length === 0) {
    return await decodeShare(files, { ...only, onDecoded });
  }
  const stop = new AbortController();
  await Promise.all(shares.map(async (share) => {
    try {
      await decodeApart(share, { signal: stop.signal, onDecoded });
    } catch (error) {
      stop.abort(error); // the first reason is the one that is kept
    }
  }));
  stop.signal.throwIfAborted();
}

function processesFor(images: number): number {
  const mayRun = Deno.permissions.querySync({ name: "run" }).state;
  if (mayRun !== "granted") return 1;
  const cores = Math.min(navigator.hardwareConcurrency, MOST_PROCESSES);
  return Math.max(1, Math.min(cores, Math.floor(images / FEWEST_EACH)));
}
