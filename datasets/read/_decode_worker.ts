/**
 * A process that decodes a share of the images of a folder or a zip.
 *
 * It reads one {@linkcode ShareOrder} from standard input, and writes one
 * {@linkcode ShareReply} a line, as JSON. Where nobody reads them any more, it
 * ends at the next.
 */
import { decodeShare } from "./_decode_share.ts";
import type { Decoded, Share } from "./_decode_share.ts";
import { selectFiles } from "./_select_files.ts";
import { listImageFiles, type Listing } from "./image_files.ts";

/** What is to be decoded. */
export interface ShareOrder extends Share {
  /** The folder or the zip. */
  path: string;
  /** How the images in it are found. */
  listing?: Listing;
  /** The names of the class folders that are wanted. */
  folders: readonly string[];
  /** The hash of the list of images that the positions are of. */
  hash: string;
}

/** What became of an image, or the error that ended it all. */
export type ShareReply = Decoded | { error: string; message: string };

/** Waking the reader for each would cost as much as a small image does. */
const REPLIES_AT_ONCE = 32;

if (import.meta.main) await work();

async function work(): Promise<void> {
  // The parent decides when to stop; a console of Windows sends Ctrl-C to all,
  // and a scheduler SIGTERM.
  Deno.addSignalListener("SIGINT", () => {});
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => {});
  try {
    await decode(await new Response(Deno.stdin.readable).json());
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) Deno.exit(1);
    const { name, message } = error instanceof Error
      ? error
      : new Error(`${error}`);
    reply([{ error: name, message }]);
  }
  Deno.exit(0);
}

async function decode(order: ShareOrder): Promise<void> {
  const { path, listing, folders } = order;
  await using listed = await listImageFiles(path, listing);
  const { files, hash } = selectFiles(listed, folders);
  if (hash !== order.hash) {
    throw new SyntaxError(
      `Cannot decode the images of ${path}: other files are there than a ` +
        "moment ago. Next step: try again once nothing writes there",
    );
  }
  const waiting: ShareReply[] = [];
  await decodeShare(files, {
    ...order,
    onDecoded(decoded) {
      waiting.push(decoded);
      if (waiting.length === REPLIES_AT_ONCE) reply(waiting.splice(0));
    },
  });
  reply(waiting);
}

function reply(replies: readonly ShareReply[]): void {
  const lines = replies.map((reply) => `${JSON.stringify(reply)}\n`);
  let left = new TextEncoder().encode(lines.join(""));
  while (left.length > 0) left = left.subarray(Deno.stdout.writeSync(left));
}
