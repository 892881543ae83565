import { assertEquals } from "@std/assert";
import { LineView, roundLine } from "../../../reports/terminal/line_view.ts";
import { ROUND, STARTED, TRIAL, VERDICT } from "../_events.ts";

Deno.test("LineView writes a line a trial, counted within its round", () => {
  const written: string[] = [];
  const view = new LineView((text) => written.push(text));
  view.show(STARTED);
  view.show({ ...ROUND, kept: 2 });
  view.show(TRIAL);
  view.show({ ...TRIAL, status: "killed", minorityF1: undefined });
  view.show(VERDICT);
  view.show({ ...ROUND, round: 2, seeds: 4, goingOn: [], trials: 7 });
  view.show(TRIAL);
  view.note("note: a copy of \u001b[2Jrust");
  view.end();
  assertEquals(written, [
    "round 1, to 2 seeds, for gain/positive on leaves small-cnn\n",
    "[2/4] 2 of 4 trials are kept\n",
    "[3/4] leaves small-cnn, plain, seed 1: minority F1 0.250\n",
    "[4/4] leaves small-cnn, plain, seed 1: killed\n",
    "gain/positive  supported  +0.32  leaves small-cnn, 9 seeds\n",
    "round 2, to 4 seeds\n",
    "[1/7] leaves small-cnn, plain, seed 1: minority F1 0.250\n",
    "note: a copy of  [2Jrust\n",
  ]);
});

Deno.test("roundLine() names a few of what it is for, and counts the others", () => {
  const lineOf = (goingOn: string[]) => roundLine({ ...ROUND, goingOn });
  const names = ["a", "b", "c", "d", "e", "f"];
  assertEquals(
    lineOf(names.slice(0, 5)),
    "round 1, to 2 seeds, for a, b, c, d, e",
  );
  assertEquals(lineOf(names), "round 1, to 2 seeds, for a, b, c, d, 2 more");
  assertEquals(
    roundLine({ ...ROUND, seeds: 1, goingOn: ["a"], isConfirmation: true }),
    "fresh seeds, round 1, to 1 seed, for a",
  );
});
