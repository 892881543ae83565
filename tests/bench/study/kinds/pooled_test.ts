import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { value } from "../../../../bench/study/contrast.ts";
import { pooled } from "../../../../bench/study/kinds/pooled.ts";
import { column, LEVEL, verdictOn } from "./_kinds.ts";

const STATEMENT = {
  kind: "pooled",
  name: "pooled",
  says: "mean over sites > bound",
  of: value({ cell: "with" }),
  bound: 0,
  margin: 0.05,
} as const;

Deno.test("pooled takes sites, and not their seeds, for its sample", () => {
  const sites = [0.125, 0.25, 0.375].map((mean) =>
    column([mean - 0.0625, mean, mean + 0.0625])
  );
  const { estimate, p, detail } = pooled.evidence(STATEMENT, sites, LEVEL);
  assertEquals([estimate!.point, estimate!.runs], [0.25, 3]);
  // scipy.stats.ttest_1samp([0.125, 0.25, 0.375], 0).pvalue, SciPy 1.14
  assertAlmostEquals(p!, 0.07417990022744853, 1e-12);
  assertEquals(
    detail!.replace(/-?\d\.\d{3}/g, "#"),
    "a further data set or network is to be expected between # and #",
  );
  const above = { ...STATEMENT, bound: 0.25 };
  assertEquals(pooled.evidence(above, sites, LEVEL).p, 1);
});

Deno.test("pooled is not sure of sites that are each sure and do not agree", () => {
  const verdictOf = (means: readonly number[]) => {
    const sites = means.map((mean) => column([mean - 0.01, mean, mean + 0.01]));
    const { estimate, p } = pooled.evidence(STATEMENT, sites, LEVEL);
    return pooled.decide(STATEMENT, { estimate: estimate!, p: p! });
  };
  assertEquals(verdictOf([0.2, 0.22, 0.25, 0.19]), "supported");
  assertEquals(verdictOf([0.4, 0.3, -0.2, -0.1]), "inconclusive");
  assertEquals(verdictOf([0, 0.01, -0.01, 0]), "contradicted");
});

Deno.test("pooled holds a mean against its bound, as greater does", () => {
  const statement = { ...STATEMENT, bound: 0.15 };
  assertEquals(verdictOn(pooled, statement, [0.16, 0.3]), "supported");
  assertEquals(verdictOn(pooled, statement, [0.14, 0.3]), "inconclusive");
  assertEquals(verdictOn(pooled, statement, [0.1, 0.19]), "contradicted");
  assert(pooled.leastSites! > 2, "of two sites the spread is all but unknown");
});
