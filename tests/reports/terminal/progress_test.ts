import { assertEquals } from "@std/assert";
import { Progress, writeAll } from "../../../reports/terminal/progress.ts";

const CLEAR_LINE = "\r\x1b[K";

/** A progress on a made-up terminal. */
function progressOf({ isTerminal, columns = 80 }: {
  isTerminal: boolean;
  columns?: number;
}) {
  const written: string[] = [];
  const progress = new Progress({
    isTerminal,
    write: (text) => written.push(text),
    columns: () => columns,
  });
  return { progress, written };
}

Deno.test("Progress draws over what it said last on a terminal", () => {
  const { progress, written } = progressOf({ isTerminal: true });
  progress.advance("unpacking");
  progress.show("checking");
  assertEquals(written, [CLEAR_LINE + "unpacking", CLEAR_LINE + "checking"]);
});

Deno.test("Progress keeps within the line of a terminal", () => {
  for (const columns of [80, 20]) {
    const { progress, written } = progressOf({ isTerminal: true, columns });
    progress.advance("löng ".repeat(40));
    const [line = ""] = written;
    assertEquals(line.slice(CLEAR_LINE.length).length, columns - 1);
  }
});

Deno.test("Progress hands no control character to a terminal", () => {
  const { progress, written } = progressOf({ isTerminal: true });
  progress.advance("a\x1b]0;title\x07b\nc");
  assertEquals(written, [CLEAR_LINE + "a ]0;title b c"]);
});

Deno.test("Progress writes a line a step elsewhere, and cuts none", () => {
  const { progress, written } = progressOf({ isTerminal: false });
  const text = "long ".repeat(40);
  progress.advance(text);
  progress.show("in between");
  progress.end();
  assertEquals(written, [`${text}\n`]);
});

Deno.test("Progress counts what is done on a terminal, and names each action elsewhere", () => {
  const texts = [true, false].map((isTerminal) => {
    const { progress, written } = progressOf({ isTerminal });
    const decoding = { action: "decoding", total: undefined, unit: "images" };
    progress.count({ ...decoding, done: 1 });
    progress.count({ ...decoding, done: 2 });
    progress.countBytes("fetching", { bytes: 3e6, totalBytes: 5e6 });
    return written.map((text) => text.replace(CLEAR_LINE, ""));
  });
  assertEquals(texts, [
    ["decoding: 1 images", "decoding: 2 images", "fetching: 3 of 5 MiB"],
    ["decoding\n", "fetching\n"],
  ]);
});

Deno.test("Progress wipes away what it shows at the end", () => {
  const { progress, written } = progressOf({ isTerminal: true });
  progress.advance("seed 1");
  progress.end();
  assertEquals(written.at(-1), CLEAR_LINE);
});

Deno.test("writeAll() goes on where a pipe took a part", () => {
  const taken: number[] = [];
  const pipe = {
    writeSync(bytes: Uint8Array) {
      taken.push(...bytes.subarray(0, 3));
      return Math.min(3, bytes.length);
    },
  };
  writeAll(pipe, "grün und rot");
  assertEquals(
    new TextDecoder().decode(Uint8Array.from(taken)),
    "grün und rot",
  );
});
