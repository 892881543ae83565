/** Where the bytes of a file of weights are read from, piece by piece. */

/** Bytes, of which a few are read at a time. */
export interface ByteSource extends Disposable {
  /** How many there are. */
  readonly size: number;
  /**
   * Reads some.
   *
   * @returns Bytes of the caller's own, `length` of them.
   * @throws {SyntaxError} If there are not as many.
   */
  read(from: number, length: number): Uint8Array<ArrayBuffer>;
}

/** The bytes of a file, which is open until it is disposed. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly #file: Deno.FsFile;

  /** @throws {Deno.errors.NotFound} If there is no such file. */
  constructor(path: string) {
    this.#file = Deno.openSync(path);
    this.size = this.#file.statSync().size;
  }

  read(from: number, length: number): Uint8Array<ArrayBuffer> {
    if (from + length > this.size) {
      throw new SyntaxError(
        `wanted ${length} bytes from byte ${from}, got ${this.size} in all`,
      );
    }
    const bytes = new Uint8Array(length);
    this.#file.seekSync(from, Deno.SeekMode.Start);
    for (let done = 0; done < length;) {
      const got = this.#file.readSync(bytes.subarray(done));
      if (got === null) throw new SyntaxError("it was cut short meanwhile");
      done += got;
    }
    return bytes;
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}
