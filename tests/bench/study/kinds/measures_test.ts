/** The kinds that decide nothing; `mean` is tested with `greater`. */
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStringIncludes,
} from "@std/assert";
import { value } from "../../../../bench/study/contrast.ts";
import { ratio } from "../../../../bench/study/kinds/ratio.ts";
import { trend } from "../../../../bench/study/kinds/trend.ts";
import { ALONG } from "./_along.ts";
import { evidenceOf } from "./_kinds.ts";

Deno.test("ratio divides means, and not each seed's two numbers", () => {
  const statement = {
    kind: "ratio",
    name: "share",
    says: "a share",
    of: value({ cell: "part" }),
    to: value({ cell: "whole" }),
  } as const;
  const { estimate, p } = evidenceOf(ratio, statement, [
    [0.25, 0.5],
    [0.125, 0.125],
    [0.375, 0.875],
  ]);
  assertAlmostEquals(estimate!.point, 0.75 / 1.5, 1e-12);
  assertEquals(p, undefined);
});

Deno.test("trend says which way, and each mean", () => {
  const statement = {
    kind: "trend",
    name: "trend",
    says: "it rises or falls",
    along: ALONG,
  } as const;
  const rising = Array.from({ length: 6 }, (_, seed) => [
    seed / 64,
    0.25 + seed / 64,
    0.5 + seed / 64,
  ]);
  const { p, detail, estimate } = evidenceOf(trend, statement, rising);
  assertEquals(estimate, undefined);
  assert(p! < 0.01, `p = ${p}`);
  assertEquals(detail, "rising in the mean: few 0.039, some 0.289, many 0.539");
  const falling = rising.map((row) => row.toReversed());
  const other = evidenceOf(trend, statement, falling);
  assertStringIncludes(other.detail!, "falling in the mean: few 0.539");
  assertEquals(other.p, p);
});
