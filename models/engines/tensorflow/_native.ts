/** Strings, numbers and lists in the forms that C functions take. */

const encoder = new TextEncoder();
const names = new Map<string, Uint8Array<ArrayBuffer>>();

/** The bytes of `text` with a final NUL; kept, since op names recur. */
export function cString(text: string): Uint8Array<ArrayBuffer> {
  let bytes = names.get(text);
  if (bytes === undefined) {
    bytes = new Uint8Array(encoder.encode(text + "\0"));
    names.set(text, bytes);
  }
  return bytes;
}

/** The bytes of `text` without a final NUL. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encoder.encode(text));
}

/** `values` as `int64_t[]`. */
export function int64s(values: readonly number[]): BigInt64Array<ArrayBuffer> {
  return BigInt64Array.from(values, BigInt);
}

/** Reads a NUL-terminated string that the library owns. */
export function readCString(pointer: Deno.PointerValue): string {
  return pointer === null ? "" : Deno.UnsafePointerView.getCString(pointer);
}

/** The number of values that a tensor of `shape` holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}
