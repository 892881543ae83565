import { assertEquals, assertMatch } from "@std/assert";
import {
  formatSeconds,
  Progress,
  type ProgressOptions,
} from "../../reports/progress.ts";

const CLEAR_LINE = "\r\x1b[K";

/** A progress on a made-up clock and terminal. */
function progressOf(options: Pick<ProgressOptions, "isTerminal" | "total">) {
  const written: string[] = [];
  const clock = { milliseconds: 5000 };
  const progress = new Progress({
    ...options,
    write: (text) => written.push(text),
    now: () => clock.milliseconds,
  });
  return { progress, written, clock };
}

Deno.test("Progress draws a bar over the last on a terminal", () => {
  const { progress, written, clock } = progressOf({
    isTerminal: true,
    total: 4,
  });
  clock.milliseconds += 10_000;
  progress.advance("seed 1");
  clock.milliseconds += 10_000;
  progress.advance("seed 2");
  assertEquals(written, [
    `${CLEAR_LINE}${"█".repeat(6)}${"░".repeat(18)} 1/4 30 s left seed 1`,
    `${CLEAR_LINE}${"█".repeat(12)}${"░".repeat(12)} 2/4 20 s left seed 2`,
  ]);
});

Deno.test("Progress fills the bar at the end, and not past it", () => {
  const { progress, written, clock } = progressOf({
    isTerminal: true,
    total: 2,
  });
  clock.milliseconds += 3000;
  progress.advance("both", 2);
  progress.advance("one more");
  assertEquals(written, [
    `${CLEAR_LINE}${"█".repeat(24)} 2/2 0 s left both`,
    `${CLEAR_LINE}${"█".repeat(24)} 3/2 0 s left one more`,
  ]);
});

Deno.test("Progress counts several steps at once", () => {
  const { progress, written, clock } = progressOf({
    isTerminal: true,
    total: 100,
  });
  clock.milliseconds += 1000;
  progress.advance("downloaded", 25);
  progress.advance("downloaded", 25);
  assertMatch(written[0]!, / 25\/100 3 s left downloaded$/);
  assertMatch(written[1]!, / 50\/100 1 s left downloaded$/);
});

Deno.test("Progress tells no time left before the first step is done", () => {
  const { progress, written } = progressOf({ isTerminal: true, total: 8 });
  progress.show("starting");
  assertMatch(written[0]!.slice(CLEAR_LINE.length), /^░{24} 0\/8 +starting$/);
});

Deno.test("Progress shows the text alone where the total is unknown", () => {
  const { progress, written } = progressOf({ isTerminal: true });
  progress.advance("unpacking");
  progress.advance("checking");
  assertEquals(written, [CLEAR_LINE + "unpacking", CLEAR_LINE + "checking"]);
});

Deno.test("Progress keeps within the line of a terminal", () => {
  for (const total of [undefined, 3]) {
    const options = { isTerminal: true, ...(total && { total }) };
    const { progress, written } = progressOf(options);
    progress.advance("long ".repeat(40));
    assertEquals(written[0]!.slice(CLEAR_LINE.length).length, 79);
  }
});

Deno.test("Progress writes a line a step elsewhere", () => {
  const { progress, written } = progressOf({ isTerminal: false, total: 12 });
  progress.advance("seed 1");
  progress.advance("seeds 2 to 11", 10);
  progress.advance("seed 12");
  progress.end();
  assertEquals(written, [
    "[1/12] seed 1\n",
    "[11/12] seeds 2 to 11\n",
    "[12/12] seed 12\n",
  ]);
});

Deno.test("Progress cuts no line elsewhere, and needs no total", () => {
  const { progress, written } = progressOf({ isTerminal: false });
  const text = "long ".repeat(40);
  progress.advance(text);
  assertEquals(written, [`${text}\n`]);
});

Deno.test("Progress wipes its bar away at the end", () => {
  const { progress, written } = progressOf({ isTerminal: true, total: 1 });
  progress.advance("seed 1");
  progress.end();
  assertEquals(written.at(-1), CLEAR_LINE);
});

Deno.test("formatSeconds() writes seconds below a minute, then minutes", () => {
  const cases = [
    [0, "0 s"],
    [0.4, "0 s"],
    [42, "42 s"],
    [59.4, "59 s"],
    [59.6, "1 min 00 s"],
    [60, "1 min 00 s"],
    [185, "3 min 05 s"],
    [3600, "60 min 00 s"],
  ] as const;
  for (const [seconds, text] of cases) {
    assertEquals(formatSeconds(seconds), text);
  }
});
