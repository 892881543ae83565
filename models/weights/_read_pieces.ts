/** Numbers of 32 bits from the bytes of others, piece by piece. */
import type { ByteSource } from "./_byte_source.ts";
import type { WeightsPiece } from "./weights_file.ts";

/** Numbers of a piece, unless the unit is larger: 4 MiB once they are read. */
const PIECE = 2 ** 20;

/** What turns the bytes of each type that can be read into numbers. */
const DECODERS = {
  F32: { bytes: 4, decode: (bytes: ArrayBuffer) => new Float32Array(bytes) },
  F16: {
    bytes: 2,
    decode: (bytes: ArrayBuffer) => new Float32Array(new Float16Array(bytes)),
  },
  BF16: { bytes: 2, decode: decodeBrainFloats },
} as const;

/**
 * Finds a tensor that is read in pieces.
 *
 * @param tensors What the file at `path` has, by name.
 * @returns It, and how many numbers it has.
 * @throws {RangeError} If there is none, or the unit does not divide it.
 */
export function findTensor<Tensor extends { shape: readonly number[] }>(
  tensors: ReadonlyMap<string, Tensor>,
  { name, path, unit }: { name: string; path: string; unit: number },
): { tensor: Tensor; count: number } {
  const tensor = tensors.get(name);
  if (tensor === undefined) {
    throw new RangeError(`Cannot read ${name}: ${path} has none`);
  }
  const count = tensor.shape.reduce((all, length) => all * length, 1);
  if (count % unit === 0) return { tensor, count };
  throw new RangeError(
    `Cannot read ${name} in multiples of ${unit}: it has ${count} numbers`,
  );
}

/**
 * Reads consecutive numbers as 32-bit ones.
 *
 * @param source The bytes of a file.
 * @param options What the numbers are called, their type, the first one's byte,
 * how many they are, and what each piece has a multiple of.
 * @yields All of them; one piece is held at a time.
 * @throws {TypeError} If they are not `F32`, `F16` or `BF16`.
 * @throws {SyntaxError} If there are not as many bytes.
 */
export function* readPieces(
  source: ByteSource,
  { name, dtype, start, count, unit }:
    & Record<"name" | "dtype", string>
    & Record<"start" | "count" | "unit", number>,
): Generator<WeightsPiece> {
  if (!Object.hasOwn(DECODERS, dtype)) {
    throw new TypeError(
      `Cannot read ${name}: wanted numbers of type ` +
        `${Object.keys(DECODERS).join(", ")}, got ${dtype}`,
    );
  }
  const { bytes, decode } = DECODERS[dtype as keyof typeof DECODERS];
  const most = Math.max(1, Math.floor(PIECE / unit)) * unit;
  for (let at = 0; at < count; at += most) {
    const length = Math.min(most, count - at) * bytes;
    yield {
      at,
      values: decode(source.read(start + at * bytes, length).buffer),
    };
  }
}

/** The upper halves of 32-bit numbers; the lower ones are zero. */
function decodeBrainFloats(bytes: ArrayBuffer): Float32Array {
  const halves = new Uint16Array(bytes);
  const bits = new Uint32Array(halves.length);
  for (let at = 0; at < halves.length; at++) {
    bits[at] = (halves[at] as number) << 16;
  }
  return new Float32Array(bits.buffer);
}
