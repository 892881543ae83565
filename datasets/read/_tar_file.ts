/** Tar archives in files, gzip or plain. */
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { readTar, type TarMember } from "./_tar.ts";
import { damaged, unreadable } from "./_unreadable.ts";

/**
 * Gives the members of an archive, one after the other.
 *
 * The archive is read to its end, so that its last checksum is checked too.
 *
 * @param path The archive.
 * @param options The most bytes that it may unpack to, against bombs.
 * @throws {SyntaxError} If it is damaged or too large.
 */
export function readTarFile(
  path: string,
  options: { mostBytes: number },
): AsyncGenerator<TarMember> {
  return readTar(path, unpacked(path, options));
}

/** The bytes of the archive, without the gzip around them. */
async function* unpacked(
  path: string,
  { mostBytes }: { mostBytes: number },
): AsyncGenerator<Uint8Array> {
  const isPacked = await isGzip(path);
  const file = createReadStream(path, { highWaterMark: 2 ** 20 });
  const stream = isPacked ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => stream.destroy(error));
  let total = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      total += chunk.length;
      if (total > mostBytes) {
        const state = `wanted at most ${mostBytes} unpacked bytes, got more`;
        throw damaged(path, state);
      }
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof SyntaxError) throw cause;
    if (!isZlibError(cause)) throw unreadable(path, cause);
    throw damaged(path, cause.message, { cause });
  } finally {
    file.destroy();
    stream.destroy();
  }
}

async function isGzip(path: string): Promise<boolean> {
  try {
    using file = await Deno.open(path);
    const start = new Uint8Array(2);
    await file.read(start);
    return start[0] === 0x1f && start[1] === 0x8b;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error &&
    /^Z_/.test((error as { code?: string }).code ?? "");
}
