/**
 * Reads tar archives as they stream by.
 *
 * Simplified from POSIX pax: a member whose name needs an extension is given
 * under the short name of its own header, and only regular files have content.
 * Source: IEEE Std 1003.1-2017, pax, "ustar Interchange Format".
 */
import { shown } from "./_image_names.ts";
import { damaged } from "./_unreadable.ts";

/** A member of an archive. */
export interface TarMember {
  name: string;
  isFile: boolean;
  /** Bytes that the archive declares, and nobody has checked. */
  size: number;
  /** Gives the content; to be called once, before the next member. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

const BLOCK = 512;
/** Links, devices, folders and pipes have no content, whatever they declare. */
const WITHOUT_CONTENT = /[1-6]/;

/**
 * Gives the members of an archive, then reads on to the end of the stream.
 *
 * @param archive Its name, for messages.
 * @throws {SyntaxError} If it is no tar archive, or is cut short.
 */
export async function* readTar(
  archive: string,
  chunks: AsyncGenerator<Uint8Array>,
): AsyncGenerator<TarMember> {
  const source = new ByteSource(archive, chunks);
  try {
    const header = new Uint8Array(BLOCK);
    while (await source.fill(header, { orEnd: true })) {
      if (header.every((byte) => byte === 0)) break;
      const { name, type, size } = parseHeader(archive, header);
      const bytes = WITHOUT_CONTENT.test(type) ? 0 : size;
      let left = Math.ceil(bytes / BLOCK) * BLOCK;
      yield {
        name,
        isFile: type === "0" || type === "7" || type === "",
        size: bytes,
        async read() {
          const content = new Uint8Array(bytes);
          await source.fill(content);
          left -= bytes;
          return content;
        },
      };
      await source.skip(left);
    }
    await source.skip(Infinity);
  } finally {
    await chunks.return(undefined);
  }
}

function parseHeader(archive: string, header: Uint8Array) {
  const text = (from: number, length: number) =>
    new TextDecoder().decode(header.subarray(from, from + length))
      .replace(/\0.*$/s, "");
  const octal = (from: number, length: number) => {
    const digits = text(from, length).trim();
    return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN;
  };
  // The checksum counts its own field as eight spaces.
  const sum = header.reduce(
    (total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte),
    0,
  );
  if (octal(148, 8) !== sum) {
    throw damaged(
      archive,
      `wanted a tar header with the checksum ${sum}, got ` +
        (shown(text(148, 8).trim()) || "none"),
    );
  }
  const prefix = text(257, 5) === "ustar" ? text(345, 155) : "";
  const name = prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`;
  const size = octal(124, 12);
  if (Number.isNaN(size)) {
    throw damaged(
      archive,
      `wanted the size of ${shown(name)} in octal digits, got ` +
        `"${shown(text(124, 12))}"`,
    );
  }
  return { name, type: text(156, 1), size };
}

/** Bytes that come in pieces, taken in others. */
class ByteSource {
  readonly #archive: string;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest = new Uint8Array() as Uint8Array;

  constructor(archive: string, chunks: AsyncIterable<Uint8Array>) {
    this.#archive = archive;
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Fills the target; with `orEnd`, says whether there was anything left. */
  async fill(
    target: Uint8Array,
    { orEnd = false }: { orEnd?: boolean } = {},
  ): Promise<boolean> {
    let at = 0;
    while (at < target.length) {
      const piece = await this.#take(target.length - at);
      if (piece === undefined) {
        if (orEnd && at === 0) return false;
        throw this.#cutShort(target.length, at);
      }
      target.set(piece, at);
      at += piece.length;
    }
    return true;
  }

  /** Passes over bytes; over all that are left, if there is no number. */
  async skip(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      const piece = await this.#take(left);
      if (piece === undefined) {
        if (count === Infinity) return;
        throw this.#cutShort(count, count - left);
      }
      left -= piece.length;
    }
  }

  async #take(most: number): Promise<Uint8Array | undefined> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#chunks.next();
      if (done) return undefined;
      this.#rest = value;
    }
    const piece = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  #cutShort(wanted: number, got: number): SyntaxError {
    return damaged(
      this.#archive,
      `it is cut short: wanted ${wanted} more bytes, got ${got}`,
    );
  }
}
