/**
 * The entries of a zip archive that are stored as they are: PyTorch compresses
 * nothing, so that numbers can be read where they lie.
 *
 * Source: PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
 */
import type { ByteSource } from "./_byte_source.ts";

/** Bytes in a row. */
export interface Extent {
  from: number;
  length: number;
}

/** What each record begins with. */
const SIGNATURES = {
  end: 0x06054b50,
  directory: 0x02014b50,
  local: 0x04034b50,
};

/** Bytes of each record, without the texts at its end. */
const LENGTHS = { end: 22, directory: 46, local: 30 };

/** What stands for a number that has no room here, in archives above 4 GiB. */
const ELSEWHERE = 0xffffffff;

/** The longest directory, in bytes: of some hundred thousand entries. */
const LONGEST_DIRECTORY = 2 ** 24;

/**
 * Finds where each entry's bytes are.
 *
 * @param source An archive without a comment, as PyTorch writes it.
 * @returns The entries by name.
 * @throws {SyntaxError} If it is none, an entry is compressed or not within it,
 * or two have one name.
 */
export function storedEntries(source: ByteSource): Map<string, Extent> {
  const { size } = source;
  const end = record(source, "end", size - LENGTHS.end);
  const count = end.getUint16(10, true);
  const length = end.getUint32(12, true);
  const from = end.getUint32(16, true);
  if (from === ELSEWHERE || length === ELSEWHERE || count === 0xffff) {
    throw new SyntaxError("it is an archive of more than 4 GiB");
  }
  if (length > LONGEST_DIRECTORY) {
    throw new SyntaxError(`its directory has ${length} bytes`);
  }
  const directory = source.read(from, length);
  const view = new DataView(directory.buffer);
  const entries = new Map<string, Extent>();
  let at = 0;
  for (let entry = 0; entry < count; entry++) {
    if (
      at + LENGTHS.directory > length ||
      view.getUint32(at, true) !== SIGNATURES.directory
    ) throw new SyntaxError("its directory is cut short");
    const texts = at + LENGTHS.directory;
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder()
      .decode(directory.subarray(texts, texts + nameLength));
    if (entries.has(name)) throw new SyntaxError(`it has ${name} twice`);
    entries.set(name, extentOf(source, { view, at, name }));
    at = texts + nameLength + view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return entries;
}

/** Where an entry's bytes are, by what the directory says of it. */
function extentOf(
  source: ByteSource,
  { view, at, name }: { view: DataView; at: number; name: string },
): Extent {
  const length = view.getUint32(at + 24, true);
  const isStored = view.getUint16(at + 10, true) === 0 &&
    view.getUint32(at + 20, true) === length;
  if (!isStored) throw new SyntaxError(`its ${name} is compressed`);
  const start = view.getUint32(at + 42, true);
  const local = record(source, "local", start);
  const from = start + LENGTHS.local + local.getUint16(26, true) +
    local.getUint16(28, true);
  if (from + length > source.size) {
    throw new SyntaxError(`its ${name} is cut short`);
  }
  return { from, length };
}

function record(
  source: ByteSource,
  kind: "end" | "local",
  from: number,
): DataView {
  const isWithin = from >= 0 && from + LENGTHS[kind] <= source.size;
  const bytes = isWithin ? source.read(from, LENGTHS[kind]) : undefined;
  const view = bytes && new DataView(bytes.buffer);
  if (view?.getUint32(0, true) === SIGNATURES[kind]) return view;
  throw new SyntaxError("it is a zip archive that is cut short");
}
