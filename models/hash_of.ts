/** What a trial began with, in a few letters: to compare, and not to look up. */
import { createHash } from "node:crypto";

/**
 * Hashes numbers.
 *
 * @param arrays Whose bytes are hashed, one after another.
 * @returns The first 16 hexadecimal digits of their SHA-256.
 */
export function hashOf(
  arrays: Iterable<Float32Array | Int32Array | Uint8Array>,
): string {
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of arrays) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex").slice(0, 16);
}
