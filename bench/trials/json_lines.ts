/** JSON texts, one a line, over a pipe. */

/**
 * Reads a stream of lines.
 *
 * @param stream Bytes in UTF-8.
 * @returns What each line that is not empty says.
 * @throws {SyntaxError} For a line that is not JSON.
 */
export async function* readJsonLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<unknown> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.trim() !== "") yield JSON.parse(line);
    }
  }
  if (rest.trim() !== "") yield JSON.parse(rest);
}

/**
 * Makes a line of a value.
 *
 * @returns Its JSON and a line break, in UTF-8.
 */
export function jsonLine(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(JSON.stringify(value) + "\n"));
}
