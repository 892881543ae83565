import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
} from "@std/assert";
import { parse } from "@std/csv";
import { compareDocuments } from "../../reports/compare_documents.ts";
import type { DocumentStatement, RunDocument } from "../../reports/document.ts";
import { COMPARISON } from "../../reports/formats/csv/comparison.ts";
import { tableCsv } from "../../reports/formats/csv/table.ts";
import { comparisonText } from "../../reports/terminal/comparison_text.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import { HOSTILE_NAMES, hostileDocument, madeUpDocument } from "./_document.ts";
import { everyKind } from "./_every_kind.ts";

/** A run whose statements are changed. */
function changed(
  document: RunDocument,
  change: (statement: DocumentStatement) => DocumentStatement,
): RunDocument {
  return {
    ...document,
    claims: document.claims.map((claim) => ({
      ...claim,
      statements: claim.statements.map(change),
    })),
  };
}

/** A run whose numbers are moved, and whose seeds are others, if asked. */
function moved(
  document: RunDocument,
  { by = 0, seeds = 0, verdict = "supported" }: {
    by?: number;
    seeds?: number;
    verdict?: Verdict;
  } = {},
): RunDocument {
  const run = changed(document, (statement) => ({
    ...statement,
    verdict,
    series: statement.series.map((series) => ({
      ...series,
      seeds: series.seeds.map(({ seed, value, ...rest }) => ({
        ...rest,
        seed: seed + seeds,
        value: value! + by,
      })),
    })),
  }));
  return {
    ...run,
    trials: run.trials.map(({ id, result }) => ({
      id,
      result: {
        ...result,
        evaluations: result.evaluations.map(({ metrics, ...rest }) => ({
          ...rest,
          metrics: { ...metrics, minorityF1: metrics.minorityF1 + by },
        })),
      },
    })),
  };
}

const RUN = madeUpDocument({ seeds: 10 });

/** A run of one statement alone. */
function documentWith(
  document: RunDocument,
  statement: DocumentStatement,
): RunDocument {
  const [claim] = document.claims;
  return { ...document, claims: [{ ...claim!, statements: [statement] }] };
}

Deno.test("compareDocuments() finds no difference of a run from itself", () => {
  const run = everyKind();
  const { assertions, trials, environment, rules } = compareDocuments(run, run);
  assert(assertions.length > 15);
  for (const { difference, isBeyondNoise } of assertions) {
    assertEquals([difference?.point, isBeyondNoise], [0, false]);
  }
  assertEquals(trials.identical, trials.shared);
  const evaluations = run.trials.flatMap(({ result }) => result.evaluations);
  assertEquals(trials.shared, evaluations.length);
  assertEquals([trials.onlyBefore, trials.onlyAfter], [0, 0]);
  assertEquals([environment, rules], [[], []]);
});

Deno.test("compareDocuments() compares seed by seed where runs share them", () => {
  const after = moved(RUN, { by: 0.1, verdict: "inconclusive" });
  const { assertions: [only], trials } = compareDocuments(RUN, after);
  assertEquals(only!.shared, 10);
  assertEquals([only!.before, only!.after], ["supported", "inconclusive"]);
  assertAlmostEquals(only!.difference!.point, 0.1, 1e-9);
  // So few seeds, and nobody knows how far an eleventh would move.
  assert(only!.difference!.lower < 0 && !only!.isBeyondNoise);
  const many = madeUpDocument({ seeds: 60 });
  const [far] = compareDocuments(many, moved(many, { by: 0.3 })).assertions;
  assert(far!.difference!.lower > 0 && far!.isBeyondNoise);
  assertEquals(trials.identical, 0);
  assertAlmostEquals(trials.largestChange, 0.1, 1e-9);
});

Deno.test("compareDocuments() takes failures for the worst, unless both failed", () => {
  const failing = (failed: readonly number[]) =>
    madeUpDocument({ seeds: 40, failed });
  const evidence = (before: RunDocument, after: RunDocument) =>
    compareDocuments(before, after).assertions[0]!.evidence!;
  const [all, one] = [failing([]), failing([3])];
  assertAlmostEquals(evidence(one, one), 0, 1e-12);
  assert(evidence(all, one) < -0.5);
});

Deno.test("compareDocuments() does not compare runs of other seeds", () => {
  const [only] = compareDocuments(RUN, moved(RUN, { by: 0.9, seeds: 100 }))
    .assertions;
  assertEquals([only!.shared, only!.difference], [0, undefined]);
  assertEquals(only!.isBeyondNoise, false);
});

Deno.test("compareDocuments() takes more evidence the more it compares", () => {
  const isFound = (sites: number) => {
    const many = madeUpDocument({
      seeds: 60,
      sites: Array.from({ length: sites }, (_, at) => `leaves${at} mlp`),
    });
    const one = changed(many, (statement) => {
      const [lone] = moved(
        documentWith(many, statement),
        { by: 0.3 },
      ).claims[0]!.statements;
      return statement.place === "leaves0 mlp" ? lone! : statement;
    });
    return compareDocuments(many, one).assertions[0]!.isBeyondNoise;
  };
  assertEquals([isFound(1), isFound(90)], [true, false]);
});

Deno.test("compareDocuments() tells of what only one run has", () => {
  const other = madeUpDocument({ seeds: 10, sites: ["mnist mlp"] });
  const comparison = compareDocuments(RUN, other);
  assertEquals(
    comparison.assertions.map(({ site, before, after }) => [
      site,
      before,
      after,
    ]),
    [
      ["mnist mlp", undefined, "supported"],
      ["leaves small-cnn", "supported", undefined],
    ],
  );
  assertEquals(comparison.trials.shared, 0);
  const text = comparisonText(comparison);
  assert(text.includes("only in the first run: gain/positive on leaves"));
  assert(text.includes("only in the second run: gain/positive on mnist mlp"));
});

Deno.test("compareDocuments() tells which part of the environment differs, except for the time", () => {
  const after: RunDocument = {
    ...RUN,
    settings: { ...RUN.settings, options: "--seeds 7", profile: undefined },
    environment: {
      ...RUN.environment,
      began: "2026-02-03T04:05:06.000Z",
      processor: "another",
    },
  };
  assertEquals(compareDocuments(RUN, after).environment, [
    {
      name: "command",
      before: "deno task bench --seeds 10",
      after: "deno task bench --seeds 7",
    },
    { name: "options", before: "--seeds 10", after: "--seeds 7" },
    { name: "processor", before: undefined, after: "another" },
    { name: "profile", before: "quick", after: undefined },
  ]);
});

Deno.test("comparisonText() says what else a verdict was decided by", () => {
  const after = changed(
    RUN,
    (statement) => ({ ...statement, margin: 0.9, bound: 0.1 }),
  );
  const comparison = compareDocuments(RUN, after);
  assert(
    comparisonText(comparison).includes(
      "\n\ndecided by other rules:\n" +
        "  gain/positive on leaves small-cnn: bound 0, now 0.1\n" +
        "  gain/positive on leaves small-cnn: margin 0.05, now 0.9\n\n",
    ),
  );
  const measured = changed(
    RUN,
    (statement) => ({ ...statement, verdict: undefined }),
  );
  assertEquals(compareDocuments(measured, after).rules, []);
});

Deno.test("comparisonText() says what changed, and by how much", () => {
  const many = madeUpDocument({ seeds: 60 });
  const after = moved(many, { by: 0.3, verdict: "contradicted" });
  const text = comparisonText(compareDocuments(many, after));
  assert(
    text.startsWith(
      "verdicts that changed:\n" +
        "  gain/positive on leaves small-cnn: supported, now contradicted\n" +
        "    change [+0.148, +0.412], mean +0.300, 60 seeds that both have, evidence\n" +
        "      1,400 to 1: beyond noise\n",
    ),
    text,
  );
  assert(text.endsWith("environment: the same"));
});

Deno.test("comparisonText() says where more seeds alone may have changed a verdict", () => {
  const after = changed(RUN, (statement) => ({
    ...statement,
    seeds: 42,
    verdict: "contradicted",
  }));
  assertMatch(
    comparisonText(compareDocuments(RUN, after)),
    /now contradicted\n {4}decided on 10 seeds, now on 42: that alone can change a verdict\n {4}no change on the 10 seeds that both have\n/,
  );
});

Deno.test("comparison.csv takes hostile names unharmed", () => {
  for (const name of HOSTILE_NAMES) {
    const run = hostileDocument(name);
    const { assertions } = compareDocuments(run, run);
    const text = tableCsv(COMPARISON, assertions);
    const [{ site = "" } = {}] = parse(text, { skipFirstRow: true });
    // The reader makes one line feed of a line break.
    const shown = name.replaceAll("\r\n", "\n");
    assertEquals(site, /^'*[=-]/.test(name) ? `'${shown}` : shown);
  }
});

Deno.test("compareDocuments() compares nothing where the numbers have other ranges", () => {
  const before = everyKind();
  const after = changed(before, (statement) => ({
    ...statement,
    series: statement.series.map((series) => ({
      ...series,
      bounds: series.bounds &&
        { lower: 8 * series.bounds.lower, upper: 8 * series.bounds.upper },
    })),
  }));
  const comparison = compareDocuments(before, after);
  const numbered = comparison.assertions.filter(({ difference }) =>
    difference !== undefined
  );
  assertEquals(numbered, []);
  assertMatch(
    comparisonText({
      ...comparison,
      assertions: comparison.assertions.map((each) => ({
        ...each,
        after: "contradicted",
      })),
    }),
    /numbers in another range: not\s+compared/,
  );
});
