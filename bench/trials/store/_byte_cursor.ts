/** Reads SQLite's numbers and texts out of bytes, one after another. */

/** A place in bytes, which moves on as they are read. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** @throws {RangeError} If there are not so many bytes. */
  take(size: number): Uint8Array {
    const end = this.#at + size;
    if (!(size >= 0 && end <= this.#bytes.length)) {
      throw new RangeError(`Cannot read ${size} bytes at ${this.#at}`);
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  /** A number of one byte to nine. */
  varint(): number {
    let value = 0;
    for (let count = 1;; count++) {
      const [byte = 0] = this.take(1);
      if (count === 9) return value * 256 + byte;
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  }

  /** A number of so many bytes. */
  integer(size: number): number {
    return this.take(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** The values of a row, or of part of one. */
  record(): (string | number | null)[] {
    const start = this.#at;
    const header = this.varint();
    const types: number[] = [];
    while (this.#at < start + header) types.push(this.varint());
    return types.map((type) => this.#value(type));
  }

  /** See "Record Format": what a value's type says of its form. */
  #value(type: number): string | number | null {
    if (type >= 12) {
      const bytes = this.take(Math.floor((type - 12) / 2));
      return type % 2 === 0 ? null : new TextDecoder().decode(bytes);
    }
    if (type === 8 || type === 9) return type - 8;
    const size = [0, 1, 2, 3, 4, 6, 8, 8][type];
    if (size === undefined) throw new RangeError(`Cannot read a type ${type}`);
    return type === 0 ? null : this.integer(size);
  }
}
