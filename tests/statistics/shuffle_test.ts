import { assertAlmostEquals, assertEquals } from "@std/assert";
import { mersenne } from "pure-rand/generator/mersenne";
import { shuffle } from "../../statistics/_shuffle.ts";

Deno.test("shuffle() gives each order the same chance", () => {
  const draws = 24_000;
  const generator = mersenne(1);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < draws; draw++) {
    const numbers = Float64Array.of(1, 2, 3, 4);
    shuffle(numbers, generator);
    counts.set(numbers.join(), (counts.get(numbers.join()) ?? 0) + 1);
  }
  assertEquals(counts.size, 24);
  const error = 4 * Math.sqrt((1 / 24) * (23 / 24) / draws);
  for (const [order, count] of counts) {
    assertAlmostEquals(count / draws, 1 / 24, error, order);
  }
});

Deno.test("shuffle() keeps one number, and none", () => {
  for (const numbers of [Float64Array.of(5), Float64Array.of()]) {
    const before = numbers.slice();
    shuffle(numbers, mersenne(1));
    assertEquals(numbers, before);
  }
});
