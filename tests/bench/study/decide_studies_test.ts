import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import {
  type Assertion,
  type Contrast,
  difference,
  type EquivalentAssertion,
  type Measure,
  type PooledAssertion,
  value,
} from "../../../bench/study/assertion.ts";
import type { Claim } from "../../../bench/study/claim.ts";
import {
  decideStudies,
  type Family,
  familyKeys,
  type Finding,
  isPooled,
} from "../../../bench/study/decide_studies.ts";
import type { Site } from "../../../bench/study/site.ts";
import { holm } from "../../../statistics/holm.ts";
import type { Verdict } from "../../../statistics/verdict.ts";
import { type Study, studySpecs } from "../../../bench/study/study.ts";
import type { TrialResult } from "../../../bench/trials/trial.ts";
import {
  bySpec,
  CLAIM,
  failedTrial,
  metricsOf,
  okTrial,
  POSITIVE,
  siteOf,
  SPEC,
  studyOf,
} from "../_trials.ts";

const CONTROL = "plain";
const TREATED = "final-batch-norm";

/** The two trials of each seed, whose scores differ by the gain. */
function pairsOf(
  gains: readonly number[],
  site: Partial<Site> = {},
): TrialResult[] {
  const { classes: _, isPooledOnly: __, ...spec } = siteOf(site);
  return gains.flatMap((gain, index) => [
    okTrial({ ...spec, head: CONTROL, seed: index + 1 }, 0.5),
    okTrial({ ...spec, head: TREATED, seed: index + 1 }, 0.5 + gain),
  ]);
}

/** Decides on trials of the made-up spec, of as many seeds as there are. */
function decideClaim(
  claim: Claim,
  results: readonly TrialResult[],
): Finding[] {
  const seeds = Math.max(...results.map(({ spec }) => spec.seed));
  return decideStudies([studyOf(claim, { seeds })], bySpec(results));
}

/** Decides the only assertion of the made-up claim. */
function decide(results: readonly TrialResult[]): Finding {
  const [finding, ...others] = decideClaim(CLAIM, results);
  assertEquals(others, []);
  return finding!;
}

/** Gains around a mean, in a fixed pattern that averages to it. */
function gainsAround(mean: number, spread: number, count = 20): number[] {
  const pattern = [1, -0.5, 0.25, -1, 0.5, -0.25, 0.75, -0.75, 0.125, -0.125];
  return Array.from(
    { length: count },
    (_, at) => mean + spread * pattern[at % pattern.length]!,
  );
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

Deno.test("decideStudies() tells arms apart that differ in outputs alone", () => {
  const outputs = "sigmoid";
  const alike: Claim = {
    ...CLAIM,
    cells: { without: { head: TREATED }, with: { head: TREATED, outputs } },
  };
  const results = gainsAround(0.2, 0.05).flatMap((gain, index) => [
    okTrial({ head: TREATED, outputs, seed: index + 1 }, 0.5 + gain),
    okTrial({ head: TREATED, seed: index + 1 }, 0.5),
  ]);
  const [outcome] = decideClaim(alike, results);
  assertAlmostEquals(outcome!.estimate!.point, 0.2, 1e-12);
  assertEquals(outcome!.failed, 0);
});

Deno.test("decideStudies() supports a gain that every seed shows", () => {
  const outcome = decide(pairsOf(gainsAround(0.2, 0.05)));
  assertEquals(outcome.verdict, "supported");
  assertEquals(outcome.statement, POSITIVE);
  assertEquals(outcome.sites, [siteOf()]);
  assertEquals(outcome.seeds, 20);
  assertEquals(outcome.failed, 0);
  assertEquals(outcome.reason, undefined);
  const { estimate, p, pHolm } = outcome;
  assertAlmostEquals(estimate!.point, 0.2, 1e-12);
  assertEquals(estimate!.runs, 20);
  assertEquals(estimate!.level, 0.95);
  assert(estimate!.lower > 0.15 && estimate!.upper < 0.25);
  // 20 gains of one sign: 2 patterns of 2^20 are as far out.
  assertEquals([p, pHolm], [2 ** -19, 2 ** -19]);
});

Deno.test("decideStudies() contradicts where the treated arm loses", () => {
  const { verdict, estimate } = decide(pairsOf(gainsAround(-0.2, 0.05)));
  assertEquals(verdict, "contradicted");
  assertAlmostEquals(estimate!.point, -0.2, 1e-12);
});

Deno.test("decideStudies() contradicts a gain too small to matter", () => {
  const { verdict, estimate, p } = decide(pairsOf(gainsAround(0, 0.02, 80)));
  assertEquals(verdict, "contradicted");
  assert(estimate!.lower < 0 && estimate!.upper < 0.05);
  assert(p! > 0.05);
});

Deno.test("decideStudies() leaves open what a seed not seen could still gain", () => {
  // The interval of 20 seeds ends below the margin, and 1 seed in 20 may jump.
  const { verdict, estimate, ceiling } = decide(pairsOf(gainsAround(0, 0.02)));
  assertEquals(verdict, "inconclusive");
  assert(estimate!.upper < 0.05 && ceiling! > 0.05);
});

Deno.test("decideStudies() leaves scores that scatter inconclusive", () => {
  const { verdict, estimate, p, reason } = decide(
    pairsOf(gainsAround(0.05, 0.5)),
  );
  assertEquals(verdict, "inconclusive");
  assert(estimate!.lower < 0 && estimate!.upper > 0.05);
  assert(p! > 0.05);
  assertEquals(reason, undefined);
});

Deno.test("decideStudies() leaves too few seeds inconclusive", () => {
  // 5 gains of one sign: p cannot be below 2 / 2^5 = 0.0625.
  const { verdict, p } = decide(pairsOf(gainsAround(0.2, 0.05, 5)));
  assertEquals(verdict, "inconclusive");
  assertEquals(p, 0.0625);
});

Deno.test("decideStudies() decides the same in any order of results", () => {
  const results = [
    ...pairsOf(gainsAround(0.1, 0.2, 19)),
    okTrial({ head: CONTROL, seed: 20 }, 0.5),
    failedTrial({ head: TREATED, seed: 20 }),
  ];
  const expected = decide(results);
  for (let seed = 1; seed <= 20; seed++) {
    assertEquals(decide(shuffled(results, seed)), expected);
  }
});

Deno.test("decideStudies() pairs by seed, not by position", () => {
  // Each arm scatters by far more than the two arms of a seed differ.
  const results = Array.from({ length: 10 }, (_, index) => [
    okTrial({ head: CONTROL, seed: index + 1 }, 0.08 * index),
    okTrial({ head: TREATED, seed: index + 1 }, 0.08 * index + 0.125),
  ]);
  const arms = [
    ...results.map(([a]) => a!),
    ...results.map(([, b]) => b!).reverse(),
  ];
  const { verdict, estimate } = decide(arms);
  assertEquals(verdict, "supported");
  assertAlmostEquals(estimate!.lower, 0.125, 1e-12);
  assertAlmostEquals(estimate!.upper, 0.125, 1e-12);
});

Deno.test("decideStudies() scores the model as it was trained", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map((result) => ({
    ...result,
    evaluations: [
      {
        epoch: SPEC.epochs,
        inference: "layer-removed" as const,
        metrics: metricsOf({ minorityF1: 0 }),
      },
      ...result.evaluations,
    ],
  }));
  assertAlmostEquals(decide(results).estimate!.point, 0.2, 1e-12);
});

Deno.test("decideStudies() counts one failed seed of 20, and decides", () => {
  for (const head of [CONTROL, TREATED] as const) {
    const results = pairsOf(gainsAround(0.2, 0.05)).map((result) =>
      result.spec.seed === 20 && result.spec.head === head
        ? failedTrial(result.spec)
        : result
    );
    const { verdict, failed, estimate, reason } = decide(results);
    assertEquals(verdict, "supported");
    assertEquals(failed, 1);
    assertEquals(estimate!.runs, 19);
    assertEquals(reason, undefined);
  }
});

Deno.test("decideStudies() goes by the status, not by scores left behind", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map((result) =>
    result.spec.seed === 4 ? { ...result, status: "diverged" as const } : result
  );
  assertEquals(decide(results).failed, 1);
  assertEquals(decide(results).estimate!.runs, 19);
});

Deno.test("decideStudies() counts a seed once whose two trials failed", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map((result) =>
    result.spec.seed === 4 ? failedTrial(result.spec, "diverged") : result
  );
  assertEquals(decide(results).failed, 1);
  assertEquals(decide(results).verdict, "supported");
});

Deno.test("decideStudies() counts a seed of which an arm is missing as failed", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).filter(({ spec }) =>
    spec.seed !== 9 || spec.head === TREATED
  );
  assertEquals(decide(results).failed, 1);
  assertEquals(decide(results).estimate!.runs, 19);
});

Deno.test("decideStudies() decides up to a tenth of failed seeds", () => {
  const failing = (count: number) =>
    pairsOf(gainsAround(0.2, 0.05)).map((result) =>
      result.spec.seed <= count && result.spec.head === TREATED
        ? failedTrial(result.spec, "timeout")
        : result
    );
  const { verdict, failed } = decide(failing(2));
  assertEquals([verdict, failed], ["supported", 2]);
  assertEquals(decide(failing(3)), {
    claim: CLAIM,
    sites: [siteOf()],
    statement: POSITIVE,
    seeds: 20,
    failed: 3,
    reason: "trials of 3 of 20 seeds failed",
    pHolm: undefined,
    verdict: "inconclusive",
  });
});

Deno.test("decideStudies() never takes failures for a contradiction", () => {
  for (const status of ["diverged", "oom", "killed", "timeout"] as const) {
    const results = pairsOf(gainsAround(-0.2, 0.05)).map((result) =>
      result.spec.seed % 2 === 0 && result.spec.head === TREATED
        ? failedTrial(result.spec, status)
        : result
    );
    const { verdict, failed, reason } = decide(results);
    assertEquals(verdict, "inconclusive");
    assertEquals(failed, 10);
    assertEquals(reason, "trials of 10 of 20 seeds failed");
  }
});

Deno.test("decideStudies() decides nothing where everything failed", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map(({ spec }) =>
    failedTrial(spec)
  );
  const { verdict, reason, failed } = decide(results);
  assertEquals(verdict, "inconclusive");
  assertEquals(failed, 20);
  assertEquals(reason, "trials of 20 of 20 seeds failed");
});

Deno.test("decideStudies() blames no failure for a lack of seeds", () => {
  const { verdict, failed, reason } = decide(pairsOf([0.2]));
  assertEquals(verdict, "inconclusive");
  assertEquals(failed, 0);
  assert(reason !== undefined);
  assert(!reason.includes("failed"), reason);
});

Deno.test("decideStudies() decides each assertion against its own bound", () => {
  const claim = {
    ...CLAIM,
    assertions: [0, 0.1, 0.3].map((bound) => ({
      ...POSITIVE,
      name: `above ${bound}`,
      bound,
    })),
  };
  const outcomes = decideClaim(claim, pairsOf(gainsAround(0.2, 0.05)));
  assertEquals(
    outcomes.map(({ statement, verdict }) => [statement.name, verdict]),
    [
      ["above 0", "supported"],
      ["above 0.1", "supported"],
      ["above 0.3", "contradicted"],
    ],
  );
  assertEquals(outcomes[1]!.estimate, outcomes[0]!.estimate);
});

Deno.test("decideStudies() tests against the bound of the assertion", () => {
  const pOf = (bound: number) => {
    const assertions = [{ ...POSITIVE, bound }];
    const results = pairsOf(gainsAround(0.2, 0.05));
    return decideClaim({ ...CLAIM, assertions }, results)[0]!.p!;
  };
  assertEquals(pOf(0), 2 ** -19);
  assertEquals(pOf(0.5), 2 ** -19);
  assert(pOf(0.2) > 0.5);
});

Deno.test("decideStudies() gives the interval that the claim's level asks for", () => {
  const results = pairsOf(gainsAround(0.2, 0.1));
  const widths = [0.8, 0.95, 0.99].map((level) => {
    const { estimate } = decideClaim({ ...CLAIM, level }, results)[0]!;
    assertEquals(estimate!.level, level);
    return estimate!.upper - estimate!.lower;
  });
  assert(widths[0]! < widths[1]! && widths[1]! < widths[2]!);
});

Deno.test("decideStudies() scores what the assertion names", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map((result) => ({
    ...result,
    evaluations: [
      ...result.evaluations,
      {
        epoch: SPEC.epochs,
        inference: "layer-removed" as const,
        metrics: metricsOf({ minorityF1: 0.9, confidence: 0.25 }),
      },
    ],
  }));
  const pointOf = (of: Contrast) => {
    const assertions = [{ ...POSITIVE, of }];
    return decideClaim({ ...CLAIM, assertions }, results)[0]!.estimate!.point;
  };
  const removed = { cell: "with", inference: "layer-removed" } as const;
  assertAlmostEquals(pointOf(difference(removed, { cell: "without" })), 0.4);
  assertAlmostEquals(
    pointOf(value({ ...removed, metric: "confidence" })),
    0.25,
  );
  assertAlmostEquals(
    pointOf(difference({ cell: "without" }, { cell: "with" })),
    -0.2,
  );
});

Deno.test("decideStudies() counts a seed as failed whose metric has no value", () => {
  const results = pairsOf(gainsAround(0.2, 0.05));
  const [first] = results;
  first!.evaluations[0]!.metrics = metricsOf({ confidenceCorrect: undefined });
  const of = value({ cell: "without", metric: "confidenceCorrect" });
  const assertions = [{ ...POSITIVE, of }];
  const [outcome] = decideClaim({ ...CLAIM, assertions }, results);
  assertEquals(outcome!.failed, 1);
});

/** Gains of one sign in most seeds: 8 patterns of 2^10 are as far out. */
const NEARLY = [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, -0.1, -0.1];

/** Made-up claims on one study, which differ in their names alone. */
function namesOf(count: number, changes: Partial<Claim> = {}): Claim[] {
  return Array.from({ length: count }, (_, at) => ({
    ...CLAIM,
    name: `claim ${at + 1}`,
    ...changes,
  }));
}

/** Decides several claims at one site, as one run. */
function decideAll(
  claims: readonly Claim[],
  results: readonly TrialResult[],
): Finding[] {
  const seeds = Math.max(...results.map(({ spec }) => spec.seed));
  const studies = claims.map((claim) => studyOf(claim, { seeds }));
  return decideStudies(studies, bySpec(results));
}

Deno.test("decideStudies() supports alone what does not pass among the claims of a run", () => {
  const results = pairsOf(NEARLY);
  const [alone] = decideAll(namesOf(1), results);
  assertEquals(alone!.p, 8 / 2 ** 10);
  assertEquals(alone!.pHolm, alone!.p);
  assertEquals(alone!.verdict, "supported");
  for (const finding of decideAll(namesOf(10), results)) {
    assertEquals(finding.p, alone!.p);
    assertEquals(finding.estimate, alone!.estimate);
    assertAlmostEquals(finding.pHolm!, 10 * alone!.p!, 1e-12);
    assertEquals(finding.verdict, "inconclusive");
  }
});

Deno.test("decideStudies() adjusts over all assertions of a run, by Holm", () => {
  const bounds = [0, 0.1, 0.2, 0.35];
  const claims = bounds.map((bound): Claim => ({
    ...CLAIM,
    name: `above ${bound}`,
    assertions: [{ ...POSITIVE, bound }, { ...POSITIVE, bound: bound + 0.05 }],
  }));
  const findings = decideAll(claims, pairsOf(gainsAround(0.25, 0.2)));
  const p = findings.map((finding) => finding.p!);
  assertEquals(new Set(p).size > 4, true);
  assertEquals(findings.map(({ pHolm }) => pHolm), holm(p));
});

Deno.test("decideStudies() lets what is measured beside take nothing", () => {
  const measures: Measure[] = ["mcc", "accuracy"].map((metric) => ({
    kind: "mean",
    name: metric,
    says: metric,
    of: value({ cell: "with", metric: metric as "mcc" }),
  }));
  const [assertion, ...others] = decideAll(
    namesOf(1, { measures }),
    pairsOf(NEARLY),
  );
  assertEquals(assertion!.verdict, "supported");
  assertEquals(others.length, 2);
  for (const { verdict, pHolm, estimate } of others) {
    assertEquals([verdict, pHolm], [undefined, undefined]);
    assert(estimate !== undefined);
  }
});

Deno.test("decideStudies() lets controls take nothing, and takes nothing from them", () => {
  const results = pairsOf(NEARLY);
  const findings = decideAll([
    ...namesOf(1),
    ...namesOf(9, { role: "control", sentence: "a control" }),
  ], results);
  assertEquals(findings.length, 10);
  for (const { p, pHolm, verdict } of findings) {
    assertEquals(pHolm, p);
    assertEquals(verdict, "supported");
  }
  const [control, ...crowd] = decideAll([
    ...namesOf(1, { role: "control" }),
    ...namesOf(10),
  ], results);
  assertEquals(control!.verdict, "supported");
  assertEquals(crowd.length, 10);
  for (const { verdict } of crowd) assertEquals(verdict, "inconclusive");
});

Deno.test("decideStudies() gives what could not be tested its part of the level", () => {
  // Of ten claims, nine look at a cell whose trials all failed.
  const cells = { ...CLAIM.cells, lost: { head: "final-affine" } as const };
  const lost = { ...POSITIVE, of: value({ cell: "lost" }) };
  const good = pairsOf(NEARLY);
  const failures = NEARLY.map((_, index) =>
    failedTrial({ head: "final-affine", seed: index + 1 })
  );
  const [first, ...others] = decideAll([
    ...namesOf(1),
    ...namesOf(9, { cells, assertions: [lost] }).map((claim) => ({
      ...claim,
      name: `lost ${claim.name}`,
    })),
  ], [...good, ...failures]);
  assertAlmostEquals(first!.pHolm!, 10 * first!.p!, 1e-12);
  assertEquals(first!.verdict, "inconclusive");
  for (const { verdict, reason, p } of others) {
    assertEquals([verdict, p], ["inconclusive", undefined]);
    assertEquals(reason, "trials of 10 of 10 seeds failed");
  }
});

/** That a sham gains nothing. */
const EQUIVALENT: EquivalentAssertion = {
  kind: "equivalent",
  name: "nothing",
  says: "mean gain is within 0.15 of 0",
  of: POSITIVE.of,
  margin: 0.15,
  largest: 0.5,
};

Deno.test("decideStudies() supports that there is no gain only with seeds enough", () => {
  const claim = { ...CLAIM, assertions: [EQUIVALENT] };
  const none = (seeds: number) =>
    decideClaim(claim, pairsOf(gainsAround(0, 0.02, seeds)))[0]!;
  assertEquals(none(20).verdict, "supported");
  assertEquals(none(20).obstacle, undefined);
  // 0.7^8 > 0.05 >= 0.7^9: nine seeds of 0 leave no room for a jump of 0.5.
  assertEquals(none(8).verdict, "inconclusive");
  assertEquals(
    none(8).obstacle,
    "8 seeds cannot show a mean within 0.15 of 0, whatever they score: 9 or " +
      "more can",
  );
  const [gains] = decideClaim(claim, pairsOf(gainsAround(0.3, 0.02)));
  assertEquals(gains!.verdict, "contradicted");
  const [open] = decideClaim(claim, pairsOf(gainsAround(0.15, 0.2)));
  assertEquals(open!.verdict, "inconclusive");
});

/** A claim that looks along four counts of minority images. */
function gridClaim(kind: "peak" | "differ"): Claim {
  const counts = [5, 10, 20, 50];
  const cells = Object.fromEntries(
    counts.map((minorityCount) => [`${minorityCount}`, { minorityCount }]),
  );
  const along = counts.map((count) => ({
    label: `${count} rare`,
    of: value({ cell: `${count}` }),
  }));
  const named = { name: kind, says: `there is a ${kind}` };
  return {
    ...CLAIM,
    cells,
    assertions: [{ ...named, kind, along, margin: 0.05 }],
  };
}

/** Decides a claim along the counts, whose scores have these means. */
function decideGrid(
  kind: "peak" | "differ",
  means: readonly number[],
  { spread = 0.02, seeds = 20 } = {},
): Finding {
  const study = studyOf(gridClaim(kind), { seeds });
  const noise = means.map((mean, at) =>
    // Each condition has the pattern from another start.
    gainsAround(mean, spread, seeds + 3 * at).slice(3 * at)
  );
  const results = studySpecs(study).map((spec) => {
    const at = [5, 10, 20, 50].indexOf(spec.minorityCount);
    return okTrial(spec, noise[at]![spec.seed - 1]!);
  });
  return decideStudies([study], bySpec(results))[0]!;
}

Deno.test("decideStudies() supports a peak inside, and says where it is", () => {
  const { verdict, detail, estimate, obstacle } = decideGrid(
    "peak",
    [0.25, 0.625, 0.375, 0.25],
  );
  assertEquals([verdict, obstacle], ["supported", undefined]);
  assertAlmostEquals(estimate!.point, 0.375, 0.02);
  assertEquals(detail, "best inside: 10 rare; the peak is likely at 10 rare");
});

Deno.test("decideStudies() never supports a peak at an end", () => {
  const shapes = [
    [0.25, 0.375, 0.5, 0.75],
    [0.75, 0.5, 0.375, 0.25],
    [0.75, 0.5, 0.5, 0.75],
    [0.5, 0.5, 0.5, 0.5],
    [0.25, 0.625, 0.5, 0.75],
    [0.25, 0.5, 0.5, 0.51],
  ];
  for (const shape of shapes) {
    for (const spread of [0, 0.02, 0.1]) {
      for (const seeds of [10, 20]) {
        const { verdict } = decideGrid("peak", shape, { spread, seeds });
        assert(verdict !== "supported", `${shape}, spread ${spread}`);
      }
    }
  }
  const { verdict } = decideGrid("peak", shapes[0]!, { seeds: 40 });
  assertEquals(verdict, "contradicted");
});

Deno.test("decideStudies() names the end where a peak may be", () => {
  const { verdict, obstacle, detail } = decideGrid(
    "peak",
    [0.25, 0.625, 0.3, 0.6],
    { spread: 0.25 },
  );
  assertEquals(verdict, "inconclusive");
  assertEquals(obstacle, "the peak may be at an end");
  assertEquals(
    detail,
    "best inside: 10 rare; the peak is likely at 10 rare, 50 rare",
  );
});

Deno.test("decideStudies() supports a difference beyond its margin alone", () => {
  const far = decideGrid("differ", [0.25, 0.625, 0.375, 0.25]);
  assertEquals(far.verdict, "supported");
  assert(far.detail!.startsWith("5 rare 0.25"), far.detail);
  // Sure to be there, and smaller than what matters.
  const near = decideGrid("differ", [0.25, 0.28, 0.27, 0.25], {
    spread: 0.002,
  });
  assert(near.estimate!.lower > 0 && near.estimate!.upper < 0.05);
  assertEquals(near.p, 1);
  assertEquals(near.verdict, "contradicted");
  const same = decideGrid("differ", [0.5, 0.5, 0.5, 0.5]);
  assertEquals(same.verdict, "contradicted");
  const open = decideGrid("differ", [0.5, 0.55, 0.5, 0.5], { spread: 0.25 });
  assertEquals(open.verdict, "inconclusive");
});

/** That there is a gain over several data sets and networks. */
const POOLED: PooledAssertion = {
  ...POSITIVE,
  kind: "pooled",
  name: "pooled",
  says: "mean gain over data sets and networks > 0",
};

/** Sites that differ in their data sets. */
function sites(count: number): Site[] {
  return Array.from(
    { length: count },
    (_, at) => siteOf({ dataset: `set ${at}` }),
  );
}

/** Decides a claim at several sites, with a mean gain each. */
function decideSites(
  means: readonly number[],
  { assertions = [POOLED], spread = 0.05, lost = () => false }: {
    assertions?: readonly Assertion[];
    spread?: number;
    /** Whether a trial failed. */
    lost?: (site: number, result: TrialResult) => boolean;
  } = {},
): Finding[] {
  const all = sites(means.length);
  const studies: Study[] = all.map((site) =>
    studyOf({ ...CLAIM, assertions }, { site })
  );
  // One claim, and not a copy at each site.
  const [{ claim }] = studies as [Study];
  const results = means.flatMap((mean, at) =>
    pairsOf(gainsAround(mean, spread), all[at]).map((result) =>
      lost(at, result) ? failedTrial(result.spec) : result
    )
  );
  return decideStudies(
    studies.map((study) => ({ ...study, claim })),
    bySpec(results),
  );
}

Deno.test("decideStudies() pools the sites of a claim, after those of their own", () => {
  const findings = decideSites([0.2, 0.22, 0.25, 0.19, 0.21], {
    assertions: [POSITIVE, POOLED],
  });
  assertEquals(
    findings.map(({ statement, sites }) => [statement.name, sites.length]),
    [...new Array(5).fill(["positive", 1]), ["pooled", 5]],
  );
  const pooled = findings.at(-1)!;
  assertEquals(pooled.verdict, "supported");
  assertAlmostEquals(pooled.estimate!.point, 0.214, 1e-12);
  assertEquals(pooled.estimate!.runs, 5);
  assertEquals([pooled.seeds, pooled.failed], [20, 0]);
  assertEquals(
    pooled.detail!.replace(/-?\d\.\d{3}/g, "#"),
    "a further data set or network is to be expected between # and #",
  );
  // All six assertions share the level.
  assertEquals(
    findings.map(({ pHolm }) => pHolm),
    holm(findings.map(({ p }) => p!)),
  );
});

Deno.test("decideStudies() takes sites, and not seeds, for its sample when it pools", () => {
  // Each site is sure of its own gain, and they do not agree.
  const [pooled] = decideSites([0.4, 0.3, -0.2, -0.1], { spread: 0.01 });
  assertEquals(pooled!.verdict, "inconclusive");
  assert(pooled!.p! > 0.05);
  const [none] = decideSites([0, 0.01, -0.01, 0], { spread: 0.01 });
  assertEquals(none!.verdict, "contradicted");
});

Deno.test("decideStudies() pools no fewer than three sites", () => {
  assertEquals(decideSites([0.2, 0.21]), []);
  assertEquals(decideSites([0.2, 0.21, 0.19]).length, 1);
});

Deno.test("decideStudies() pools nothing of which a site has failed", () => {
  const [finding] = decideSites([0.2, 0.21, 0.19], {
    lost: (site, { spec }) => site === 1 && spec.seed <= 3,
  });
  assertEquals(finding!.verdict, "inconclusive");
  assertEquals(finding!.reason, "trials of 3 of 20 seeds failed");
  assertEquals([finding!.estimate, finding!.failed], [undefined, 3]);
  const [borne] = decideSites([0.2, 0.21, 0.19], {
    lost: (site, { spec }) => site === 1 && spec.seed <= 2,
  });
  assertEquals([borne!.verdict, borne!.failed], ["supported", 2]);
});

Deno.test("isPooled() knows the claims that are about many sites", () => {
  assertEquals(isPooled({ assertions: [POSITIVE, POOLED] }), true);
  assertEquals(isPooled({ assertions: [POSITIVE, EQUIVALENT] }), false);
});

/** Six assertions that share the level and are not decided. */
function familyWith(verdict: Verdict, own: readonly Study[]): Family {
  const others = ["a", "b", "c", "d", "e", "f"];
  return {
    keys: new Set([...familyKeys(own), ...others]),
    reviewed: new Map(others.map((key) => [key, verdict])),
  };
}

Deno.test("decideStudies() lets what is planned and not done take its part of the level", () => {
  const results = bySpec(pairsOf(NEARLY));
  const studies = [studyOf(CLAIM, { seeds: 10 })];
  const [alone] = decideStudies(studies, results);
  assertEquals(alone!.pHolm, alone!.p);
  assertEquals(alone!.verdict, "supported");
  for (const verdict of ["inconclusive", "contradicted"] as const) {
    const family = familyWith(verdict, studies);
    const [partial] = decideStudies(studies, results, { family });
    assertEquals(partial!.pHolm, 7 * alone!.p!);
    assertEquals(partial!.verdict, "inconclusive");
  }
});

Deno.test("decideStudies() takes what is not run to come out as it was reviewed", () => {
  const results = bySpec(pairsOf(NEARLY));
  const studies = [studyOf(CLAIM, { seeds: 10 })];
  const family = familyWith("supported", studies);
  const [partial] = decideStudies(studies, results, { family });
  assertEquals([partial!.pHolm, partial!.verdict], [
    partial!.p,
    "supported",
  ]);
});

Deno.test("decideStudies() comes to the same of a part as of the whole", () => {
  const random = mersenne(7);
  let supported = 0;
  for (let run = 0; run < 20; run++) {
    const claims = Array.from({ length: 8 }, (_, at): Claim => ({
      ...CLAIM,
      name: `claim-${at}`,
    }));
    const studies = claims.map((claim, at) =>
      studyOf(claim, { site: siteOf({ majorityCount: 100 + at }), seeds: 10 })
    );
    // Gains from none to plain, so that Holm's order matters.
    const results = bySpec(
      studies.flatMap((study, at) =>
        studySpecs(study).map((spec) => {
          const noise = uniformInt(random, 0, 1000) / 5000;
          const gain = spec.head === "plain" ? 0 : at / 40;
          return okTrial(spec, 0.3 + gain + noise);
        })
      ),
    );
    const whole = decideStudies(studies, results);
    const keys = familyKeys(studies);
    const reviewed = new Map(
      [...keys].map((key, at) => [key, whole[at]!.verdict!]),
    );
    for (const [at, study] of studies.entries()) {
      const [part] = decideStudies([study], results, {
        family: { keys, reviewed },
      });
      assertEquals(part!.verdict, whole[at]!.verdict);
      if (part!.verdict === "supported") supported++;
    }
  }
  assert(supported > 20 && supported < 140, `${supported} of 160`);
});
