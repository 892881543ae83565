/**
 * Rows of a SQLite file that SQLite itself can no longer read.
 *
 * Every page that holds rows of a table says so itself, so each is read on its
 * own, whatever has become of the pages around it; pages of the write-ahead log
 * count too. What is found may be stale or garbled: whoever reads it checks it.
 * After https://www.sqlite.org/fileformat2.html (2025), for files of UTF-8 text
 * and pages of 4096 bytes, SQLite's defaults.
 */

import { ByteCursor } from "./_byte_cursor.ts";

/** A row, as a page has it. */
export interface CarvedRow {
  id: number;
  /** The columns in order; the one that stands for `id` is null. */
  values: (string | number | null)[];
}

const PAGE = 4096;

/** More bytes than any row has. */
const ROW_MOST = 2 ** 24;

/** Before the first page of a log, and before each. */
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/** A page of a table's rows, and the bytes before its list of cells. */
const LEAF = 13;
const LEAF_HEADER = 8;

/** The file's own header, on its first page. */
const FILE_HEADER = 100;

/** Bytes of a row that its page holds: all, if it is no more than that. */
const LOCAL_MOST = PAGE - 35;
const LOCAL_LEAST = Math.floor(((PAGE - 12) * 32) / 255) - 23;

/**
 * Reads all rows of all tables that can be read.
 *
 * @param path The file; its log is beside it.
 */
export function* carveRows(path: string): Generator<CarvedRow> {
  using main = openPages(path);
  using log = openPages(`${path}-wal`);
  const frames = new Map<number, number>();
  const size = log?.statSync().size ?? 0;
  const step = FRAME_HEADER + PAGE;
  const salt = read(log, 16, 8).join();
  for (let at = WAL_HEADER; at + step <= size; at += step) {
    const frame = read(log, at, FRAME_HEADER);
    if (frame.subarray(8, 16).join() !== salt) continue; // of an older log
    frames.set(new ByteCursor(frame).integer(4), at + FRAME_HEADER);
  }
  const pageOf = (page: number) => {
    const frame = frames.get(page);
    return frame === undefined
      ? read(main, (page - 1) * PAGE, PAGE)
      : read(log, frame, PAGE);
  };
  const pages = Math.floor((main?.statSync().size ?? 0) / PAGE);
  for (let page = 1; page <= pages; page++) {
    const bytes = read(main, (page - 1) * PAGE, PAGE);
    yield* rowsOf(bytes, { start: page === 1 ? FILE_HEADER : 0, pageOf });
  }
  for (let at = WAL_HEADER; at + step <= size; at += step) {
    yield* rowsOf(read(log, at + FRAME_HEADER, PAGE), { start: 0, pageOf });
  }
}

function openPages(path: string): Deno.FsFile | undefined {
  try {
    return Deno.openSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function read(
  file: Deno.FsFile | undefined,
  start: number,
  size: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  file?.seekSync(start, Deno.SeekMode.Start);
  file?.readSync(bytes);
  return bytes;
}

function* rowsOf(
  bytes: Uint8Array<ArrayBuffer>,
  { start, pageOf }: { start: number; pageOf: (page: number) => Uint8Array },
): Generator<CarvedRow> {
  if (bytes[start] !== LEAF) return;
  const view = new DataView(bytes.buffer);
  const cells = view.getUint16(start + 3);
  for (let cell = 0; cell < cells; cell++) {
    const pointer = start + LEAF_HEADER + 2 * cell;
    if (pointer + 2 > PAGE) return;
    const row = rowAt(bytes, view.getUint16(pointer), pageOf);
    if (row !== undefined) yield row;
  }
}

function rowAt(
  bytes: Uint8Array,
  start: number,
  pageOf: (page: number) => Uint8Array,
): CarvedRow | undefined {
  try {
    const cursor = new ByteCursor(bytes, start);
    const size = cursor.varint();
    const id = cursor.varint();
    if (size <= LOCAL_MOST) {
      return { id, values: new ByteCursor(cursor.take(size)).record() };
    }
    if (size > ROW_MOST) return undefined;
    const rest = LOCAL_LEAST + (size - LOCAL_LEAST) % (PAGE - 4);
    const parts = [cursor.take(rest <= LOCAL_MOST ? rest : LOCAL_LEAST)];
    let left = size - (parts[0]?.length ?? 0);
    for (let next = cursor.integer(4); left > 0;) {
      if (next === 0) return undefined; // its end is missing
      const page = new ByteCursor(pageOf(next));
      next = page.integer(4);
      parts.push(page.take(Math.min(left, PAGE - 4)));
      left -= PAGE - 4;
    }
    const whole = new Uint8Array(parts.flatMap((part) => [...part]));
    return { id, values: new ByteCursor(whole).record() };
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it is garbled
    throw error;
  }
}
