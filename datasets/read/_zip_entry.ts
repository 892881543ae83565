/** One entry of a zip archive: what it may be, and its content. */
import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { shown } from "./_image_names.ts";
import { damaged } from "./_unreadable.ts";
import type { Archive } from "./_zip_archive.ts";

/** The most that an archive may hold. */
export interface ZipLimits {
  files: number;
  totalBytes: number;
  bytesPerFile: number;
  ratio: number;
}

/** What is used of an entry as yauzl gives it. */
export interface RawEntry {
  fileNameRaw: Uint8Array;
  fileNameLength: number;
  extraFields: { id: number; data: Uint8Array }[];
  generalPurposeBitFlag: number;
  compressionMethod: number;
  compressedSize: number;
  uncompressedSize: number;
  crc32: number;
  externalFileAttributes: number;
  relativeOffsetOfLocalHeader: number;
}

/** The fields of an entry that are needed to read it. */
export type WantedEntry =
  & Pick<
    RawEntry,
    | "compressionMethod"
    | "compressedSize"
    | "uncompressedSize"
    | "crc32"
    | "relativeOffsetOfLocalHeader"
  >
  & { name: string; end: number };

/** What is used of an archive as yauzl gives it. */
export interface RawZip {
  eachEntry(): AsyncIterable<RawEntry>;
  readLocalFileHeaderPromise(
    entry: WantedEntry,
    options: { minimal: true },
  ): Promise<{ fileDataStart: number }>;
}

const FLAG_ENCRYPTED = 0x1;
const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;

/** What is wrong with each entry that is not what the archive declares. */
const BROKEN = "it has other content than the zip says, or is cut short";

const inflate = promisify(inflateRaw) as (
  bytes: Uint8Array,
  options: { maxOutputLength: number },
) => Promise<Uint8Array>;

/**
 * Keeps what is needed to read an entry.
 *
 * @throws {SyntaxError} If it is encrypted or compressed in a rare way.
 * @throws {RangeError} If it declares more than the limits allow.
 */
export function wantEntry(
  archive: Archive,
  options: { raw: RawEntry; name: string; limits: ZipLimits },
): WantedEntry {
  const { raw, name, limits } = options;
  const { compressionMethod, compressedSize, uncompressedSize } = raw;
  const at = `${name} in ${archive.path}`;
  if (raw.generalPurposeBitFlag & FLAG_ENCRYPTED) {
    throw damaged(at, "it is encrypted", {
      nextStep: "unpack the zip with its password, and give the folder",
    });
  }
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    throw damaged(
      at,
      "wanted compression method 0 (stored) or 8 (deflated), got " +
        compressionMethod,
      { nextStep: "unpack the zip, and give the folder" },
    );
  }
  if (Math.max(uncompressedSize, compressedSize) > limits.bytesPerFile) {
    throw tooMuch(at, {
      wanted: `at most ${limits.bytesPerFile} bytes`,
      got: `${Math.max(uncompressedSize, compressedSize)}`,
    });
  }
  if (uncompressedSize > limits.ratio * compressedSize) {
    throw tooMuch(at, {
      wanted: `at most ${limits.ratio} bytes of each compressed one`,
      got: `${uncompressedSize} of ${compressedSize}`,
    });
  }
  return {
    name: at,
    compressionMethod,
    compressedSize,
    uncompressedSize,
    crc32: raw.crc32,
    relativeOffsetOfLocalHeader: raw.relativeOffsetOfLocalHeader,
    end: raw.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES +
      raw.fileNameLength + compressedSize,
  };
}

/** The error for more than a limit allows. */
export function tooMuch(
  name: string,
  { wanted, got }: { wanted: string; got: string },
): RangeError {
  return new RangeError(
    `Cannot read ${name}: wanted ${wanted}, got ${got}. Next step: leave out ` +
      "what is too large",
  );
}

/**
 * Reads an entry, and inflates it to no more than it declares.
 *
 * @throws {SyntaxError} If it is damaged, or is not what it declares.
 */
export async function readEntry(
  archive: Archive,
  { zip, entry }: { zip: RawZip; entry: WantedEntry },
): Promise<Uint8Array> {
  const { name, uncompressedSize } = entry;
  archive.assertOpen();
  const content = await contentOf(archive, { zip, entry }).catch((cause) => {
    archive.assertOpen();
    const state = isTooLong(cause)
      ? `wanted ${uncompressedSize} bytes, as it declares, got more`
      : reasonOf(cause);
    throw damaged(name, state, { cause, summary: BROKEN });
  });
  if (content.length !== uncompressedSize) {
    throw damaged(
      name,
      `wanted ${uncompressedSize} bytes, got ${content.length}`,
      { summary: BROKEN },
    );
  }
  const checksum = crc32(content);
  if (checksum === entry.crc32) return content;
  throw damaged(
    name,
    `wanted the checksum ${hex(entry.crc32)}, got ${hex(checksum)}`,
    { summary: BROKEN },
  );
}

async function contentOf(
  archive: Archive,
  { zip, entry }: { zip: RawZip; entry: WantedEntry },
): Promise<Uint8Array> {
  const header = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const bytes = archive.bytes(header.fileDataStart, entry.compressedSize);
  if (entry.compressionMethod === STORED) return bytes;
  // The least that zlib can be asked for is 1.
  const maxOutputLength = Math.max(1, entry.uncompressedSize);
  // A copy: what zlib gives keeps its whole, larger buffer in memory.
  return new Uint8Array(await inflate(bytes, { maxOutputLength }));
}

function isTooLong(error: unknown): boolean {
  return error instanceof RangeError &&
    (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
}

/** The message of an error of yauzl or of zlib, to go inside another. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return shown(message.replace(/\.$/, ""));
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, "0");
}
