import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Claim } from "../../../bench/study/claim.ts";
import {
  type Contrast,
  difference,
  value,
} from "../../../bench/study/contrast.ts";
import { type Found, RunEvidence } from "../../../bench/study/evidence.ts";
import type { Assertion } from "../../../bench/study/kinds/mod.ts";
import type { TrialResult } from "../../../bench/trials/trial.ts";
import {
  byKey,
  CLAIM,
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

/** A gain that every seed shows. */
const GAINS = pairsOf(gainsAround(0.2, 0.05));

/** The evidence of a claim, of as many seeds as there are. */
function evidenceOf(
  claim: Claim,
  results: readonly TrialResult[],
): Found[] {
  const seeds = Math.max(...results.map(({ spec }) => spec.seed));
  return new RunEvidence(byKey(results)).of([studyOf(claim, { seeds })]);
}

/** The evidence of the only assertion of the made-up claim. */
function evidence(
  results: readonly TrialResult[],
  changes: Partial<Assertion> = {},
): Found {
  const assertions = [{ ...POSITIVE, ...changes } as Assertion];
  const [found, ...others] = evidenceOf({ ...CLAIM, assertions }, results);
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

Deno.test("RunEvidence says what was found, where, and of how many seeds", () => {
  const { estimate, p, ceiling, series, ...found } = evidence(GAINS);
  assertEquals(found, {
    claim: { ...CLAIM, assertions: [POSITIVE] },
    statement: POSITIVE,
    sites: [siteOf()],
    seeds: 20,
    failed: 0,
    reason: undefined,
  });
  assertAlmostEquals(estimate!.point, 0.2, 1e-12);
  assertEquals([estimate!.runs, estimate!.level], [20, 0.95]);
  assert(estimate!.lower > 0.15 && estimate!.upper < 0.25);
  assert(ceiling! > estimate!.upper);
  assertEquals(series.map(({ seeds }) => seeds.length), [20]);
  // 20 gains of one sign: 2 patterns of 2^20 are as far out.
  assertEquals(p, 2 ** -19);
});

Deno.test("RunEvidence computes a study once", () => {
  const results = new Map(byKey(GAINS));
  const known = new RunEvidence(results);
  const [first, second] = [studyOf(CLAIM), studyOf(CLAIM)];
  const before = known.of([first]);
  // Whatever comes after has no part in it.
  results.clear();
  assertEquals(known.of([first]).map((found, at) => found === before[at]), [
    true,
  ]);
  assertEquals(known.of([second])[0]!.failed, 20);
});

Deno.test("RunEvidence tells arms apart that differ in outputs alone", () => {
  const outputs = "sigmoid";
  const cells = {
    without: { head: TREATED },
    with: { head: TREATED, outputs },
  };
  const results = gainsAround(0.2, 0.05).flatMap((gain, index) => [
    okTrial({ head: TREATED, outputs, seed: index + 1 }, 0.5 + gain),
    okTrial({ head: TREATED, seed: index + 1 }, 0.5),
  ]);
  const [found] = evidenceOf({ ...CLAIM, cells } as Claim, results);
  assertAlmostEquals(found!.estimate!.point, 0.2, 1e-12);
  assertEquals(found!.failed, 0);
});

Deno.test("RunEvidence comes to the same in any order of results", () => {
  const results = replacing(({ seed, head }) =>
    seed === 20 && head !== "plain"
  );
  const expected = evidence(results);
  for (let seed = 1; seed <= 20; seed++) {
    assertEquals(evidence(shuffled(results, seed)), expected);
  }
});

Deno.test("RunEvidence pairs by seed, not by position", () => {
  // Each arm scatters by far more than the two arms of a seed differ.
  const of = (head: typeof CONTROL | typeof TREATED, more: number) =>
    Array.from(
      { length: 10 },
      (_, at) => okTrial({ head, seed: at + 1 }, 0.08 * at + more),
    );
  const { estimate } = evidence([
    ...of(CONTROL, 0),
    ...of(TREATED, 0.125).reverse(),
  ]);
  assertAlmostEquals(estimate!.lower, 0.125, 1e-12);
  assertAlmostEquals(estimate!.upper, 0.125, 1e-12);
});

Deno.test("RunEvidence counts a seed as failed of which any number is missing", () => {
  const left = (result: TrialResult) => ({
    ...result,
    status: "diverged" as const,
  });
  const cases: Record<string, TrialResult[]> = {
    "plain": replacing(({ seed, head }) => seed === 4 && head === CONTROL),
    "treated": replacing(({ seed, head }) => seed === 4 && head === TREATED),
    "both": replacing(({ seed }) => seed === 4),
    "scores left behind": replacing(({ seed }) => seed === 4, left),
  };
  for (const [name, results] of Object.entries(cases)) {
    const { failed, estimate, reason } = evidence(results);
    assertEquals([failed, estimate!.runs, reason], [1, 19, undefined], name);
  }
  const noValue = replacing(({ seed }) => seed === 4, (result) => ({
    ...result,
    evaluations: result.evaluations.map((each) => ({
      ...each,
      metrics: metricsOf({ confidenceCorrect: undefined }),
    })),
  }));
  const of = value({ cell: "without", metric: "confidenceCorrect" });
  assertEquals(evidence(noValue, { of }).failed, 1);
});

Deno.test("RunEvidence has nothing to say with more than a tenth of failed seeds", () => {
  const failing = (count: number, status: TrialResult["status"] = "timeout") =>
    evidence(
      replacing(
        ({ seed, head }) => seed <= count && head === TREATED,
        ({ spec }) => failedTrial(spec, status),
      ),
    );
  assertEquals([failing(2).failed, failing(2).estimate!.runs], [2, 18]);
  for (const status of ["diverged", "oom", "killed", "timeout"] as const) {
    const { estimate, p, failed, reason } = failing(3, status);
    assertEquals([estimate, p, failed], [undefined, undefined, 3]);
    assertEquals(reason, "trials of 3 of 20 seeds failed");
  }
  assertEquals(failing(20).reason, "trials of 20 of 20 seeds failed");
});

Deno.test("RunEvidence blames no failure for a lack of seeds", () => {
  const { failed, reason } = evidence(pairsOf([0.2]));
  assertEquals([failed, reason], [0, "only 1 seeds are complete"]);
});

Deno.test("RunEvidence tests each assertion against its own bound", () => {
  const assertions = [0, 0.2, 0.5].map((bound) => ({ ...POSITIVE, bound }));
  const [zero, at, above] = evidenceOf({ ...CLAIM, assertions }, GAINS);
  assertEquals([zero!.p, above!.p], [2 ** -19, 2 ** -19]);
  assert(at!.p! > 0.5);
  assertEquals(at!.estimate, zero!.estimate);
});

Deno.test("RunEvidence gives the interval that the claim's level asks for", () => {
  const widths = [0.8, 0.95, 0.99].map((level) => {
    const [{ estimate }] = evidenceOf({ ...CLAIM, level }, GAINS) as [Found];
    assertEquals(estimate!.level, level);
    return estimate!.upper - estimate!.lower;
  });
  assert(widths[0]! < widths[1]! && widths[1]! < widths[2]!);
});

Deno.test("RunEvidence scores what the assertion names, as trained unless told", () => {
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
    [POSITIVE.of, 0.2],
    [difference(removed, { cell: "without" }), 0.4],
    [value({ ...removed, metric: "confidence" }), 0.25],
    [difference({ cell: "without" }, { cell: "with" }), -0.2],
  ];
  for (const [of, point] of cases) {
    assertAlmostEquals(evidence(results, { of }).estimate!.point, point, 1e-9);
  }
});

/** That there is a gain over several data sets and networks. */
const POOLED = { ...POSITIVE, kind: "pooled", name: "pooled" } as const;

/** The evidence of a claim at several sites, with a mean gain each. */
function evidenceAt(
  means: readonly number[],
  { assertions = [POOLED], lost = () => false }: {
    assertions?: Claim["assertions"];
    /** Whether a trial failed. */
    lost?: (site: number, spec: TrialResult["spec"]) => boolean;
  } = {},
): Found[] {
  const claim = { ...CLAIM, assertions };
  const sites = means.map((_, at) => siteOf({ dataset: `set ${at}` }));
  const results = means.flatMap((mean, at) =>
    pairsOf(gainsAround(mean, 0.05), sites[at]).map((result) =>
      lost(at, result.spec) ? failedTrial(result.spec) : result
    )
  );
  return new RunEvidence(byKey(results))
    .of(sites.map((site) => studyOf(claim, { site })));
}

Deno.test("RunEvidence pools the sites of a claim, after those of their own", () => {
  const found = evidenceAt([0.2, 0.22, 0.25, 0.19, 0.21], {
    assertions: [POSITIVE, POOLED],
  });
  assertEquals(
    found.map(({ statement, sites }) => [statement.name, sites.length]),
    [...new Array(5).fill(["positive", 1]), ["pooled", 5]],
  );
  const pooled = found.at(-1)!;
  assertAlmostEquals(pooled.estimate!.point, 0.214, 1e-12);
  assertEquals([pooled.estimate!.runs, pooled.seeds, pooled.failed], [
    5,
    20,
    0,
  ]);
});

Deno.test("RunEvidence pools no fewer than three sites, and none that has failed", () => {
  assertEquals(evidenceAt([0.2, 0.21]), []);
  const failing = (count: number) => {
    const [found, ...others] = evidenceAt([0.2, 0.21, 0.19], {
      lost: (site, { seed }) => site === 1 && seed <= count,
    });
    assertEquals(others, []);
    return found!;
  };
  assertEquals([failing(2).reason, failing(2).failed], [undefined, 2]);
  const { reason, estimate, failed } = failing(3);
  assertEquals(reason, "trials of 3 of 20 seeds failed");
  assertEquals([estimate, failed], [undefined, 3]);
});
