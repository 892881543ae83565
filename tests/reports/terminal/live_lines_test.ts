import { assert, assertEquals } from "@std/assert";
import {
  liveLines,
  type LiveState,
} from "../../../reports/terminal/live_lines.ts";

const STATE: LiveState = {
  done: 30,
  trials: 120,
  trained: 20,
  trainedImages: 2000,
  imagesLeft: 9000,
  elapsed: 10_000,
  at: "gain plain seed 1: minority F1 0.250",
  round: "",
  verdicts: ["gain/positive  supported  +0.32  leaves small-cnn"],
};

Deno.test("liveLines() shows bar, rate, time left, the claim and verdicts", () => {
  assertEquals(liveLines(STATE, { columns: 80, rows: 24 }), [
    `${"█".repeat(6)}${
      "░".repeat(18)
    } 30/120 trials, 2.0 a second, 45 s left of the round`,
    "gain plain seed 1: minority F1 0.250",
    "gain/positive  supported  +0.32  leaves small-cnn",
  ]);
});

Deno.test("liveLines() tells slow rates by the minute, and none before a trial", () => {
  const window = { columns: 80, rows: 24 };
  const [slow] = liveLines({ ...STATE, elapsed: 40_000 }, window);
  assert(
    slow!.endsWith(
      "30/120 trials, 30.0 a minute, 3 min 00 s left of the round",
    ),
    slow,
  );
  const [early] = liveLines({ ...STATE, trained: 0 }, window);
  assert(early!.endsWith(" 30/120 trials"), early);
});

Deno.test("liveLines() fits every window, and says the count first", () => {
  const verdicts = Array.from({ length: 9 }, (_, at) => `verdict ${at}`);
  for (let columns = 2; columns < 100; columns++) {
    for (let rows = 1; rows < 14; rows++) {
      const lines = liveLines({ ...STATE, verdicts }, { columns, rows });
      assert(lines.length >= 1 && lines.length <= Math.max(1, rows - 1));
      for (const line of lines) assert([...line].length < columns, line);
    }
  }
  const first = (columns: number) => liveLines(STATE, { columns, rows: 24 })[0];
  assertEquals(first(42), "30/120 trials, 45 s left of the round");
  assertEquals(first(20), "30/120 trials");
});

Deno.test("liveLines() keeps the latest verdicts", () => {
  const verdicts = Array.from({ length: 9 }, (_, at) => `verdict ${at}`);
  const lines = liveLines({ ...STATE, verdicts }, { columns: 80, rows: 24 });
  assertEquals(lines.length, 8);
  assertEquals(lines.slice(2).at(0), "verdict 3");
  assertEquals(lines.at(-1), "verdict 8");
});

Deno.test("liveLines() hands no control character to a terminal", () => {
  const at = "a\x1b[2Jb\nc\u009bd";
  const lines = liveLines({ ...STATE, at }, { columns: 80, rows: 24 });
  assertEquals(lines[1], "a [2Jb c d");
});

Deno.test("liveLines() does not fill the bar past its end", () => {
  const state = { ...STATE, done: 130 };
  const [line] = liveLines(state, { columns: 80, rows: 24 });
  assert(line!.startsWith(`${"█".repeat(24)} 130/120`), line);
});
