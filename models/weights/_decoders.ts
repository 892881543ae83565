/** Numbers of 32 bits from the bytes of others. */

/** Numbers of a piece, unless the unit is larger: 4 MiB once they are read. */
export const PIECE = 2 ** 20;

/** What turns the bytes of each type that can be read into numbers. */
export const DECODERS = {
  F32: { bytes: 4, decode: (bytes: ArrayBuffer) => new Float32Array(bytes) },
  F16: {
    bytes: 2,
    decode: (bytes: ArrayBuffer) => new Float32Array(new Float16Array(bytes)),
  },
  BF16: { bytes: 2, decode: decodeBrainFloats },
} as const;

/** The upper halves of 32-bit numbers; the lower ones are zero. */
function decodeBrainFloats(bytes: ArrayBuffer): Float32Array {
  const halves = new Uint16Array(bytes);
  const bits = new Uint32Array(halves.length);
  for (let at = 0; at < halves.length; at++) {
    bits[at] = (halves[at] as number) << 16;
  }
  return new Float32Array(bits.buffer);
}
