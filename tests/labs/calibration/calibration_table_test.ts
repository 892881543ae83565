import { assertEquals } from "@std/assert";
import type { Calibration } from "../../../labs/calibration/calibrate.ts";
import {
  calibrationTable,
  runTable,
} from "../../../labs/calibration/calibration_table.ts";

function row(changes: Partial<Calibration> = {}): Calibration {
  return {
    world: "all",
    falseSupport: { hits: 2, of: 100 },
    everSupport: { hits: 3, of: 100 },
    resumedSupport: { hits: 2, of: 100 },
    falseContradiction: { hits: 0, of: 100 },
    coverage: { hits: 285, of: 300 },
    power: { hits: 50, of: 100 },
    seeds: [8, 10, 12, 14, 16, 18, 20, 22, 24, 60],
    ...changes,
  };
}

Deno.test("calibrationTable() lines up rates and their errors", () => {
  const table = calibrationTable([row(), row({ world: "jumps", seeds: [] })]);
  assertEquals(table.split("\n"), [
    "world  studies  false support  at its best    resumed  false contradiction    coverage       power   seeds",
    "all        100      2.0 ±1.7     3.0 ±1.9   2.0 ±1.7             0.0 ±1.0   95.0 ±1.3   50.0 ±5.0   16, 24",
    "jumps      100      2.0 ±1.7     3.0 ±1.9   2.0 ±1.7             0.0 ±1.0   95.0 ±1.3   50.0 ±5.0     none",
  ]);
});

/** What is marked of the rates of a row, in their order. */
function marksOf(changes: Partial<Calibration>): string[] {
  const [, line = ""] = calibrationTable([row(changes)]).split("\n");
  return line.match(/[\d.]+ ±[\d.]+!/g) ?? [];
}

Deno.test("calibrationTable() marks what is wrong beyond its error", () => {
  assertEquals(marksOf({}), []);
  const wrong = { hits: 60, of: 1000 };
  assertEquals(marksOf({ falseSupport: { hits: 6, of: 100 } }), []);
  assertEquals(marksOf({ falseSupport: wrong }), ["6.0 ±0.8!"]);
  assertEquals(marksOf({ everSupport: wrong, falseContradiction: wrong }), [
    "6.0 ±0.8!",
    "6.0 ±0.8!",
  ]);
});

Deno.test("calibrationTable() marks intervals that are too narrow, not too wide", () => {
  assertEquals(marksOf({ coverage: { hits: 2700, of: 3000 } }), ["90.0 ±0.5!"]);
  assertEquals(marksOf({ coverage: { hits: 3000, of: 3000 } }), []);
});

Deno.test("calibrationTable() never marks power", () => {
  assertEquals(marksOf({ power: { hits: 100, of: 100 } }), []);
  assertEquals(marksOf({ power: { hits: 0, of: 100 } }), []);
});

Deno.test("runTable() has a line for each way that seeds are shared", () => {
  const run = {
    wrong: 0.0125,
    wrongClaims: 0.02,
    wrongStar: 0,
    decided: 0.5,
    starred: 0.25,
    runs: 500,
  };
  assertEquals(runTable({ "each by itself": run }).split("\n"), [
    "20 assertions   runs  wrong  wrong claims  a wrong star  decided  starred",
    "each by itself   500    1.3           2.0           0.0     50.0     25.0",
  ]);
});
