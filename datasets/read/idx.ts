/**
 * Reads the IDX format of MNIST and its relatives.
 *
 * A file is two zero bytes, a type byte (8: unsigned byte), the number of
 * dimensions, each dimension as a big-endian 32-bit integer, and the values.
 * Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database", "The IDX
 * file format".
 */
import { damaged } from "./_unreadable.ts";

/** An array of unsigned bytes as IDX stores it. */
export interface IdxArray {
  /** The length of each dimension. */
  shape: number[];
  /** Row-major. */
  values: Uint8Array;
}

const UNSIGNED_BYTE = 8;

/**
 * Parses an IDX file of unsigned bytes.
 *
 * @param bytes The whole file, decompressed.
 * @param name What to call it in messages.
 * @returns Its shape and values; the values are a view of `bytes`.
 * @throws {SyntaxError} If it is no such file, or is cut short.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readIdx } from "./idx.ts";
 * const file = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9);
 * assertEquals(readIdx(file).shape, [2]);
 * ```
 */
export function readIdx(bytes: Uint8Array, name = "the IDX file"): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) {
    throw damaged(name, "it does not begin with two zero bytes");
  }
  const type = view.getUint8(2);
  const dimensions = view.getUint8(3);
  if (type !== UNSIGNED_BYTE || dimensions === 0) {
    throw damaged(
      name,
      "wanted unsigned bytes (type 8) in 1 or more dimensions, got type " +
        `${type} in ${dimensions}`,
    );
  }
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) {
    throw damaged(
      name,
      `wanted a header of ${header} bytes, got ${bytes.length}`,
    );
  }
  const shape = Array.from(
    { length: dimensions },
    (_, axis) => view.getUint32(4 + 4 * axis),
  );
  const size = shape.reduce((product, dim) => product * dim, 1);
  if (bytes.length !== header + size) {
    throw damaged(
      name,
      `wanted ${size} values for the shape [${shape}], got ` +
        `${bytes.length - header}: it is cut short or not what it says`,
    );
  }
  return { shape, values: bytes.subarray(header) };
}
