import { assert, assertEquals, assertThrows } from "@std/assert";
import { minimumSeeds } from "../../../bench/statistics/minimum_seeds.ts";
import { signFlip } from "../../../bench/statistics/sign_flip.ts";

Deno.test("minimumSeeds() gives the numbers that can be counted by hand", () => {
  const reference = [
    [0.1, 2],
    [0.5, 2],
    [0.75, 3],
    [0.9, 5],
    [0.95, 6],
    [0.99, 8],
    [0.999, 11],
  ] as const;
  for (const [level, seeds] of reference) {
    assertEquals(minimumSeeds(level), seeds, `level ${level}`);
  }
});

Deno.test("minimumSeeds() is where the test can first be significant", () => {
  for (const level of [0.6, 0.8, 0.9, 0.95, 0.99, 0.999]) {
    const seeds = minimumSeeds(level);
    const smallestP = (pairs: number) =>
      signFlip(new Array<number>(pairs).fill(1), { seed: 1 }).p;
    assert(smallestP(seeds) <= 1 - level, `${seeds} seeds at ${level}`);
    assert(smallestP(seeds - 1) > 1 - level, `${seeds - 1} seeds at ${level}`);
  }
});

Deno.test("minimumSeeds() refuses a level outside 0..1", () => {
  for (const level of [0, 1, 95, -1, NaN]) {
    assertThrows(
      () => minimumSeeds(level),
      RangeError,
      "Cannot count the seeds: wanted a level between 0 and 1, both " +
        `excluded, got ${level}`,
    );
  }
});
