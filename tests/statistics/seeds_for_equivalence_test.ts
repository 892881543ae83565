import { assert, assertEquals, assertThrows } from "@std/assert";
import { seedsForEquivalence } from "../../statistics/seeds_for_equivalence.ts";
import { BOUNDS } from "./_bet_scores.ts";

Deno.test("seedsForEquivalence() is what zeros take", () => {
  const at = (margin: number, bounds = BOUNDS) =>
    seedsForEquivalence(margin, { bounds });
  // The largest share alone: log(40 * 1.5) / log(1 + 0.99 q / (1 - q))
  // is 80.6 and 25.4.
  assertEquals([at(0.05), at(0.15)], [80, 26]);
  assertEquals(at(0.3, { lower: -2, upper: 2 }), 26);
  assertEquals(at(1e-9), Infinity);
  // The wider side decides.
  assert(at(0.15, { lower: -1, upper: 2 }) > 26);
  assertThrows(() => at(1), RangeError, "Cannot bet on scores");
  assertThrows(() => at(0), RangeError, "wanted a margin above 0, got 0");
});
