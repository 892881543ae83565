import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { type Contrast, difference, value } from "../../bench/assertion.ts";
import type { Claim } from "../../bench/claim.ts";
import { decideClaim as decideOf } from "../../bench/decide_claim.ts";
import { studySpecs } from "../../bench/study.ts";
import { type TrialResult, trialSpec } from "../../bench/trials/trial.ts";
import { UsageError } from "../../bench/usage_error.ts";
import {
  CLAIM,
  failedTrial,
  metricsOf,
  okTrial,
  settingsOf,
  SPEC,
} from "./_trials.ts";

const CONTROL = "plain";
const TREATED = "final-batch-norm";

/** The two trials of each seed, whose scores differ by the gain. */
function pairsOf(gains: readonly number[]): TrialResult[] {
  return gains.flatMap((gain, index) => [
    okTrial({ head: CONTROL, seed: index + 1 }, 0.5),
    okTrial({ head: TREATED, seed: index + 1 }, 0.5 + gain),
  ]);
}

/** Decides on trials of the made-up spec, of as many seeds as there are. */
function decideClaim(claim: Claim, results: readonly TrialResult[]) {
  const { head: _, outputs: __, seed: ___, ...spec } = SPEC;
  const seeds = Math.max(...results.map(({ spec }) => spec.seed));
  return decideOf(claim, { settings: settingsOf({ ...spec, seeds }), results });
}

/** Decides the only assertion of the made-up claim. */
function decide(results: readonly TrialResult[]) {
  const [outcome, ...others] = decideClaim(CLAIM, results);
  assertEquals(others, []);
  return outcome!;
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

Deno.test("studySpecs() trains both arms on each of the seeds 1 to n", () => {
  const specs = studySpecs(CLAIM, settingsOf({ seeds: 6 }));
  assertEquals(
    specs.map(({ seed, head }) => [seed, head]),
    [1, 2, 3, 4, 5, 6].flatMap((seed) => [[seed, CONTROL], [seed, TREATED]]),
  );
});

Deno.test("studySpecs() changes nothing but the arm and the seed", () => {
  const settings = settingsOf({
    dataset: "mnist",
    majority: ["1", "3"],
    minority: ["9"],
    majorityCount: 200,
    minorityCount: 5,
    testCount: 300,
    momentum: 0.5,
    batchSize: 16,
    epochs: 2,
    learningRate: 0.01,
    seeds: 6,
  });
  for (const spec of studySpecs(CLAIM, settings)) {
    assertEquals(spec, {
      dataset: "mnist",
      majority: ["1", "3"],
      minority: ["9"],
      majorityCount: 200,
      minorityCount: 5,
      testCount: 300,
      imageSize: 32,
      model: "small-cnn",
      momentum: 0.5,
      batchSize: 16,
      epochs: 2,
      learningRate: 0.01,
      head: spec.head,
      outputs: "softmax",
      seed: spec.seed,
    });
  }
});

Deno.test("studySpecs() gives specs that a worker accepts", () => {
  const specs = studySpecs(CLAIM, settingsOf());
  assertEquals(specs.map((spec) => trialSpec.parse(spec)), specs);
  assertEquals(new Set(specs.map((spec) => JSON.stringify(spec))).size, 40);
});

Deno.test("studySpecs() takes the outputs of an arm", () => {
  const treated = { head: TREATED, outputs: "sigmoid" } as const;
  const cells = { without: { head: CONTROL }, with: treated } as const;
  const specs = studySpecs({ ...CLAIM, cells }, settingsOf());
  assertEquals(
    specs.slice(0, 2).map(({ head, outputs }) => [head, outputs]),
    [[CONTROL, "softmax"], [TREATED, "sigmoid"]],
  );
});

Deno.test("studySpecs() refuses outputs that are not for so many classes", () => {
  const single = { head: TREATED, outputs: "single-logit" } as const;
  const settings = settingsOf({ minority: ["spot", "rust"] });
  for (const cell of ["without", "with"]) {
    const cells = { ...CLAIM.cells, [cell]: single };
    assertThrows(
      () => studySpecs({ ...CLAIM, cells }, settings),
      UsageError,
      "Cannot check gain: Cannot tell 3 classes apart by a single logit",
    );
  }
});

Deno.test("decideClaim() tells arms apart that differ in outputs alone", () => {
  const outputs = "single-logit";
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

Deno.test("studySpecs() of more seeds begins with those of fewer", () => {
  const few = studySpecs(CLAIM, settingsOf({ seeds: 6 }));
  const many = studySpecs(CLAIM, settingsOf({ seeds: 9 }));
  assertEquals(many.slice(0, few.length), few);
});

Deno.test("decideClaim() supports a gain that every seed shows", () => {
  const outcome = decide(pairsOf(gainsAround(0.2, 0.05)));
  assertEquals(outcome.verdict, "supported");
  assertEquals(outcome.expected, undefined);
  assertEquals(outcome.assertion, CLAIM.assertions[0]);
  assertEquals(outcome.failed, 0);
  assertEquals(outcome.reason, undefined);
  const { estimate, p } = outcome;
  assertAlmostEquals(estimate!.point, 0.2, 1e-12);
  assertEquals(estimate!.runs, 20);
  assertEquals(estimate!.level, 0.95);
  assert(estimate!.lower > 0.15 && estimate!.upper < 0.25);
  // 20 gains of one sign: 2 patterns of 2^20 are as far out.
  assertEquals(p, 2 ** -19);
});

Deno.test("decideClaim() contradicts where the treated arm loses", () => {
  const { verdict, estimate } = decide(pairsOf(gainsAround(-0.2, 0.05)));
  assertEquals(verdict, "contradicted");
  assertAlmostEquals(estimate!.point, -0.2, 1e-12);
});

Deno.test("decideClaim() contradicts a gain too small to matter", () => {
  const { verdict, estimate, p } = decide(pairsOf(gainsAround(0, 0.02)));
  assertEquals(verdict, "contradicted");
  assert(estimate!.lower < 0 && estimate!.upper < 0.05);
  assert(p! > 0.05);
});

Deno.test("decideClaim() leaves scores that scatter inconclusive", () => {
  const { verdict, estimate, p, reason } = decide(
    pairsOf(gainsAround(0.05, 0.5)),
  );
  assertEquals(verdict, "inconclusive");
  assert(estimate!.lower < 0 && estimate!.upper > 0.05);
  assert(p! > 0.05);
  assertEquals(reason, undefined);
});

Deno.test("decideClaim() leaves too few seeds inconclusive", () => {
  // 5 gains of one sign: p cannot be below 2 / 2^5 = 0.0625.
  const { verdict, p } = decide(pairsOf(gainsAround(0.2, 0.05, 5)));
  assertEquals(verdict, "inconclusive");
  assertEquals(p, 0.0625);
});

Deno.test("decideClaim() decides the same in any order of results", () => {
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

Deno.test("decideClaim() pairs by seed, not by position", () => {
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

Deno.test("decideClaim() scores the model as it was trained", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map((result) => ({
    ...result,
    evaluations: [
      {
        inference: "layer-removed" as const,
        metrics: metricsOf({ minorityF1: 0 }),
      },
      ...result.evaluations,
    ],
  }));
  assertAlmostEquals(decide(results).estimate!.point, 0.2, 1e-12);
});

Deno.test("decideClaim() counts one failed seed of 20, and decides", () => {
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

Deno.test("decideClaim() goes by the status, not by scores left behind", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map((result) =>
    result.spec.seed === 4 ? { ...result, status: "diverged" as const } : result
  );
  assertEquals(decide(results).failed, 1);
  assertEquals(decide(results).estimate!.runs, 19);
});

Deno.test("decideClaim() counts a seed once whose two trials failed", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map((result) =>
    result.spec.seed === 4 ? failedTrial(result.spec, "diverged") : result
  );
  assertEquals(decide(results).failed, 1);
  assertEquals(decide(results).verdict, "supported");
});

Deno.test("decideClaim() counts a seed of which an arm is missing as failed", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).filter(({ spec }) =>
    spec.seed !== 9 || spec.head === TREATED
  );
  assertEquals(decide(results).failed, 1);
  assertEquals(decide(results).estimate!.runs, 19);
});

Deno.test("decideClaim() decides up to a tenth of failed seeds", () => {
  const failing = (count: number) =>
    pairsOf(gainsAround(0.2, 0.05)).map((result) =>
      result.spec.seed <= count && result.spec.head === TREATED
        ? failedTrial(result.spec, "timeout")
        : result
    );
  const { verdict, failed } = decide(failing(2));
  assertEquals([verdict, failed], ["supported", 2]);
  assertEquals(decide(failing(3)), {
    assertion: CLAIM.assertions[0]!,
    verdict: "inconclusive",
    expected: undefined,
    estimate: undefined,
    p: undefined,
    failed: 3,
    reason: "trials of 3 of 20 seeds failed",
  });
});

Deno.test("decideClaim() never takes failures for a contradiction", () => {
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

Deno.test("decideClaim() decides nothing where everything failed", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map(({ spec }) =>
    failedTrial(spec)
  );
  const { verdict, reason, failed } = decide(results);
  assertEquals(verdict, "inconclusive");
  assertEquals(failed, 20);
  assertEquals(reason, "trials of 20 of 20 seeds failed");
});

Deno.test("decideClaim() blames no failure for a lack of seeds", () => {
  const { verdict, failed, reason } = decide(pairsOf([0.2]));
  assertEquals(verdict, "inconclusive");
  assertEquals(failed, 0);
  assert(reason !== undefined);
  assert(!reason.includes("failed"), reason);
});

Deno.test("decideClaim() decides each assertion against its own bound", () => {
  const claim = {
    ...CLAIM,
    assertions: [0, 0.1, 0.3].map((bound) => ({
      name: `above ${bound}`,
      says: `mean gain > ${bound}`,
      of: CLAIM.assertions[0]!.of,
      bound,
      margin: 0.05,
    })),
  };
  const outcomes = decideClaim(claim, pairsOf(gainsAround(0.2, 0.05)));
  assertEquals(
    outcomes.map(({ assertion, verdict }) => [assertion.bound, verdict]),
    [[0, "supported"], [0.1, "supported"], [0.3, "contradicted"]],
  );
  assertEquals(outcomes[1]!.estimate, outcomes[0]!.estimate);
});

Deno.test("decideClaim() tests against the bound of the assertion", () => {
  const pOf = (bound: number) => {
    const assertions = [{ ...CLAIM.assertions[0]!, bound }];
    const results = pairsOf(gainsAround(0.2, 0.05));
    return decideClaim({ ...CLAIM, assertions }, results)[0]!.p!;
  };
  assertEquals(pOf(0), 2 ** -19);
  assertEquals(pOf(0.5), 2 ** -19);
  assert(pOf(0.2) > 0.5);
});

Deno.test("decideClaim() gives the interval that the claim's level asks for", () => {
  const results = pairsOf(gainsAround(0.2, 0.1));
  const widths = [0.8, 0.95, 0.99].map((level) => {
    const { estimate } = decideClaim({ ...CLAIM, level }, results)[0]!;
    assertEquals(estimate!.level, level);
    return estimate!.upper - estimate!.lower;
  });
  assert(widths[0]! < widths[1]! && widths[1]! < widths[2]!);
});

Deno.test("decideClaim() scores what the assertion names", () => {
  const results = pairsOf(gainsAround(0.2, 0.05)).map((result) => ({
    ...result,
    evaluations: [
      ...result.evaluations,
      {
        inference: "layer-removed" as const,
        metrics: metricsOf({ minorityF1: 0.9, confidence: 0.25 }),
      },
    ],
  }));
  const pointOf = (of: Contrast) => {
    const assertions = [{ ...CLAIM.assertions[0]!, of }];
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

Deno.test("decideClaim() counts a seed as failed whose metric has no value", () => {
  const results = pairsOf(gainsAround(0.2, 0.05));
  const [first] = results;
  first!.evaluations[0]!.metrics = metricsOf({ confidenceCorrect: undefined });
  const of = value({ cell: "without", metric: "confidenceCorrect" });
  const assertions = [{ ...CLAIM.assertions[0]!, of }];
  const [outcome] = decideClaim({ ...CLAIM, assertions }, results);
  assertEquals(outcome!.failed, 1);
});

Deno.test("decideClaim() refuses an assertion on a cell that is not there", () => {
  const of = value({ cell: "elsewhere" });
  const assertions = [{ ...CLAIM.assertions[0]!, of }];
  assertThrows(
    () => decideClaim({ ...CLAIM, assertions }, pairsOf([0.1, 0.2])),
    RangeError,
    'Cannot decide gain: it has no cell "elsewhere", but without, with',
  );
});

Deno.test("studySpecs() trains once what two cells ask for", () => {
  const cells = { ...CLAIM.cells, again: { head: CONTROL } as const };
  assertEquals(
    studySpecs({ ...CLAIM, cells }, settingsOf()),
    studySpecs(CLAIM, settingsOf()),
  );
});

Deno.test("studySpecs() gives a cell the seeds and counts that it names", () => {
  const cells = { far: { seedOffset: 1000, minorityCount: 50 } };
  const specs = studySpecs({ ...CLAIM, cells }, settingsOf({ seeds: 6 }));
  assertEquals(
    specs.map(({ seed, minorityCount }) => [seed, minorityCount]),
    [1, 2, 3, 4, 5, 6].map((seed) => [1000 + seed, 50]),
  );
});
