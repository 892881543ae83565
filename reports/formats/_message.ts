/** Protocol buffers, as far as event files need them: fields to bytes. */

/** A field's number and value; a bigint is a varint, a message is bytes. */
export type Field = readonly [
  number: number,
  value:
    | bigint
    | string
    | Uint8Array
    | { double: number }
    | { float: number },
];

const encoder = new TextEncoder();

/**
 * Writes a message.
 *
 * @param fields Its fields, in any order; one that repeats is there more often.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { message } from "./_message.ts";
 * assertEquals([...message([[1, 150n]])], [0x08, 0x96, 0x01]);
 * assertEquals([...message([[2, "hi"]])], [0x12, 2, 0x68, 0x69]);
 * ```
 */
export function message(fields: readonly Field[]): Uint8Array {
  return concat(fields.map(([number, value]) => {
    if (typeof value === "bigint") {
      return concat([tag(number, 0), varint(value)]);
    }
    if (typeof value === "string" || value instanceof Uint8Array) {
      const bytes = typeof value === "string" ? encoder.encode(value) : value;
      return concat([tag(number, 2), varint(BigInt(bytes.length)), bytes]);
    }
    const isDouble = "double" in value;
    const view = new DataView(new ArrayBuffer(isDouble ? 8 : 4));
    if (isDouble) view.setFloat64(0, value.double, true);
    else view.setFloat32(0, value.float, true);
    return concat([tag(number, isDouble ? 1 : 5), new Uint8Array(view.buffer)]);
  }));
}

function tag(number: number, wireType: number): Uint8Array {
  return varint(BigInt(number << 3 | wireType));
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  for (; value > 127n; value >>= 7n) bytes.push(Number(value & 127n) | 128);
  return Uint8Array.from([...bytes, Number(value)]);
}

/** Several arrays of bytes as one. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
