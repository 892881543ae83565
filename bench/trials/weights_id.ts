/** What a file of weights is known by, wherever it lies. */
import { createHash } from "node:crypto";

/**
 * Hashes a file of weights.
 *
 * @returns `sha256:` and the hash of its content, in hexadecimal, as specs have
 * it.
 * @throws {Deno.errors.NotFound} If there is no such file.
 */
export async function weightsId(path: string): Promise<string> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  const bytes = new Uint8Array(2 ** 20);
  for (;;) {
    const length = await file.read(bytes);
    if (length === null) return `sha256:${hash.digest("hex")}`;
    hash.update(bytes.subarray(0, length));
  }
}
