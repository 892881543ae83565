/**
 * The file of a zip archive, as yauzl wants it.
 *
 * It is read by position and at once, in one synchronous call: entries can be
 * read at the same time without a lock. Every position is compared with the
 * file's size first, because a zip can name any.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import yauzl from "yauzl";
import { unreadable } from "./_unreadable.ts";

/** An open archive, until {@linkcode Archive.closeFile}. */
export class Archive extends yauzl.RandomAccessReader {
  readonly path: string;
  readonly size: number;
  /** How far to read ahead: the directory is read in small pieces. */
  readAhead = 2 ** 16;
  readonly #file: number;
  #isOpen = true;
  #window: { start: number; bytes: Uint8Array } = {
    start: 0,
    bytes: new Uint8Array(),
  };

  constructor(path: string) {
    super();
    this.path = path;
    try {
      this.#file = openSync(path, "r");
    } catch (error) {
      throw unreadable(path, error);
    }
    this.size = fstatSync(this.#file).size;
  }

  /** Called by yauzl. */
  read(
    target: Uint8Array,
    offset: number,
    length: number,
    position: number,
    done: (error: unknown, bytesRead?: number) => void,
  ): void {
    let bytes: Uint8Array;
    try {
      bytes = this.#ahead(position, length);
    } catch (error) {
      return done(error);
    }
    target.set(bytes, offset);
    done(null, bytes.length);
  }

  /** The bytes from `position` on, fewer where the file ends. */
  bytes(position: number, length: number): Uint8Array {
    this.assertOpen();
    const room = Math.max(0, Math.min(length, this.size - position));
    const bytes = new Uint8Array(room);
    let at = 0;
    while (at < room) {
      const read = readSync(this.#file, bytes, at, room - at, position + at);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  }

  #ahead(position: number, length: number): Uint8Array {
    const { start, bytes } = this.#window;
    const from = position - start;
    if (from >= 0 && from + length <= bytes.length) {
      return bytes.subarray(from, from + length);
    }
    const more = this.bytes(position, Math.max(length, this.readAhead));
    if (this.readAhead > 0) this.#window = { start: position, bytes: more };
    return more.subarray(0, length);
  }

  /** The number of a closed file may soon be that of another. */
  assertOpen(): void {
    if (this.#isOpen) return;
    throw new Error(
      `Cannot read ${this.path}: it was closed. Next step: list it again`,
    );
  }

  closeFile(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
  }
}
