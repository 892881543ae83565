/** The body of a response, checked as it comes. */
import { type Answer, isPage } from "./_ask_mirror.ts";
import { MirrorFailure, reasonOf, WrongFile } from "./_mirror_failure.ts";
import type { StallGuard } from "./_stall_guard.ts";

/** Enough of a file's start to see that it is a page. */
const HEAD_BYTES = 64;

/**
 * Gives the body piece by piece.
 *
 * @param answer Whose body.
 * @param target The file's final path.
 * @throws {WrongFile} If it is a page, or longer than the file.
 * @throws {MirrorFailure} If it ends before the file does, or stalls.
 */
export async function* bodyChunks(
  { response, leftover, origin }: Answer,
  { target, guard }: { target: string; guard: StallGuard },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { totalBytes } = origin;
  let received = leftover?.bytes ?? 0;
  let head = "";
  const ended = () => {
    const wanted = totalBytes === null ? "" : ` of ${totalBytes}`;
    return `the body ended after ${received}${wanted} bytes`;
  };
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await guard.wait(reader.read()).catch((cause) => {
      throw new MirrorFailure(`${ended()}: ${reasonOf(cause)}`, { cause });
    });
    if (done) break;
    if (received < HEAD_BYTES && leftover === undefined) {
      head += new TextDecoder().decode(value.subarray(0, HEAD_BYTES));
      if (isPage(head, target)) {
        throw new WrongFile("an HTML page came instead of the file");
      }
    }
    received += value.length;
    if (totalBytes !== null && received > totalBytes) {
      throw new WrongFile(`the body goes on after ${totalBytes} bytes`);
    }
    yield value;
  }
  if (received === 0 || received < (totalBytes ?? 0)) {
    throw new MirrorFailure(ended());
  }
}
