import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Claim } from "../../../bench/study/claim.ts";
import {
  type Contrast,
  difference,
  value,
} from "../../../bench/study/contrast.ts";
import {
  decide,
  type Decision,
  type Finding,
} from "../../../bench/study/decide.ts";
import type { Assertion, Measure } from "../../../bench/study/kinds/mod.ts";
import type { DecideOptions } from "../../../bench/study/standings.ts";
import type { TrialResult } from "../../../bench/trials/trial.ts";
import {
  byKey,
  CLAIM,
  decideStudies,
  decisionOf,
  failedTrial,
  metricsOf,
  okTrial,
  POSITIVE,
  siteOf,
  SPEC,
  studyOf,
} from "../_trials.ts";
import { gainsAround, pairsOf } from "./_gains.ts";

const CONTROL = "plain";
const TREATED = "final-batch-norm";
const SCHEDULE = { first: 8, step: 2, most: 60 };

/** A gain that every seed shows. */
const GAINS = pairsOf(gainsAround(0.5, 0.05));

/** What becomes of a claim, on as many seeds as there are. */
function findingsOf(
  claim: Claim,
  results: readonly TrialResult[],
  options: Partial<Parameters<typeof decide>[1]> = {},
): Finding[] {
  return decisionFor(claim, results, options).findings;
}

/** What the claim itself comes to. */
function claimsOf(
  claim: Claim,
  results: readonly TrialResult[],
): Decision["claims"] {
  return decisionFor(claim, results).claims;
}

function decisionFor(
  claim: Claim,
  results: readonly TrialResult[],
  options: Partial<Parameters<typeof decide>[1]> = {},
): Decision {
  const seeds = Math.max(...results.map(({ spec }) => spec.seed));
  return decisionOf([studyOf(claim, { seeds })], byKey(results), options);
}

/** What becomes of the only assertion of the made-up claim. */
function findingOf(
  results: readonly TrialResult[],
  changes: Partial<Assertion> = {},
): Finding {
  const assertions = [{ ...POSITIVE, ...changes } as Assertion];
  const [found, ...others] = findingsOf({ ...CLAIM, assertions }, results);
  assertEquals(others, []);
  return found!;
}

/** The gains, with other trials in place of some. */
function replacing(
  isReplaced: (spec: TrialResult["spec"]) => boolean,
  by: (result: TrialResult) => TrialResult = ({ spec }) => failedTrial(spec),
): TrialResult[] {
  return GAINS.map((result) => isReplaced(result.spec) ? by(result) : result);
}

function shuffled<Value>(values: readonly Value[], seed: number): Value[] {
  const generator = mersenne(seed);
  const order = [...values];
  for (let at = order.length - 1; at > 0; at--) {
    const other = uniformInt(generator, 0, at);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

Deno.test("decide() tells of all of a fixed number of seeds, whenever that was decided", () => {
  const told = (isFixed: boolean) => {
    const schedule = { first: 8, step: 2, most: 20, isFixed };
    const [found] = findingsOf(CLAIM, GAINS, { schedule });
    const { verdict, seeds, estimate, bets } = found!;
    const { lower, upper } = estimate!;
    return { verdict, seeds, width: upper - lower, bets: bets! };
  };
  const [inRounds, fixed] = [told(false), told(true)];
  assertEquals([inRounds.verdict, fixed.verdict], ["supported", "supported"]);
  assertEquals(inRounds.seeds, inRounds.bets.support.length);
  assertEquals([fixed.seeds, fixed.bets], [20, inRounds.bets]);
  assert(fixed.width < inRounds.width);
});

Deno.test("decide() says what was found, where, and of how many seeds", () => {
  const { estimate, series, bets, ...found } = findingOf(GAINS);
  assertEquals(found, {
    claim: { ...CLAIM, assertions: [POSITIVE] },
    statement: POSITIVE,
    sites: [siteOf()],
    seeds: 20,
    failed: 0,
    detail: "100 % of pairs of trainings gain more than 0.05, 0 % lose more " +
      "than 0.05, 0 % neither",
    reason: undefined,
    verdict: "supported",
  });
  assertAlmostEquals(estimate!.point, 0.5, 1e-12);
  assertEquals([estimate!.runs, estimate!.level], [20, 0.95]);
  assert(estimate!.lower > 0 && estimate!.upper < 0.75);
  assertEquals(series.map(({ seeds }) => seeds.length), [20]);
  const { support, contradiction, standing } = bets!;
  assertEquals([support.length, contradiction.length], [20, 20]);
  assertEquals(support.at(-1), standing.support);
  assertEquals(contradiction.at(-1), standing.contradiction);
});

Deno.test("decide() stops an assertion at the seed that decides it", () => {
  const claim = { ...CLAIM, measures: [] };
  const results = byKey(pairsOf(gainsAround(0.5, 0.05, 60)));
  const studies = [studyOf(claim, { seeds: 60 })];
  const { findings: [found] } = decide(studies, {
    results,
    schedule: SCHEDULE,
  });
  const { bets, seeds, estimate, series } = found!;
  assert(8 < seeds && seeds < 20);
  assertEquals([bets!.support.length, estimate!.runs], [seeds, seeds]);
  assertEquals(series[0]!.seeds.length, seeds);
  // Of the first eight of the pattern.
  assertAlmostEquals(bets!.firstMean!, 0.5, 1e-12);
  // Later seeds change nothing.
  const fewer = byKey(pairsOf(gainsAround(0.5, 0.05, seeds)));
  const again = decide(studies, { results: fewer, schedule: SCHEDULE });
  assertEquals(again.findings, [found]);
});

Deno.test("decide() has an estimate before the first look, and no evidence", () => {
  const results = byKey(pairsOf(gainsAround(0.5, 0.05, 5)));
  const studies = [studyOf(CLAIM, { seeds: SCHEDULE.most })];
  const { findings: [found] } = decide(studies, {
    results,
    schedule: SCHEDULE,
  });
  const { verdict, seeds, estimate, bets } = found!;
  assertEquals([verdict, seeds, estimate!.runs], ["inconclusive", 5, 5]);
  assertEquals([bets!.standing.seeds, bets!.support], [0, []]);
  assertEquals(bets!.firstMean, undefined);
  const { findings: [nothing] } = decide(studies, {
    results: new Map(),
    schedule: SCHEDULE,
  });
  assertEquals([nothing!.seeds, nothing!.estimate], [0, undefined]);
  assertEquals(nothing!.reason, "no seed has a number");
});

Deno.test("decide() contradicts a loss, and leaves open what scatters", () => {
  const verdictOf = (mean: number, spread: number) =>
    findingOf(pairsOf(gainsAround(mean, spread, 40))).verdict;
  assertEquals(verdictOf(-0.5, 0.05), "contradicted");
  assertEquals(verdictOf(0.05, 0.4), "inconclusive");
  assertEquals(verdictOf(0, 0.02), "inconclusive");
});

Deno.test("decide() tells arms apart that differ in outputs alone", () => {
  const outputs = "sigmoid";
  const cells = {
    without: { head: TREATED },
    with: { head: TREATED, outputs },
  };
  const results = gainsAround(0.2, 0.05).flatMap((gain, index) => [
    okTrial({ head: TREATED, outputs, seed: index + 1 }, 0.5 + gain),
    okTrial({ head: TREATED, seed: index + 1 }, 0.5),
  ]);
  const [found] = findingsOf({ ...CLAIM, cells } as Claim, results);
  assertAlmostEquals(found!.estimate!.point, 0.2, 1e-12);
  assertEquals(found!.failed, 0);
});

Deno.test("decide() comes to the same in any order of results", () => {
  const results = replacing(({ seed, head }) =>
    seed === 20 && head !== "plain"
  );
  const expected = findingOf(results);
  for (let seed = 1; seed <= 20; seed++) {
    assertEquals(findingOf(shuffled(results, seed)), expected);
  }
});

Deno.test("decide() says the same of assertions that are asked for alone", () => {
  const assertions = [
    POSITIVE,
    { ...POSITIVE, name: "large", bound: 0.2 },
  ] as Assertion[];
  const claim = { ...CLAIM, assertions };
  const [, large] = findingsOf(claim, GAINS);
  const { key } = large!.bets!.standing;
  assertEquals(findingsOf(claim, GAINS, { only: new Set([key]) }), [large]);
});

Deno.test("decide() pairs by seed, not by position", () => {
  // Each arm scatters by far more than the two arms of a seed differ.
  const of = (head: typeof CONTROL | typeof TREATED, more: number) =>
    Array.from(
      { length: 10 },
      (_, at) => okTrial({ head, seed: at + 1 }, 0.08 * at + more),
    );
  const { series, estimate } = findingOf([
    ...of(CONTROL, 0),
    ...of(TREATED, 0.125).reverse(),
  ]);
  for (const { value } of series[0]!.seeds) {
    assertAlmostEquals(value!, 0.125, 1e-12);
  }
  assertAlmostEquals(estimate!.point, 0.125, 1e-12);
});

Deno.test("decide() takes a seed for its worst of which any number is missing", () => {
  const left = (result: TrialResult) => ({
    ...result,
    status: "diverged" as const,
  });
  const noValue = (result: TrialResult) => ({
    ...result,
    evaluations: [],
  });
  const cases: Record<string, TrialResult[]> = {
    "plain": replacing(({ seed, head }) => seed === 4 && head === CONTROL),
    "treated": replacing(({ seed, head }) => seed === 4 && head === TREATED),
    "both": replacing(({ seed }) => seed === 4),
    "scores left behind": replacing(({ seed }) => seed === 4, left),
    "no value": replacing(({ seed }) => seed === 4, noValue),
  };
  const whole = findingOf(GAINS);
  for (const [name, results] of Object.entries(cases)) {
    const { failed, estimate, bets, reason } = findingOf(results);
    assertEquals([failed, estimate!.runs, reason], [1, 19, undefined], name);
    const { support, contradiction } = bets!.standing;
    assert(support < whole.bets!.standing.support, name);
    assert(contradiction < whole.bets!.standing.contradiction, name);
  }
  // Nothing can be said of what failed throughout.
  const none = findingOf(GAINS.map(({ spec }) => failedTrial(spec)));
  assertEquals([none.failed, none.estimate, none.verdict], [
    20,
    undefined,
    "inconclusive",
  ]);
  assertEquals(none.reason, "no seed has a number");
});

Deno.test("decide() scores what the assertion names, as trained unless told", () => {
  const results = GAINS.map((result) => ({
    ...result,
    evaluations: [{
      epoch: SPEC.epochs,
      inference: "layer-removed" as const,
      metrics: metricsOf({ minorityF1: 0.9, confidence: 0.25 }),
    }, ...result.evaluations],
  }));
  const removed = { cell: "with", inference: "layer-removed" } as const;
  const cases: [Contrast, number][] = [
    [POSITIVE.of, 0.5],
    [difference(removed, { cell: "without" }), 0.4],
    [value({ ...removed, metric: "confidence" }), 0.25],
    [difference({ cell: "without" }, { cell: "with" }), -0.5],
  ];
  for (const [of, point] of cases) {
    // A mean of 0 is nothing that a confidence could be below.
    const { estimate } = findingOf(results, { of, bound: 0.1 });
    assertAlmostEquals(estimate!.point, point, 1e-9);
  }
});

Deno.test("decide() says that seeds are too few to show that nothing differs", () => {
  const nothing = { kind: "equivalent", margin: 0.05 } as const;
  const reasonOf = (seeds: number) =>
    findingOf(pairsOf(new Array(seeds).fill(0)), nothing).reason;
  assertEquals(
    reasonOf(60),
    "60 seeds are too few to support it: that takes 80 or more, even if all " +
      "score 0",
  );
  assertEquals(reasonOf(80), undefined);
});

/** Made-up claims on one study, which differ in their names alone. */
function namesOf(count: number, changes: Partial<Claim> = {}): Claim[] {
  return Array.from({ length: count }, (_, at) => ({
    ...CLAIM,
    name: `claim ${at + 1}`,
    ...changes,
  }));
}

/** What becomes of several claims at one site, as one run. */
function decideAll(
  claims: readonly Claim[],
  results: readonly TrialResult[],
  options: Partial<DecideOptions> = {},
): Finding[] {
  const studies = claims.map((claim) => studyOf(claim));
  return decideStudies(studies, byKey(results), options);
}

/** An assertion without any evidence: all its trainings failed. */
const LOST: Partial<Claim> = {
  cells: { ...CLAIM.cells, lost: { head: "final-affine" } },
  assertions: [{
    ...POSITIVE,
    of: difference({ cell: "lost" }, { cell: "without" }),
  }],
};
const FAILURES = Array.from(
  { length: 20 },
  (_, at) => failedTrial({ head: "final-affine", seed: at + 1 }),
);

Deno.test("decide() takes more evidence the more of a run has none", () => {
  const barOf = (others: Claim[]) => {
    const named = others.map((claim) => ({
      ...claim,
      name: `x ${claim.name}`,
    }));
    const [found] = decideAll([...namesOf(1), ...named], [
      ...GAINS,
      ...FAILURES,
    ]);
    return found!.bets!.standing.bar;
  };
  assertEquals(barOf([]), 40);
  assertAlmostEquals(barOf(namesOf(9, LOST)), 10 / 0.05);
  // Nor do controls take anything from it, and what is only measured.
  assertEquals(barOf(namesOf(9, { ...LOST, role: "control" })), 40);
  const { assertions: _, ...cells } = LOST;
  const measures: Measure[] = [
    { kind: "mean", name: "m", says: "m", of: value({ cell: "lost" }) },
  ];
  const idle = namesOf(9, { ...cells, measures, assertions: [] });
  assertEquals(barOf(idle), 40);
});

Deno.test("decide() takes what is not run with the evidence of its review", () => {
  const reviewedWith = (evidence: number) => {
    const stopped = {
      drawn: "supported" as const,
      family: "primary",
      isTouching: false,
      support: Math.log(evidence),
      contradiction: -1,
    };
    const names = Array.from({ length: 9 }, (_, at) => `other ${at}`);
    const reviewed = {
      assertions: new Map(names.map((name) => [`${name}/a on b`, stopped])),
      claims: new Map(names.map((name) => [name, stopped])),
    };
    const studies = namesOf(1).map((claim) => studyOf(claim));
    const { findings: [found], claims } = decisionOf(studies, byKey(GAINS), {
      reviewed,
    });
    return [found!.bets!.standing.bar, [...claims.values()][0]!.verdict];
  };
  assertEquals(reviewedWith(100), [40, "supported"]);
  assertEquals(reviewedWith(1), [200, "supported"]);
});

Deno.test("decide() decides a claim by all of its assertions", () => {
  const bounds = (...bounds: number[]) =>
    bounds.map((bound) => ({ ...POSITIVE, name: `above ${bound}`, bound }));
  const verdictOf = (assertions: Claim["assertions"]) => {
    const [standing] = claimsOf({ ...CLAIM, assertions }, GAINS).values();
    return standing!.verdict;
  };
  assertEquals(verdictOf(bounds(0, 0.1)), "supported");
  assertEquals(verdictOf(bounds(0, 0.5)), "inconclusive");
  assertEquals(verdictOf(bounds(0, 0.9)), "contradicted");
});

Deno.test("decide() follows no evidence that is the least of several bets", () => {
  const along = ["with", "without"]
    .map((cell) => ({ label: cell, of: value({ cell }) }));
  const differ = (margin: number): Assertion => ({
    kind: "differ",
    name: `by ${margin}`,
    says: "the means differ",
    along,
    margin,
  });
  const againstOf = (assertions: Claim["assertions"]) => {
    const findings = findingsOf({ ...CLAIM, assertions }, GAINS);
    const [standing] = claimsOf({ ...CLAIM, assertions }, GAINS).values();
    const odds = findings.map(({ bets }) =>
      Math.exp(bets!.standing.contradiction)
    );
    const mean = odds.reduce((sum, each) => sum + each) / odds.length;
    return { found: Math.exp(standing!.contradiction), mean };
  };
  const least = againstOf([differ(0.6), differ(0.8)]);
  assert(least.mean > 2);
  assertAlmostEquals(least.found / least.mean, 1, 1e-9);
  // The evidence of one bet is followed.
  const above = (bound: number) => ({ ...POSITIVE, name: `${bound}`, bound });
  const one = againstOf([above(0.6), above(0.8)]);
  assert(one.found > 1.2 * one.mean, JSON.stringify(one));
});

/** That there is a gain over several data sets and networks. */
const POOLED = { ...POSITIVE, kind: "pooled", name: "pooled" } as const;

/** What becomes of a claim at several sites, with a mean gain each. */
function findingsAt(
  means: readonly number[],
  assertions: Claim["assertions"],
): Finding[] {
  const claim = { ...CLAIM, assertions };
  const sites = means.map((_, at) => siteOf({ dataset: `set ${at}` }));
  const results = means.flatMap((mean, at) =>
    pairsOf(gainsAround(mean, 0.05), sites[at])
  );
  return decideStudies(
    sites.map((site) => studyOf(claim, { site })),
    byKey(results),
  );
}

Deno.test("decide() pools the sites of a claim, after those of their own", () => {
  const found = findingsAt([0.4, 0.5, 0.6], [POSITIVE, POOLED]);
  assertEquals(
    found.map(({ statement, sites }) => [statement.name, sites.length]),
    [...new Array(3).fill(["positive", 1]), ["pooled", 3]],
  );
  const pooled = found.at(-1)!;
  assertAlmostEquals(pooled.estimate!.point, 0.5, 1e-12);
  assertEquals([pooled.seeds, pooled.failed, pooled.series.length], [20, 0, 3]);
  assertEquals(findingsAt([0.4], [POOLED]), []);
});

Deno.test("decide() refuses trials that should have begun alike", () => {
  const begun = (start: string) => ({ draw: start, weights: "w", order: "o" });
  const results = GAINS.map((result) => ({
    ...result,
    start: begun(result.spec.head === CONTROL ? "one" : "other"),
  }));
  let message = "";
  try {
    findingOf(results);
  } catch (error) {
    message = (error as Error).message;
  }
  assertNotEquals(message.indexOf("they do not share the drawn images"), -1);
});
