import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Verdict } from "../../statistics/verdict.ts";
import { compareResults } from "../../reports/compare_results.ts";
import { toComparisonCsv } from "../../reports/tables/comparison_csv.ts";
import { comparisonText } from "../../reports/terminal/comparison_text.ts";
import type { ResultSet } from "../../reports/tables/read_results.ts";
import { HOSTILE_NAMES, madeUpResults } from "./_result_set.ts";

/** A run whose numbers are moved, and whose seeds are others, if asked. */
function moved(
  results: ResultSet,
  { by = 0, seeds = 0, verdict = "supported" }: {
    by?: number;
    seeds?: number;
    verdict?: Verdict;
  } = {},
): ResultSet {
  return {
    ...results,
    claims: results.claims.map((row) => ({ ...row, verdict })),
    contrasts: results.contrasts.map((row) => ({
      ...row,
      seed: row.seed! + seeds,
      value: row.value! + by,
    })),
    trials: results.trials.map((row) => ({
      ...row,
      minority_f1: row.minority_f1! + by,
    })),
  };
}

const RUN = madeUpResults({ seeds: 10 });

Deno.test("compareResults() finds no difference of a run from itself", () => {
  const { assertions, trials, environment } = compareResults(RUN, RUN);
  assertEquals(assertions.map(({ difference }) => difference!.point), [0]);
  assertEquals(assertions.map(({ isBeyondNoise }) => isBeyondNoise), [false]);
  assertEquals(trials.identical, trials.shared);
  assertEquals(trials.shared, RUN.trials.length);
  assertEquals([trials.onlyBefore, trials.onlyAfter], [0, 0]);
  assertEquals(environment, []);
});

Deno.test("compareResults() compares seed by seed where runs share them", () => {
  const after = moved(RUN, { by: 0.1, verdict: "inconclusive" });
  const { assertions: [only], trials } = compareResults(RUN, after);
  assertEquals(only!.pairing, "same seeds");
  assertEquals([only!.before, only!.after], ["supported", "inconclusive"]);
  // All ten seeds moved alike: no interval, and 2 of 1024 patterns of signs.
  assertAlmostEquals(only!.difference!.lower, 0.1, 1e-9);
  assertAlmostEquals(only!.pHolm!, 2 / 1024, 1e-12);
  assert(only!.isBeyondNoise);
  assertEquals(trials.identical, 0);
  assertAlmostEquals(trials.largestChange, 0.1, 1e-9);
});

Deno.test("compareResults() takes other seeds for independent samples", () => {
  const far = compareResults(RUN, moved(RUN, { by: 0.9, seeds: 100 }));
  assertEquals(far.assertions[0]!.pairing, "other seeds");
  assert(far.assertions[0]!.isBeyondNoise);
  const near = compareResults(RUN, moved(RUN, { by: 0.01, seeds: 100 }));
  assert(!near.assertions[0]!.isBeyondNoise);
  const { lower, upper } = near.assertions[0]!.difference!;
  assert(lower < 0 && upper > 0);
});

Deno.test("compareResults() adjusts for all that is compared", () => {
  const many = madeUpResults({
    seeds: 10,
    sites: Array.from({ length: 20 }, (_, at) => `leaves${at} mlp`),
  });
  const { assertions } = compareResults(many, moved(many, { by: 0.1 }));
  assertEquals(assertions.length, 20);
  for (const { pHolm } of assertions) {
    assertAlmostEquals(pHolm!, 20 * 2 / 1024, 1e-12);
  }
});

Deno.test("compareResults() tells of what only one run has", () => {
  const other = madeUpResults({ seeds: 10, sites: ["mnist mlp"] });
  const { assertions, trials } = compareResults(RUN, other);
  assertEquals(
    assertions.map(({ site, before, after }) => [site, before, after]),
    [
      ["mnist mlp", undefined, "supported"],
      ["leaves small-cnn", "supported", undefined],
    ],
  );
  assertEquals(trials.shared, 0);
  const text = comparisonText(compareResults(RUN, other));
  assert(text.includes("only in the first run: gain/positive on leaves"));
  assert(text.includes("only in the second run: gain/positive on mnist mlp"));
});

Deno.test("compareResults() tells which part of the environment differs", () => {
  const environment = [
    { name: "seeds", value: "1 to 6" },
    { name: "options", value: "--seeds 7" },
    { name: "processor", value: "another" },
    { name: "run began", value: "2026-02-03T04:05:06.000Z" },
  ];
  assertEquals(compareResults(RUN, { ...RUN, environment }).environment, [
    { name: "options", before: "--seeds 6", after: "--seeds 7" },
    { name: "processor", before: undefined, after: "another" },
    { name: "command", before: "deno task bench --seeds 6", after: undefined },
    { name: "complete", before: "yes", after: undefined },
  ]);
});

Deno.test("comparisonText() says what else a verdict was decided by", () => {
  const claims = RUN.claims.map((row) => ({ ...row, margin: 0.9, family: 9 }));
  const comparison = compareResults(RUN, { ...RUN, claims });
  assert(
    comparisonText(comparison).includes(
      "\n\ndecided by other rules:\n" +
        "  gain/positive on leaves small-cnn: margin 0.05, now 0.9\n" +
        "  gain/positive on leaves small-cnn: family 2, now 9\n\n",
    ),
  );
  assertEquals(compareResults(RUN, RUN).rules, []);
  const undecided = RUN.claims.map((row) => ({ ...row, verdict: undefined }));
  const { rules } = compareResults({ ...RUN, claims: undecided }, {
    ...RUN,
    claims,
  });
  assertEquals(rules, []);
});

Deno.test("comparisonText() says what changed, and by how much", () => {
  const after = moved(RUN, { by: 0.1, verdict: "contradicted" });
  const text = comparisonText(compareResults(RUN, after));
  assert(
    text.startsWith(
      "verdicts that changed:\n" +
        "  gain/positive on leaves small-cnn: supported, now contradicted\n" +
        "    +0.100 [+0.100, +0.100], p 0.0020 (Holm), same seeds: beyond noise\n",
    ),
    text,
  );
  assert(text.endsWith("environment: the same"));
});

Deno.test("toComparisonCsv() takes hostile names unharmed", () => {
  const run = madeUpResults({ sites: HOSTILE_NAMES });
  const csv = toComparisonCsv(compareResults(run, run).assertions);
  assertEquals(csv.split("\r\n")[0]!.split(",").length, 11);
  assert(csv.includes("'=HYPERLINK"), "a formula is guarded");
});
