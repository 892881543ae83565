/** CRC-32C (Castagnoli, RFC 3720), as TensorFlow's record files have it. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return crc;
});

/** TensorFlow's, so that a CRC of a CRC is none of the same. */
const MASK = 0xa282ead8;

/**
 * The masked checksum of some bytes.
 *
 * @returns A whole number from 0 to 4294967295.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { maskedCrc32c } from "./_crc32c.ts";
 * // The CRC-32C of "123456789" is e3069283; rotated by 15 and masked:
 * const bytes = new TextEncoder().encode("123456789");
 * assertEquals(maskedCrc32c(bytes).toString(16), "c78ab0e5");
 * ```
 */
export function maskedCrc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] as number);
  }
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + MASK) >>> 0;
}
