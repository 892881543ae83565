/** The end of what a process writes. */

/** Characters of a process's standard error that are kept. */
const TAIL_LENGTH = 4096;

/**
 * Reads a stream to its end.
 *
 * @param stream Text in UTF-8.
 * @returns The end of the text.
 */
export async function tailOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<string> {
  let tail = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    tail = (tail + text).slice(-TAIL_LENGTH);
  }
  return tail;
}
