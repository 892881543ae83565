/**
 * Runs all tests, in two rows of processes that run side by side.
 *
 * Tests that decode images are in `tests/datasets/`, which has a process of its
 * own: the native libraries that decode and train crash in one process.
 */

/** The arguments of each process of a row, one after the other. */
const ROWS = [
  [["tests/bench"]],
  [["tests/datasets"], ["--ignore=tests/bench,tests/datasets", "tests"]],
];

const OPTIONS =
  "test --quiet --frozen --lock=tests/deno.lock --no-check -P=test";

/** Whether all tests of a row passed. */
async function runRow(row: readonly (readonly string[])[]): Promise<boolean> {
  let isPassed = true;
  for (const args of row) {
    const { stdout, stderr, status } = new Deno.Command(Deno.execPath(), {
      args: [...OPTIONS.split(" "), ...args],
      cwd: new URL("../", import.meta.url),
      env: Deno.stdout.isTerminal() ? { FORCE_COLOR: "1" } : {},
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    await Promise.all([stdout, stderr].map(writeLines));
    isPassed &&= (await status).success;
  }
  return isPassed;
}

/** Writes whole lines, so that rows do not write into those of each other. */
async function writeLines(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const end = (rest + text).lastIndexOf("\n") + 1;
    const lines = (rest + text).slice(0, end);
    rest = (rest + text).slice(end);
    if (lines !== "") await write(lines);
  }
  if (rest !== "") await write(`${rest}\n`);
}

/** What is being written, so that writes follow each other. */
let writing = Promise.resolve();

function write(text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  return writing = writing.then(async () => {
    for (let at = 0; at < bytes.length;) {
      at += await Deno.stdout.write(bytes.subarray(at));
    }
  });
}

if (import.meta.main) {
  const isDone = await Promise.all(ROWS.map(runRow));
  Deno.exit(isDone.every(Boolean) ? 0 : 1);
}
