import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { simulateAlarms } from "../../../labs/calibration/alarms.ts";
import { alarmTable } from "../../../labs/calibration/calibration_table.ts";
import { EXPERIMENTS } from "../../../labs/calibration/experiments.ts";

const { pooled } = EXPERIMENTS;
const OPTIONS = { seeds: 8, studies: 200, seed: 1 };

Deno.test("simulateAlarms() finds fewer false alarms on fresh seeds, by about the square", () => {
  const { falseOnce, falseConfirmed } = simulateAlarms(pooled, OPTIONS);
  const once = falseOnce.hits / falseOnce.of;
  const confirmed = falseConfirmed.hits / falseConfirmed.of;
  assert(once > 0 && once < 0.2, `${once}`);
  // Of worlds that differ the mean square is more than the square of the mean.
  assert(confirmed < once / 2, `${confirmed} of ${once}`);
});

Deno.test("simulateAlarms() keeps nearly all alarms where the effect has gone", () => {
  const { trueOnce, trueConfirmed } = simulateAlarms(pooled, OPTIONS);
  assert(trueOnce.hits / trueOnce.of > 0.9);
  assert(trueConfirmed.hits / trueOnce.hits > 0.9);
});

Deno.test("simulateAlarms() gives the same for the same seed, and else another", () => {
  const run = (seed: number) =>
    simulateAlarms(pooled, { ...OPTIONS, studies: 40, seed });
  assertEquals(run(1), run(1));
  assertNotEquals(run(1), run(2));
});

Deno.test("alarmTable() has rates in percent, with their errors", () => {
  const rate = (hits: number) => ({ hits, of: 100 });
  const table = alarmTable([{
    seeds: 13,
    falseOnce: rate(10),
    falseConfirmed: rate(1),
    trueOnce: rate(98),
    trueConfirmed: rate(96),
  }]);
  const [head, row] = table.split("\n");
  assert(head!.includes("false alarm, once") && head!.includes("and again"));
  assertEquals(row!.trim().split(/\s{2,}/), [
    "13",
    "100",
    "10.0 ±3.1",
    "1.0 ±1.4",
    "98.0 ±1.7",
    "96.0 ±2.2",
  ]);
});
