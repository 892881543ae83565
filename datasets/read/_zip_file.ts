/**
 * Zip archives that nobody vouches for.
 *
 * What an entry declares is compared with the limits once, when the archive is
 * opened; from then on it is the most that the entry may inflate to. So nothing
 * has to be believed: an entry that declares too much is refused unread, and
 * one that declares too little is stopped while it inflates.
 */
import { isUtf8 } from "node:buffer";
import yauzl from "yauzl";
import { shown } from "./_image_names.ts";
import { damaged } from "./_unreadable.ts";
import { Archive } from "./_zip_archive.ts";
import {
  type RawEntry,
  type RawZip,
  readEntry,
  reasonOf,
  tooMuch,
  type WantedEntry,
  wantEntry,
  type ZipLimits,
} from "./_zip_entry.ts";

/** A file in an archive. */
export interface ZipEntry {
  /** The folders that lead to it, and its own name. */
  path: string[];
  isFolder: boolean;
  isLink: boolean;
  /** Absent where the entry is not wanted, or is no file. */
  read?: () => Promise<Uint8Array>;
}

/** An open archive. */
export interface ZipFile {
  entries: ZipEntry[];
  close(): void;
}

/** Settings of {@linkcode openZip}. */
export interface ZipOptions {
  limits: ZipLimits;
  /** Whether a file at this path will be read; others are only listed. */
  wants: (path: readonly string[]) => boolean;
}

const FLAG_UTF8 = 0x800;
/** The upper four bits of a Unix mode, at the top of the attributes. */
const SYMBOLIC_LINK = 0o12;

/**
 * Opens an archive and lists it.
 *
 * @throws {SyntaxError} If it is no zip, is damaged, or has entries that an
 * honest one has not.
 * @throws {RangeError} If it declares more than the limits allow.
 */
export async function openZip(
  path: string,
  options: ZipOptions,
): Promise<ZipFile> {
  const archive = new Archive(path);
  try {
    return {
      entries: await listEntries(archive, options),
      close: () => archive.closeFile(),
    };
  } catch (error) {
    archive.closeFile();
    if (error instanceof Error && error.message.startsWith("Cannot ")) {
      throw error;
    }
    const reason = reasonOf(error);
    const state = reason.startsWith("End of central directory")
      ? "it is cut short: the directory at the end of each zip is missing"
      : reason;
    throw damaged(path, state, { cause: error });
  }
}

async function listEntries(
  archive: Archive,
  options: ZipOptions,
): Promise<ZipEntry[]> {
  const { limits, wants } = options;
  const zip: RawZip = await yauzl.fromRandomAccessReaderPromise(
    archive,
    archive.size,
    {
      autoClose: false,
      decodeStrings: false,
    },
  );
  const entries: ZipEntry[] = [];
  const wanted: WantedEntry[] = [];
  const seen = new Set<string>();
  for await (const raw of zip.eachEntry()) {
    if (entries.length >= limits.files) {
      throw new RangeError(
        `Cannot list ${archive.path}: wanted at most ${limits.files} files, ` +
          "got more. Next step: make a zip of the part that you want",
      );
    }
    const name = nameOf(archive, raw);
    const path = name.split("/").filter((part) => part !== "" && part !== ".");
    const entry: ZipEntry = {
      path,
      isFolder: name.endsWith("/"),
      isLink: raw.externalFileAttributes >>> 28 === SYMBOLIC_LINK,
    };
    entries.push(entry);
    if (entry.isFolder) continue;
    const place = path.join("/");
    if (seen.has(place)) {
      throw damaged(archive.path, `it has two files named ${shown(place)}`);
    }
    seen.add(place);
    if (entry.isLink || !wants(path)) continue;
    const kept = wantEntry(archive, { raw, name: shown(place), limits });
    wanted.push(kept);
    entry.read = () => readEntry(archive, { zip, entry: kept });
  }
  archive.readAhead = 0;
  assertApart(archive, wanted);
  assertTotal(archive, { wanted, limits });
  return entries;
}

/**
 * Old archivers write UTF-8 without the flag that says so, and some of Windows
 * write backslashes: what they stand for is checked like any other path.
 */
function nameOf(archive: Archive, raw: RawEntry): string {
  const flag = isUtf8(raw.fileNameRaw) ? FLAG_UTF8 : raw.generalPurposeBitFlag;
  const name = yauzl.getFileNameLowLevel(
    flag,
    raw.fileNameRaw,
    raw.extraFields,
    true,
  ).replaceAll("\\", "/");
  const fault: string | null = yauzl.validateFileName(name);
  if (fault === null) return name;
  throw damaged(archive.path, shown(fault), {
    nextStep: "make the zip again, with relative paths",
  });
}

/** Entries that share their bytes multiply what an archive inflates to. */
function assertApart(archive: Archive, wanted: readonly WantedEntry[]): void {
  const inOrder = wanted.toSorted((one, other) =>
    one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader
  );
  for (let at = 1; at < inOrder.length; at++) {
    const [before, after] = [
      inOrder[at - 1] as WantedEntry,
      inOrder[at] as WantedEntry,
    ];
    if (before.end <= after.relativeOffsetOfLocalHeader) continue;
    throw damaged(
      archive.path,
      `its entries overlap: the bytes of ${before.name} end at ` +
        `${before.end}, and those of ${after.name} begin at ` +
        `${after.relativeOffsetOfLocalHeader}`,
    );
  }
}

function assertTotal(
  archive: Archive,
  options: { wanted: readonly WantedEntry[]; limits: ZipLimits },
): void {
  const { wanted, limits } = options;
  const total = wanted.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total <= limits.totalBytes) return;
  throw tooMuch(archive.path, {
    wanted: `at most ${limits.totalBytes} bytes of images`,
    got: `${total}`,
  });
}
