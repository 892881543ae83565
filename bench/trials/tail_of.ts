/** The last words of a process. */

/** Characters of a process's standard error that are remembered. */
const LAST_WORDS = 4096;

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
    tail = (tail + text).slice(-LAST_WORDS);
  }
  return tail;
}
