/** Has another process decode a share of a list of images. */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Decoded } from "./_decode_share.ts";
import type { ShareOrder, ShareReply } from "./_decode_worker.ts";

/** Settings of {@linkcode decodeApart}. */
export interface DecodeApartOptions {
  /** Told what became of each image. */
  onDecoded: (decoded: Decoded) => void;
  /** Ends the process. */
  signal: AbortSignal;
}

/** What a process that decodes may do. */
const PERMISSIONS = ["read", "write", "env", "sys", "ffi"];

/**
 * Starts a process, and follows it until it has decoded its share.
 *
 * @throws {Error} What the process threw, of the same class, where it is one of
 * JavaScript or of Deno; or that the process died.
 */
export async function decodeApart(
  order: ShareOrder,
  options: DecodeApartOptions,
): Promise<void> {
  const { onDecoded, signal } = options;
  const worker = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      ...PERMISSIONS.map((permission) => `--allow-${permission}`),
      new URL("./_decode_worker.ts", import.meta.url).href,
    ],
    // Ctrl-C at a terminal is for the parent alone.
    detached: Deno.build.os !== "windows",
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const kill = () => {
    try {
      worker.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  signal.addEventListener("abort", kill);
  const ending = Promise.all([worker.status, textOf(worker.stderr)]);
  try {
    await send(order, worker.stdin);
    for await (const reply of repliesOf(worker.stdout)) {
      if ("error" in reply) throw errorOf(reply);
      onDecoded(reply);
    }
  } catch (error) {
    kill();
    throw error;
  } finally {
    await ending;
    signal.removeEventListener("abort", kill);
  }
  const [{ success, code, signal: killer }, lastWords] = await ending;
  if (success) return;
  const state = [killer ?? `exit code ${code}`, lastWords.trim()];
  throw new Error(
    `Cannot decode the images of ${order.path}: a process that decodes them ` +
      `ended with ${state.join(" ").trim()}. Next step: see that memory is ` +
      "not full, and try again",
  );
}

function textOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  return new Response(stream).text();
}

async function send(
  order: ShareOrder,
  stream: WritableStream<Uint8Array>,
): Promise<void> {
  const writer = stream.getWriter();
  try {
    await writer.write(new TextEncoder().encode(JSON.stringify(order)));
    await writer.close();
  } catch (error) {
    // It has died: how, its status tells.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

async function* repliesOf(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<ShareReply> {
  for await (
    const line of createInterface({ input: Readable.from(stream) })
  ) {
    let reply: ShareReply;
    try {
      reply = JSON.parse(line);
    } catch {
      return; // cut short: its writer died over it
    }
    yield reply;
  }
}

function errorOf({ error, message }: { error: string; message: string }) {
  const kinds = { RangeError, SyntaxError, TypeError, ...Deno.errors };
  const Kind = Object.entries(kinds).find(([name]) => name === error)?.[1] ??
    Error;
  return new Kind(message);
}
