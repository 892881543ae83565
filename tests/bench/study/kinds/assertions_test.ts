/** The kinds that decide: what they are about, and what supports them. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { value } from "../../../../bench/study/contrast.ts";
import { differ } from "../../../../bench/study/kinds/differ.ts";
import { equivalent } from "../../../../bench/study/kinds/equivalent.ts";
import { greater } from "../../../../bench/study/kinds/greater.ts";
import { peak } from "../../../../bench/study/kinds/peak.ts";
import { pooled } from "../../../../bench/study/kinds/pooled.ts";
import type { Verdict } from "../../../../statistics/verdict.ts";
import { alongOf, decide, scoresAround, siteOf } from "./_kinds.ts";

const NAMED = { name: "it", says: "it is so", margin: 0.05 };
const OF = value({ cell: "with" });
const ABOVE = { ...NAMED, kind: "greater", of: OF, bound: 0 } as const;
const NOTHING = { ...NAMED, kind: "equivalent", of: OF } as const;
const POOLED = { ...ABOVE, kind: "pooled" } as const;

/** Means of conditions, and what comes of 60 seeds around them. */
type Cases = readonly (readonly [
  means: readonly number[],
  spread: number,
  verdict: Verdict,
])[];

const MEANS: Cases = [
  [[0.2], 0.05, "supported"],
  [[-0.2], 0.05, "contradicted"],
  [[0.02], 0.5, "inconclusive"],
];

Deno.test("greater compares a mean with its bound and margin", () => {
  for (const [means, spread, verdict] of MEANS) {
    const scores = scoresAround(means, { spread });
    assertEquals(decide(greater, ABOVE, scores).verdict, verdict, `${means}`);
    const [mean] = means as [number];
    const { estimate } = decide(greater, ABOVE, scores);
    assertAlmostEquals(estimate!.point, mean, 1e-12);
    assert(estimate!.lower < mean && mean < estimate!.upper);
  }
  const above = { ...ABOVE, bound: 0.35 };
  const scores = scoresAround([0.2]);
  assertEquals(decide(greater, above, scores).verdict, "contradicted");
});

Deno.test("greater takes a seed that failed for the worst, on both sides", () => {
  const scores = scoresAround([0.3]).scores.map((row, seed) =>
    seed === 5 ? [undefined] : row
  );
  const [whole, failed] = [scoresAround([0.3]), siteOf(scores)].map((site) =>
    decide(greater, ABOVE, site)
  );
  assert(failed!.support < whole!.support);
  assert(failed!.contradiction < whole!.contradiction);
  assertEquals(failed!.estimate!.runs, 59);
});

Deno.test("greater knows what a number can be by its terms", () => {
  // A score of its own, as Matthews' correlation, and a difference of two gains.
  const boundsOf = (site: Parameters<typeof greater.quantity>[1][number]) =>
    greater.quantity(ABOVE, [site]).bounds;
  const term = { key: "a", weight: 1, min: -1, max: 1 };
  assertEquals(boundsOf({ scores: [[0]], terms: [[term]] }), {
    lower: -1,
    upper: 1,
  });
  const { scores, terms: [terms = []] } = scoresAround([0]);
  const twice = terms.map((term) => ({ ...term, key: `${term.key}, again` }));
  assertEquals(boundsOf({ scores, terms: [[...terms, ...twice]] }), {
    lower: -2,
    upper: 2,
  });
  const back = terms.map((term) => ({ ...term, weight: -term.weight }));
  assertEquals(boundsOf({ scores, terms: [[...terms, ...back]] }), {
    lower: 0,
    upper: 0,
  });
});

Deno.test("equivalent takes a mean near 0, and as many seeds as that takes", () => {
  const cases: Cases = [
    [[0.3], 0.05, "contradicted"],
    [[-0.3], 0.05, "contradicted"],
    [[0], 0.5, "inconclusive"],
    [[0], 0, "inconclusive"],
  ];
  for (const [means, spread, verdict] of cases) {
    const scores = scoresAround(means, { spread });
    assertEquals(decide(equivalent, NOTHING, scores).verdict, verdict);
  }
  const { bounds } = equivalent.quantity(NOTHING, [scoresAround([0])]);
  const least = equivalent.seedsToSupport!(NOTHING, bounds);
  const zeros = (seeds: number) =>
    decide(equivalent, NOTHING, scoresAround([0], { spread: 0, seeds }))
      .verdict;
  // Both sides touch at the margin, so that it counts as two.
  assertEquals([least, zeros(least - 1), zeros(least)], [
    80,
    "inconclusive",
    "supported",
  ]);
});

Deno.test("peak is above both ends, and not at one", () => {
  const cases: Cases = [
    [[0.25, 0.75, 0.375, 0.25], 0.02, "supported"],
    [[0.75, 0.5, 0.25], 0.02, "contradicted"],
    [[0.5, 0.75, 0.75], 0.02, "inconclusive"],
    [[0.25, 0.3, 0.25], 0.5, "inconclusive"],
  ];
  for (const [means, spread, verdict] of cases) {
    const statement = {
      ...NAMED,
      kind: "peak",
      along: alongOf(means),
    } as const;
    const scores = scoresAround(means, { spread });
    const found = decide(peak, statement, scores);
    assertEquals(found.verdict, verdict, `${means}`);
    if (verdict !== "supported") continue;
    assertAlmostEquals(found.estimate!.point, 0.5, 0.02);
    assertEquals(found.detail, "0 0.250, 1 0.750, 2 0.375, 3 0.250");
  }
});

Deno.test("differ is beyond its margin, and not only beyond 0", () => {
  const cases: Cases = [
    [[0.125, 0.625, 0.375, 0.25], 0.02, "supported"],
    [[0.25, 0.28, 0.27, 0.25], 0.002, "inconclusive"],
    [[0.5, 0.55, 0.5, 0.5], 0.25, "inconclusive"],
  ];
  for (const [means, spread, verdict] of cases) {
    const along = alongOf(means);
    const statement = { ...NAMED, kind: "differ", along } as const;
    const scores = scoresAround(means, { spread });
    assertEquals(decide(differ, statement, scores).verdict, verdict);
  }
  const along = alongOf([0, 0, 0]);
  const wide = { ...NAMED, kind: "differ", along, margin: 0.3 } as const;
  const equal = scoresAround([0.5, 0.5, 0.5]);
  assertEquals(decide(differ, wide, equal).verdict, "contradicted");
});

Deno.test("pooled is about the mean over its sites, one number a seed", () => {
  const sites = [0.1, 0.3, 0.5].map((mean) => scoresAround([mean]));
  const found = decide(pooled, POOLED, ...sites);
  assertEquals(found.verdict, "supported");
  assertAlmostEquals(found.estimate!.point, 0.3, 1e-12);
  assertEquals(found.estimate!.runs, 60);
  assertEquals(
    found.detail,
    "over these 3 data sets and networks, whose own means lie from 0.100 to " +
      "0.500",
  );
  const { bounds } = pooled.quantity(POOLED, sites);
  assertAlmostEquals(bounds.lower, -1, 1e-12);
  assertAlmostEquals(bounds.upper, 1, 1e-12);
});

Deno.test("pooled takes the seeds that all sites have, and a failure for all", () => {
  const short = scoresAround([0.3], { seeds: 20 });
  const scores = short.scores.map((row, seed) =>
    seed === 2 ? [undefined] : row
  );
  const { estimate, seeds } = decide(
    pooled,
    POOLED,
    scoresAround([0.3]),
    siteOf(scores),
  );
  assertEquals([seeds, estimate!.runs], [20, 19]);
});

Deno.test("verdicts say no more than they have shown", () => {
  const bound = { bound: 0.15, margin: 0.05 };
  const shown = (kind: Pick<typeof greater, "shown">) =>
    Object.values(kind.shown(bound));
  assertEquals(shown(greater), [
    "the mean is above 0.15",
    "the mean is below 0.2",
  ]);
  assertEquals(shown(pooled), shown(greater));
  assertEquals(shown(equivalent), [
    "the mean is within 0.05 of 0",
    "the mean is farther than 0.05 from 0",
  ]);
  assertEquals(shown(peak), [
    "a mean inside is above those of both ends",
    "no mean inside is 0.05 above those of both ends",
  ]);
  assertEquals(shown(differ), [
    "two of the means lie more than 0.05 apart",
    "all of the means lie within 0.05 of each other",
  ]);
});
