/** The kinds that decide nothing. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { value } from "../../../../bench/study/contrast.ts";
import { mean } from "../../../../bench/study/kinds/mean.ts";
import { ratio } from "../../../../bench/study/kinds/ratio.ts";
import { trend } from "../../../../bench/study/kinds/trend.ts";
import { alongOf, scoresAround, siteOf } from "./_kinds.ts";

const NAMED = { name: "it", says: "a number" };
const OF = value({ cell: "with" });

Deno.test("mean has no interval where a number has no largest value", () => {
  const statement = { ...NAMED, kind: "mean", of: OF } as const;
  const site = scoresAround([0.25]);
  const { point, lower, upper } = mean.estimate(statement, site)!;
  assert(-1 < lower && lower < point && point < upper && upper < 1);
  assertEquals(mean.detail!(statement, [site]), undefined);
  const endless = {
    ...site,
    terms: [[{ key: "loss", weight: 1, min: 0, max: Infinity }]],
  };
  const open = mean.estimate(statement, endless)!;
  assertEquals([open.point, open.lower, open.upper], [
    point,
    -Infinity,
    Infinity,
  ]);
  assertEquals(
    mean.detail!(statement, [endless]),
    "no interval: what is measured has no largest value",
  );
});

Deno.test("ratio divides means, and not each seed's two numbers", () => {
  const to = value({ cell: "whole" });
  const statement = { ...NAMED, kind: "ratio", of: OF, to } as const;
  const numbers = [[0.25, 0.5], [0.125, 0.125], [0.375, 0.875]];
  const many = Array.from({ length: 20 }, () => numbers).flat();
  const estimate = ratio.estimate(statement, siteOf(many))!;
  assertAlmostEquals(estimate.point, 0.5, 1e-12);
  assert(estimate.lower < 0.5 && 0.5 < estimate.upper);
  assertEquals(ratio.estimate(statement, siteOf(numbers)), undefined);
});

Deno.test("trend is 1 where all rises, and says each mean", () => {
  const along = alongOf([0, 0, 0]);
  const statement = { ...NAMED, kind: "trend", along } as const;
  const rising = scoresAround([0.125, 0.25, 0.5]);
  const { point, upper } = trend.estimate(statement, rising)!;
  assertEquals([point, upper], [1, 1]);
  assertEquals(trend.detail!(statement, [rising]), "0 0.125, 1 0.250, 2 0.500");
  const falling = scoresAround([0.5, 0.25, 0.125]);
  assertEquals(trend.estimate(statement, falling)!.point, -1);
});
