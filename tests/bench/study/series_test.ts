import { assertEquals } from "@std/assert";
import type { Cell } from "../../../bench/study/claim.ts";
import {
  type Contrast,
  difference,
  value,
} from "../../../bench/study/contrast.ts";
import type { Measure } from "../../../bench/study/kinds/mod.ts";
import {
  boundedTerms,
  type Results,
  scoresOf,
  seriesOf,
} from "../../../bench/study/series.ts";
import type { Study } from "../../../bench/study/study.ts";
import type { TrialResult } from "../../../bench/trials/trial.ts";
import {
  byKey,
  CLAIM,
  failedTrial,
  metricsOf,
  okTrial,
  specsOf as studySpecs,
  studyOf,
} from "../_trials.ts";

const CONTROL = "plain";
const TREATED = "final-batch-norm";

/** The values of several contrasts for each seed, a column each. */
function valuesOf(
  contrasts: readonly Contrast[],
  options: { study: Study; results: Results },
): readonly (readonly (number | undefined)[])[] {
  const along = contrasts.map((of, at) => ({ label: `${at}`, of }));
  const named = { name: "trend", says: "a trend" };
  return scoresOf(seriesOf({ kind: "trend", ...named, along }, options))
    .scores;
}

/** A trial that was measured on its way as well. */
function longTrial(
  spec: TrialResult["spec"],
  scores: Readonly<Record<number, number>>,
): TrialResult {
  return {
    ...okTrial(spec, 0),
    evaluations: Object.entries(scores).flatMap(([epoch, minorityF1]) => [
      {
        epoch: Number(epoch),
        inference: "as-trained" as const,
        metrics: metricsOf({ minorityF1 }),
      },
      {
        epoch: Number(epoch),
        inference: "layer-removed" as const,
        metrics: metricsOf({ minorityF1: minorityF1 / 2 }),
      },
    ]),
  };
}

/** Both arms of one seed, measured after 1, 5, 10 and 20 epochs. */
function longStudy() {
  const cells: Record<string, Cell> = {
    without: { head: CONTROL, epochs: 20, checkpoints: [1, 5, 10] },
    with: { head: TREATED, epochs: 20, checkpoints: [1, 5, 10] },
  };
  const study = studyOf({ ...CLAIM, cells }, { seeds: 1 });
  const [without, treated] = studySpecs(study);
  const results = byKey([
    longTrial(without!, { 1: 0, 5: 0.125, 10: 0.25, 20: 0.5 }),
    longTrial(treated!, { 1: 0.25, 5: 0.75, 10: 0.625, 20: 0.875 }),
  ]);
  return { study, results };
}

Deno.test("scoresOf() scores the last epoch, unless another is named", () => {
  const gain = (epoch?: number) => {
    const at = epoch === undefined ? {} : { epoch };
    return difference({ cell: "with", ...at }, { cell: "without", ...at });
  };
  const values = valuesOf(
    [gain(), gain(1), gain(5), gain(10), gain(20)],
    longStudy(),
  );
  assertEquals(values, [[0.375, 0.25, 0.625, 0.375, 0.375]]);
});

Deno.test("scoresOf() has no value of an epoch that was not measured", () => {
  const of = value({ cell: "with", epoch: 7 });
  assertEquals(valuesOf([of], longStudy()), [[undefined]]);
});

Deno.test("scoresOf() finds the first epoch that reaches a value, or the last", () => {
  const epochsTo = (reaches: number) => {
    const of = ["without", "with"].map((cell) => value({ cell, reaches }));
    return valuesOf(of, longStudy());
  };
  assertEquals(epochsTo(0), [[1, 1]]);
  assertEquals(epochsTo(0.25), [[10, 1]]);
  assertEquals(epochsTo(0.5), [[20, 5]]);
  assertEquals(epochsTo(0.9), [[20, 20]]);
  const removed = value({
    cell: "with",
    inference: "layer-removed",
    reaches: 0.375,
  });
  assertEquals(valuesOf([removed], longStudy()), [[5]]);
});

Deno.test("scoresOf() weighs the scores of a seed, a column a contrast", () => {
  const { study, results } = longStudy();
  const values = valuesOf([
    [{ cell: "with", weight: 2 }, { cell: "without", weight: -0.5 }],
    value({ cell: "with", metric: "mcc" }),
  ], { study, results });
  assertEquals(values, [[1.5, -0.125]]);
});

Deno.test("scoresOf() pairs each seed with its own, as far apart as a cell asks", () => {
  const cells = { a: {}, b: { seedOffset: 100 } };
  const measures = Object.keys(cells).map((cell): Measure => ({
    kind: "mean",
    name: cell,
    says: cell,
    of: value({ cell }),
  }));
  const study = studyOf({ ...CLAIM, cells, assertions: [], measures }, {
    seeds: 3,
  });
  const specs = studySpecs(study);
  assertEquals(specs.map(({ seed }) => seed), [1, 101, 2, 102, 3, 103]);
  const results = byKey(
    specs.map((spec) => okTrial(spec, spec.seed / 128)).reverse(),
  );
  const values = valuesOf([
    value({ cell: "a" }),
    value({ cell: "b" }),
  ], {
    study,
    results,
  });
  assertEquals(
    values,
    [1, 2, 3].map((seed) => [seed / 128, (seed + 100) / 128]),
  );
});

Deno.test("scoresOf() has no number of a trial that failed, and ends before one that is missing", () => {
  const study = studyOf(CLAIM, { seeds: 4 });
  const trials = studySpecs(study).map((spec, at) =>
    at === 2 ? failedTrial(spec) : okTrial(spec, 0.5)
  );
  const of = ["without", "with"].map((cell) => value({ cell }));
  const valuesWithout = (at: number) =>
    valuesOf(of, { study, results: byKey(trials.toSpliced(at, 1)) });
  const three = [[0.5, 0.5], [undefined, 0.5], [0.5, 0.5]];
  assertEquals(valuesWithout(7), three);
  assertEquals(valuesWithout(5), three.slice(0, 2));
  assertEquals(valuesWithout(0), []);
});

Deno.test("boundedTerms() knows the ranges of metrics, and scores that are one", () => {
  const { study } = longStudy();
  const of = (contrast: Contrast) => boundedTerms(contrast, study);
  const [f1, mcc, loss, sooner] = of([
    { cell: "with", weight: 1 },
    { cell: "with", metric: "mcc", weight: 1 },
    { cell: "with", metric: "logLoss", weight: 1 },
    { cell: "with", reaches: 0.5, weight: 1 },
  ]).map(({ min, max }) => [min, max]);
  assertEquals([f1, mcc], [[0, 1], [-1, 1]]);
  assertEquals([loss, sooner], [[0, Infinity], [1, 20]]);
  const keys = of([
    { cell: "with", weight: 1 },
    { cell: "with", epoch: 20, weight: 1 },
    { cell: "with", epoch: 10, weight: 1 },
    { cell: "without", weight: 1 },
  ]).map(({ key }) => key);
  assertEquals(keys[0], keys[1]);
  assertEquals(new Set(keys).size, 3);
});

Deno.test("seriesOf() has the trial and the score of each term", () => {
  const { study, results } = longStudy();
  const of = difference({ cell: "with", epoch: 5 }, { cell: "without" });
  const measure: Measure = { kind: "mean", name: "gain", says: "gain", of };
  const [series, ...others] = seriesOf(measure, { study, results });
  assertEquals(others, []);
  assertEquals([series!.label, series!.site], ["", study.site]);
  const [{ seed, value, terms }] = series!.seeds as [
    NonNullable<typeof series>["seeds"][0],
  ];
  assertEquals([seed, value], [1, 0.25]);
  assertEquals(
    terms.map(({ trial, score }) => [trial.spec.head, score]),
    [[TREATED, 0.75], [CONTROL, 0.5]],
  );
  for (const { trial } of terms) assertEquals(results.has(trial.key), true);
});
