import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import { oneMore } from "../../statistics/one_more.ts";

Deno.test("oneMore() is the range of few scores, with the level of that", () => {
  assertEquals(oneMore([3, 1, 2], -1), { lower: 1, upper: 3, level: 0.5 });
  const { level } = oneMore(new Array(19).fill(0), -1)!;
  assertAlmostEquals(level, 0.9, 1e-12);
});

Deno.test("oneMore() leaves out the ends where scores are many", () => {
  const scores = Array.from({ length: 39 }, (_, at) => at);
  // 1 in 40 on either side.
  assertEquals(oneMore(scores, 0), { lower: 0, upper: 38, level: 0.95 });
  const { lower, upper, level } = oneMore(
    Array.from({ length: 199 }, (_, at) => at),
    0,
  )!;
  assertEquals([lower, upper, level], [4, 194, 0.95]);
});

Deno.test("oneMore() takes a failed seed for the least", () => {
  assertEquals(oneMore([1, undefined, 2], -1)!.lower, -1);
  assertEquals(oneMore([1], -1), undefined);
});

Deno.test("oneMore() holds one more score as often as it says", () => {
  const generator = mersenne(4);
  for (const count of [5, 12, 60]) {
    let within = 0;
    let promised = 0;
    const studies = 4000;
    for (let study = 0; study < studies; study++) {
      // Lopsided: most are small.
      const draw = () => uniformFloat64(generator) ** 4;
      const { lower, upper, level } = oneMore(
        Array.from({ length: count }, draw),
        0,
      )!;
      const next = draw();
      if (lower <= next && next <= upper) within++;
      promised = level;
    }
    const error = 3 * Math.sqrt(promised * (1 - promised) / studies);
    assert(Math.abs(within / studies - promised) < error, `${count} scores`);
  }
});
