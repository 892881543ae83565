/** The bytes of a pickle, read one value after another. */

/** Bytes of the longest integer that numbers of JavaScript hold. */
const LONGEST_INTEGER = 7;

/** Bytes of the longest module, or name in one, with room to spare. */
const LONGEST_NAME = 256;

/** Bytes, and how far they are read. */
export class PickleBytes {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView<ArrayBuffer>;
  #at: number;

  /** @param start The first byte that is read. */
  constructor(bytes: Uint8Array<ArrayBuffer>, start: number) {
    const { buffer, byteOffset, byteLength } = bytes;
    this.#bytes = bytes;
    this.#view = new DataView(buffer, byteOffset, byteLength);
    this.#at = start;
  }

  /** The next byte. */
  get at(): number {
    return this.#at;
  }

  #next(length: number): number {
    const at = this.#at;
    if (length > this.#bytes.length - at) this.fail("is cut short");
    this.#at += length;
    return at;
  }

  /** A whole number, the lowest byte first. */
  uint(length: 1 | 2 | 4): number {
    const at = this.#next(length);
    if (length === 1) return this.#view.getUint8(at);
    return length === 2
      ? this.#view.getUint16(at, true)
      : this.#view.getUint32(at, true);
  }

  /** A number of 64 bits, the highest byte first. */
  float(): number {
    return this.#view.getFloat64(this.#next(8), false);
  }

  /** An integer in two's complement, the lowest byte first. */
  long(length: number): number {
    if (length > LONGEST_INTEGER) {
      this.fail(`has an integer of ${length} bytes`);
    }
    const at = this.#next(length);
    let value = 0;
    for (let byte = length - 1; byte >= 0; byte--) {
      value = 256 * value + this.#view.getUint8(at + byte);
    }
    const isNegative = length > 0 &&
      this.#view.getUint8(at + length - 1) >= 0x80;
    return isNegative ? value - 256 ** length : value;
  }

  /** A text of so many bytes. */
  text(length: number): string {
    const at = this.#next(length);
    try {
      return new TextDecoder("utf-8", { fatal: true })
        .decode(this.#bytes.subarray(at, at + length));
    } catch {
      return this.fail("has a text that is none");
    }
  }

  /** A text up to the end of its line, which is read too. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    const length = end < 0 ? Infinity : end - this.#at;
    if (length > LONGEST_NAME) this.fail("has a name without an end");
    const line = this.text(length);
    this.#at++;
    return line;
  }

  /** Throws what is wrong with the pickle. */
  fail(what: string): never {
    throw new SyntaxError(`its pickle ${what}, at byte ${this.#at}`);
  }
}
