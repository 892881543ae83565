import { assert, assertEquals, assertThrows } from "@std/assert";
import { seedsForEquivalence } from "../../statistics/seeds_for_equivalence.ts";
import { BOUNDS } from "./_bet_scores.ts";

Deno.test("seedsForEquivalence() is what zeros take", () => {
  const at = (margin: number, most = 1000) =>
    seedsForEquivalence(margin, { bounds: BOUNDS, most });
  // The largest share alone: log(40 * 1.5) / log(1 + 0.99 q / (1 - q))
  // is 80.6 and 25.4.
  assertEquals([at(0.05), at(0.15)], [80, 26]);
  assertEquals([at(0.05, 80), at(0.05, 79)], [80, undefined]);
  const bounds = { lower: -2, upper: 2 };
  assertEquals(seedsForEquivalence(0.3, { bounds, most: 100 }), 26);
  // The wider side decides.
  const wide = { lower: -1, upper: 2 };
  assert(seedsForEquivalence(0.15, { bounds: wide, most: 100 })! > 26);
  assertThrows(() => at(1), RangeError, "Cannot bet on scores");
  assertThrows(() => at(0), RangeError, "wanted a margin above 0, got 0");
});
