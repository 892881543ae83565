import { assertEquals } from "@std/assert";
import type { Calibration } from "../../../labs/calibration/calibrate.ts";
import { calibrationTable } from "../../../labs/calibration/calibration_table.ts";

function row(changes: Partial<Calibration> = {}): Calibration {
  return {
    world: "all",
    seeds: 6,
    level: 0.95,
    falseSupport: { hits: 4, of: 100 },
    falseContradiction: { hits: 0, of: 100 },
    coverage: { hits: 285, of: 300 },
    power: { hits: 50, of: 100 },
    ...changes,
  };
}

Deno.test("calibrationTable() lines up rates and their errors", () => {
  const table = calibrationTable([row(), row({ world: "jumps", seeds: 10 })]);
  const lines = [
    "seeds  world  studies  false support  false contradiction    coverage       power",
    "    6  all        100      4.0 ±2.2             0.0 ±1.0   95.0 ±1.3   50.0 ±5.0",
    "   10  jumps      100      4.0 ±2.2             0.0 ±1.0   95.0 ±1.3   50.0 ±5.0",
  ];
  assertEquals(table.split("\n"), lines);
});

/** What is marked of the rates of a row, in their order. */
function marksOf(changes: Partial<Calibration>): string[] {
  const [, line = ""] = calibrationTable([row(changes)]).split("\n");
  return line.match(/[\d.]+ ±[\d.]+!/g) ?? [];
}

Deno.test("calibrationTable() marks what is wrong beyond its error", () => {
  assertEquals(marksOf({}), []);
  assertEquals(marksOf({ falseSupport: { hits: 12, of: 100 } }), []);
  assertEquals(marksOf({ falseSupport: { hits: 120, of: 1000 } }), [
    "12.0 ±1.0!",
  ]);
  assertEquals(marksOf({ falseContradiction: { hits: 20, of: 100 } }), [
    "20.0 ±4.0!",
  ]);
});

Deno.test("calibrationTable() marks intervals that are too narrow, not too wide", () => {
  const ninety = { hits: 2700, of: 3000 };
  assertEquals(marksOf({ coverage: ninety }), ["90.0 ±0.5!"]);
  assertEquals(marksOf({ coverage: ninety, level: 0.9 }), []);
  assertEquals(marksOf({ coverage: { hits: 3000, of: 3000 } }), []);
});

Deno.test("calibrationTable() never marks power", () => {
  assertEquals(marksOf({ power: { hits: 100, of: 100 } }), []);
  assertEquals(marksOf({ power: { hits: 0, of: 100 } }), []);
});
