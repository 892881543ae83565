/** The header of a safetensors file: which tensors it has, and where. */
import { z } from "zod";

/** Bytes of a number of each type that the format knows. */
const BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
} as const;

/**
 * A type of numbers, as the format calls it.
 *
 * @internal
 */
export type SafetensorsType = keyof typeof BYTES;

/** A tensor of a file. */
export interface SafetensorsEntry {
  /** The type of its numbers. */
  dtype: SafetensorsType;
  /** Its dimensions. */
  shape: readonly number[];
  /** Where its first byte is, and the one after its last, after the header. */
  offsets: readonly [from: number, to: number];
}

const size = z.int().min(0);

const entrySchema = z.object({
  dtype: z.enum(Object.keys(BYTES) as SafetensorsType[]),
  shape: z.array(size),
  data_offsets: z.tuple([size, size]),
});

const metadataSchema = z.record(z.string(), z.string());

/**
 * Reads a header and checks that its tensors are what follows it: each as long
 * as its shape and type say, none over another, and no byte of none.
 *
 * @param header The bytes between the header's length and the first tensor.
 * @param dataBytes The bytes after it.
 * @returns The tensors by name, in the order of their bytes.
 * @throws {SyntaxError} If it is no such header, with what is wrong in it.
 */
export function readSafetensorsHeader(
  header: Uint8Array,
  dataBytes: number,
): Map<string, SafetensorsEntry> {
  const { __metadata__: metadata = {}, ...tensors } = parseObject(header);
  if (!metadataSchema.safeParse(metadata).success) {
    throw new SyntaxError("its __metadata__ holds more than texts");
  }
  const entries = Object.entries(tensors)
    .map(([name, value]) => [name, readEntry(name, value)] as const)
    .sort(([, a], [, b]) =>
      a.offsets[0] - b.offsets[0] || a.offsets[1] - b.offsets[1]
    );
  let end = 0;
  for (const [name, { offsets: [from, to] }] of entries) {
    if (from !== end) {
      const state = from < end ? "is over another" : "is after a hole";
      throw new SyntaxError(
        `${name} ${state}: wanted it from byte ${end}, got ${from}`,
      );
    }
    end = to;
  }
  if (end !== dataBytes) {
    throw new SyntaxError(
      `wanted ${end} bytes of tensors after the header, got ${dataBytes}`,
    );
  }
  return new Map(entries);
}

function parseObject(header: Uint8Array): Record<string, unknown> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(header);
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null &&
      !Array.isArray(value);
    if (isObject) return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) {
      throw error;
    }
  }
  throw new SyntaxError("its header is no JSON object");
}

function readEntry(name: string, value: unknown): SafetensorsEntry {
  const { data, error } = entrySchema.safeParse(value);
  if (error !== undefined) {
    const reasons = error.issues.map(({ path, message }) =>
      `${path.join(".")}: ${message}`
    );
    throw new SyntaxError(`${name} is no tensor: ${reasons.join("; ")}`);
  }
  const { dtype, shape, data_offsets: offsets } = data;
  const [from, to] = offsets;
  const wanted = shape.reduce((product, length) => product * length, 1) *
    BYTES[dtype];
  if (to - from !== wanted) {
    throw new SyntaxError(
      `${name}: wanted ${wanted} bytes for [${shape}] of ${dtype}, got ` +
        `${to - from}`,
    );
  }
  return { dtype, shape, offsets };
}
