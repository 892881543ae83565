import { assert, assertEquals } from "@std/assert";
import { value } from "../../../../bench/study/contrast.ts";
import { greater } from "../../../../bench/study/kinds/greater.ts";
import { mean } from "../../../../bench/study/kinds/mean.ts";
import { column, evidenceOf, verdictOn } from "./_kinds.ts";

const NAMED = { name: "positive", says: "mean > bound" };
const OF = value({ cell: "with" });
const STATEMENT = {
  ...NAMED,
  kind: "greater",
  of: OF,
  bound: 0,
  margin: 0.05,
} as const;
const VALUES = [0.25, 0.5, 0.375, 0.25, 0.5, 0.375];

Deno.test("greater tests the mean against its bound, seed by seed", () => {
  const { estimate, p } = evidenceOf(greater, STATEMENT, column(VALUES));
  assertEquals([estimate!.point, estimate!.runs], [0.375, 6]);
  assert(estimate!.lower > 0.25 && estimate!.upper < 0.5);
  assertEquals(p, 2 / 2 ** 6);
  const at = (bound: number) =>
    evidenceOf(greater, { ...STATEMENT, bound }, column(VALUES));
  assertEquals([at(0.375).estimate, at(0.375).p], [estimate, 1]);
  // Below the bound is as far as above it: the interval says which it is.
  assertEquals(at(1).p, 2 / 2 ** 6);
});

Deno.test("greater has a ceiling that falls with the seeds, and rises with the largest number", () => {
  const ceilingOf = (seeds: number, changes: { largest?: number } = {}) =>
    evidenceOf(
      greater,
      { ...STATEMENT, ...changes },
      column(new Array(seeds).fill(0)),
    ).ceiling!;
  // 0.95^n <= 0.025 from 72 seeds on: math.log(0.025) / math.log(0.95)
  const [few, some, many] = [20, 40, 80].map((seeds) => ceilingOf(seeds));
  assert(few! > some! && some! > 0.05 && many! < 0.05, `${many}`);
  assertEquals(ceilingOf(20, { largest: 1 }), few);
  assert(ceilingOf(20, { largest: 2 }) > few!);
});

Deno.test("greater counts every pattern of signs, of 40 seeds too", () => {
  const values = Array.from({ length: 40 }, (_, at) => 0.25 + at / 128);
  assertEquals(evidenceOf(greater, STATEMENT, column(values)).p, 2 ** -39);
});

Deno.test("greater gives the same bits each time", () => {
  const values = column([0.25, -0.5, 0.375, 0.125, 0.5]);
  assertEquals(
    evidenceOf(greater, STATEMENT, values),
    evidenceOf(greater, STATEMENT, values),
  );
});

Deno.test("greater holds a mean against its bound and margin", () => {
  const statement = { ...STATEMENT, bound: 0.15 };
  assertEquals(verdictOn(greater, statement, [0.16, 0.3]), "supported");
  assertEquals(verdictOn(greater, statement, [0.14, 0.3]), "inconclusive");
  assertEquals(verdictOn(greater, statement, [0.1, 0.19]), "contradicted");
  // The interval and the test must agree.
  assertEquals(
    verdictOn(greater, statement, [0.2, 0.3], { p: 0.06 }),
    "inconclusive",
  );
});

Deno.test("mean has the estimate and test of greater, and no ceiling", () => {
  const measure = { ...NAMED, kind: "mean", of: OF } as const;
  const { ceiling: _, ...evidence } = evidenceOf(
    greater,
    STATEMENT,
    column(VALUES),
  );
  assertEquals(evidenceOf(mean, measure, column(VALUES)), evidence);
});
