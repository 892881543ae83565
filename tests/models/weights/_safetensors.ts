/** Writes safetensors files, byte for byte as the `safetensors` package does. */
import { createHash } from "node:crypto";

/** Bytes of a number, by type, in the order in which the package sorts types. */
const TYPES = { I64: 8, F32: 4, BF16: 2, F16: 2 } as const;

/** A tensor to be written; its values are made when they are needed. */
export interface Written {
  name: string;
  dtype: keyof typeof TYPES;
  shape: readonly number[];
  /** Row-major; what `dtype` cannot hold exactly is cut off. */
  values: () => Float32Array;
}

/**
 * Writes a file: the longest numbers first, then by name.
 *
 * @returns The file's SHA-256, in hexadecimal.
 */
export function writeSafetensors(
  path: string,
  tensors: readonly Written[],
): string {
  const order = Object.keys(TYPES);
  const sorted = [...tensors].sort((a, b) =>
    order.indexOf(a.dtype) - order.indexOf(b.dtype) ||
    (a.name < b.name ? -1 : 1)
  );
  let end = 0;
  const entries = sorted.map(({ name, dtype, shape }) => {
    const from = end;
    end += shape.reduce((product, length) => product * length, 1) *
      TYPES[dtype];
    return [name, { dtype, shape, data_offsets: [from, end] }];
  });
  const hash = createHash("sha256");
  using file = Deno.openSync(path, { create: true, write: true });
  const write = (bytes: Uint8Array) => {
    hash.update(bytes);
    for (let done = 0; done < bytes.length;) {
      done += file.writeSync(bytes.subarray(done));
    }
  };
  write(headerOf(Object.fromEntries(entries)));
  for (const { dtype, values } of sorted) write(bytesOf(values(), dtype));
  return hash.digest("hex");
}

/** The length, and the header filled up with blanks to a multiple of 8. */
function headerOf(entries: Record<string, unknown>): Uint8Array {
  const text = JSON.stringify({ __metadata__: { format: "pt" }, ...entries });
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8);
  const bytes = new Uint8Array(8 + padded.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded.length), true);
  bytes.set(new TextEncoder().encode(padded), 8);
  return bytes;
}

function bytesOf(
  values: Float32Array,
  dtype: keyof typeof TYPES,
): Uint8Array {
  if (dtype === "F32") return new Uint8Array(values.buffer);
  if (dtype === "F16") return new Uint8Array(new Float16Array(values).buffer);
  if (dtype === "I64") {
    return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  }
  // The upper half of each number, of which the lower bytes come first.
  const halves = new Uint16Array(values.buffer);
  const upper = new Uint16Array(values.length);
  for (let at = 0; at < upper.length; at++) upper[at] = halves[2 * at + 1]!;
  return new Uint8Array(upper.buffer);
}
