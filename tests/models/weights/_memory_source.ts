/** A file of weights that is in memory. */
import type { ByteSource } from "../../../models/weights/_byte_source.ts";

/**
 * Gives the bytes of a file that is in memory.
 *
 * @param onDispose Told that the file is closed.
 */
export function memorySource(
  bytes: Uint8Array<ArrayBuffer>,
  onDispose: () => void = () => {},
): ByteSource {
  return {
    size: bytes.length,
    read(from, length) {
      if (from + length > bytes.length) throw new SyntaxError("too short");
      return bytes.slice(from, from + length);
    },
    [Symbol.dispose]: onDispose,
  };
}
