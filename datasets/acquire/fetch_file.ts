/**
 * Fetches a published file once, whole or not at all.
 *
 * Files of data sets are large, and their mirrors fail in many ways: some drop
 * the connection, some send an error page as if it were the file, some have
 * another version. The download grows in a file beside the target, is continued
 * where it broke off, and takes the target's place once it is the file that was
 * published.
 */
import { basename, dirname } from "node:path";
import { download, type DownloadOptions } from "./_download.ts";
import { MirrorFailure } from "./_mirror_failure.ts";
import { PartialFile } from "./_partial_file.ts";

/** How often one mirror is tried before the next one is. */
const TRIES = 2;

/** How far a download is. */
export interface FetchProgress {
  /** The mirror's address. */
  url: string;
  /** Bytes of the file that are there, those of an earlier try included. */
  bytes: number;
  /** Bytes in all, where known. */
  totalBytes: number | undefined;
}

/** Settings of {@linkcode fetchFile}. */
export interface FetchFileOptions {
  /** Addresses of the same file, tried in turn. */
  mirrors: readonly string[];
  /**
   * SHA-256 of the whole file as published, in hexadecimal; `undefined` where
   * mirrors wrap the same content differently and the caller checks that.
   */
  sha256: string | undefined;
  /**
   * Size of the file as published.
   * @default {undefined} What the mirror says.
   */
  bytes?: number;
  /**
   * What to do with a file that was fetched by hand, for errors.
   * @default {"put it into a folder and pass that with --data"}
   */
  byHand?: string;
  /** Told how far the download is, several times a second. */
  onProgress?: (progress: FetchProgress) => void;
  /**
   * After so many milliseconds without a byte a try has failed.
   * @default {30000}
   */
  stallMilliseconds?: number;
  /**
   * Milliseconds between a failure and the second try of the same mirror.
   * @default {1000}
   */
  pauseMilliseconds?: number;
}

/**
 * Fetches a file from the first mirror that gives it, unless it is there.
 *
 * A lock of the operating system on `<target>.lock` lets one process fetch
 * while others wait for its file. What came before a failure or a kill stays in
 * `<target>.part`, and the next call goes on from there.
 *
 * @param target The path of the file. Its folder is made. A file that is there
 * already is taken as it is.
 * @param options Where it is published, and what it must be.
 * @throws {RangeError} If a mirror is no http: or https: address, or the hash or
 * the size cannot be one.
 * @throws {Error} If no mirror gave the file, with what was wrong with each, or
 * if the disk is full. Nothing half-done is ever at the target.
 *
 * @example What is there is not fetched again
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fetchFile } from "./fetch_file.ts";
 * const target = await Deno.makeTempFile();
 * await Deno.writeTextFile(target, "labels");
 * await fetchFile(target, {
 *   mirrors: ["https://example.com/labels"],
 *   sha256: undefined,
 * });
 * assertEquals(await Deno.readTextFile(target), "labels");
 * await Deno.remove(target);
 * ```
 */
export async function fetchFile(
  target: string,
  options: FetchFileOptions,
): Promise<void> {
  assertOptions(target, options);
  if (await isFile(target)) return;
  try {
    await Deno.mkdir(dirname(target), { recursive: true });
    using lock = await Deno.open(`${target}.lock`, {
      create: true,
      write: true,
    });
    await lock.lock(true);
    if (await isFile(target)) return;
    await fetchFromAny(target, options);
  } catch (error) {
    throw explained(error, target);
  }
}

async function fetchFromAny(
  target: string,
  options: FetchFileOptions,
): Promise<void> {
  const {
    mirrors,
    sha256,
    bytes,
    byHand = "put it into a folder and pass that with --data",
    onProgress = () => {},
    stallMilliseconds = 30_000,
    pauseMilliseconds = 1000,
  } = options;
  const part = new PartialFile(target);
  const failures: MirrorFailure[] = [];
  const lines: string[] = [];
  for (const url of mirrors) {
    const failed = await tryMirror(part, {
      url,
      target,
      sha256: sha256?.toLowerCase(),
      bytes,
      stallMilliseconds,
      pauseMilliseconds,
      onProgress: (bytes, totalBytes) => onProgress({ url, bytes, totalBytes }),
    });
    if (failed === undefined) return;
    failures.push(...failed);
    const reasons = new Set(failed.map(({ message }) => message));
    lines.push(`  ${url}: ${[...reasons].join("; then ")}`);
  }
  const name = basename(target);
  throw new Error(
    `Cannot fetch ${name}: no mirror gave it\n${lines.join("\n")}\n` +
      "Next step: check the network or the proxy (HTTPS_PROXY); or fetch " +
      `${name} by hand, ${byHand}`,
    { cause: new AggregateError(failures, "Every mirror failed") },
  );
}

/** Returns what was wrong, or `undefined` if the file is in its place. */
async function tryMirror(
  part: PartialFile,
  options: DownloadOptions & { pauseMilliseconds: number },
): Promise<MirrorFailure[] | undefined> {
  const failures: MirrorFailure[] = [];
  while (failures.length < TRIES) {
    if (failures.length > 0) await pause(options.pauseMilliseconds);
    try {
      await download(part, options);
      return undefined;
    } catch (error) {
      if (!(error instanceof MirrorFailure)) throw error;
      failures.push(error);
    }
  }
  return failures;
}

function assertOptions(
  target: string,
  { mirrors, sha256, bytes }: FetchFileOptions,
): void {
  const refuse = (state: string) => {
    throw new RangeError(`Cannot fetch ${basename(target)}: ${state}`);
  };
  if (mirrors.length === 0) refuse("wanted at least one mirror, got none");
  for (const url of mirrors) {
    const protocol = URL.parse(url)?.protocol;
    if (protocol === "https:" || protocol === "http:") continue;
    refuse(`wanted an http: or https: address, got "${url}"`);
  }
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) {
    refuse(`wanted SHA-256 in 64 hexadecimal digits, got "${sha256}"`);
  }
  if (bytes !== undefined && !(Number.isSafeInteger(bytes) && bytes > 0)) {
    refuse(`wanted a size in bytes, got ${bytes}`);
  }
}

/** A full disk, or a used-up quota, is no mirror's fault. */
function explained(error: unknown, target: string): unknown {
  const isFull = error instanceof Error && !(error.cause instanceof Error) &&
    /os error (28|112|122)\b/.test(error.message);
  if (!isFull) return error;
  return new Error(
    `Cannot fetch ${basename(target)}: the disk that holds ` +
      `${dirname(target)} is full. Next step: free some room there and start ` +
      "again: it goes on from where it stopped",
    { cause: error },
  );
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
