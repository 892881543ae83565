/** One try to get one file from one mirror. */
import { createHash, type Hash } from "node:crypto";
import { type Answer, ask, type Question } from "./_ask_mirror.ts";
import { bodyChunks } from "./_body_chunks.ts";
import { WrongFile } from "./_mirror_failure.ts";
import type { Leftover, PartialFile } from "./_partial_file.ts";
import { StallGuard } from "./_stall_guard.ts";

/** Milliseconds between two reports of progress. */
const REPORT_INTERVAL = 200;

/** What {@linkcode download} is to get, and how. */
export interface DownloadOptions extends Omit<Question, "leftover"> {
  /** After so long without a byte the try has failed. */
  stallMilliseconds: number;
  /** Told at the start, several times a second, and at the end. */
  onProgress: (bytes: number, totalBytes: number | undefined) => void;
}

/**
 * Gets the file, or what is missing of it, and puts it into its place.
 *
 * @param part Where it grows. After a failure it keeps what may be continued.
 * @throws {MirrorFailure} If the mirror did not give the file.
 */
export async function download(
  part: PartialFile,
  options: DownloadOptions,
): Promise<void> {
  const { sha256, stallMilliseconds } = options;
  const leftover = continuable(await part.leftover(), options);
  let hash = await hashOf(part, leftover);
  try {
    if (!isWhole(leftover)) {
      using guard = new StallGuard(stallMilliseconds);
      const answer = await ask({ ...options, leftover }, guard);
      if (answer.leftover === undefined) hash = createHash("sha256");
      await receive(part, answer, { ...options, guard, hash });
    }
    const got = hash.digest("hex");
    if (sha256 !== undefined && got !== sha256) {
      throw new WrongFile(`SHA-256 differs: wanted ${sha256}, got ${got}`);
    }
  } catch (error) {
    if (error instanceof WrongFile) await part.discard();
    throw error;
  }
  await part.publish();
}

/**
 * An earlier try's bytes, if more can be appended to them safely: the hash of
 * the whole will tell, or the mirror can be held to the version it gave.
 */
function continuable(
  leftover: Leftover | undefined,
  { url, sha256, bytes }: DownloadOptions,
): Leftover | undefined {
  if (leftover === undefined) return undefined;
  const { origin } = leftover;
  if (origin.sha256 !== (sha256 ?? null)) return undefined;
  if (bytes !== undefined && origin.totalBytes !== bytes) return undefined;
  const isHeld = origin.url === url && origin.validator !== null;
  return sha256 !== undefined || isHeld ? leftover : undefined;
}

/** A kill between the last byte and the renaming leaves a whole file. */
function isWhole(leftover: Leftover | undefined): boolean {
  return leftover !== undefined &&
    leftover.bytes === leftover.origin.totalBytes;
}

async function hashOf(
  part: PartialFile,
  leftover: Leftover | undefined,
): Promise<Hash> {
  const hash = createHash("sha256");
  if (leftover === undefined) return hash;
  const file = await part.read();
  for await (const chunk of file.readable) hash.update(chunk);
  return hash;
}

async function receive(
  part: PartialFile,
  answer: Answer,
  options: DownloadOptions & { guard: StallGuard; hash: Hash },
): Promise<void> {
  const { hash, onProgress } = options;
  const { leftover, origin } = answer;
  const totalBytes = origin.totalBytes ?? undefined;
  let received = leftover?.bytes ?? 0;
  onProgress(received, totalBytes);
  let reported = performance.now();
  using file = await (leftover ? part.continue() : part.begin(origin));
  for await (const chunk of bodyChunks(answer, options)) {
    await writeAll(file, chunk);
    hash.update(chunk);
    received += chunk.length;
    if (performance.now() - reported < REPORT_INTERVAL) continue;
    onProgress(received, totalBytes);
    reported = performance.now();
  }
  onProgress(received, totalBytes);
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += await file.write(bytes.subarray(written));
  }
}
