import { assert, assertEquals } from "@std/assert";
import { holm } from "../../statistics/holm.ts";
import { minimumSeeds } from "../../statistics/minimum_seeds.ts";
import { signFlip } from "../../statistics/sign_flip.ts";

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

Deno.test("minimumSeeds() leaves a family of one as it is", () => {
  for (const level of [0.5, 0.9, 0.95, 0.99]) {
    assertEquals(minimumSeeds(level, { family: 1 }), minimumSeeds(level));
    assertEquals(minimumSeeds(level, {}), minimumSeeds(level));
  }
});

Deno.test("minimumSeeds() is where a family can first be significant", () => {
  for (const level of [0.5, 0.9, 0.95, 0.99]) {
    for (const family of [2, 3, 4, 10, 100]) {
      const seeds = minimumSeeds(level, { family });
      const smallestP = (pairs: number) => {
        const { p } = signFlip(new Array<number>(pairs).fill(1), { seed: 1 });
        return Math.min(...holm(new Array<number>(family).fill(p)));
      };
      assert(smallestP(seeds) <= 1 - level, `${family} tests at ${level}`);
      assert(smallestP(seeds - 1) > 1 - level, `${family} tests at ${level}`);
    }
  }
});

Deno.test("minimumSeeds() takes a p-value of just (1 - level) / family", () => {
  assertEquals(minimumSeeds(0.5, { family: 4 }), 4);
  assertEquals(minimumSeeds(0.5, { family: 5 }), 5);
});
