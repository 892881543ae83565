import { assert, assertEquals } from "@std/assert";
import type { Cell, Claim } from "../../../bench/study/claim.ts";
import { difference, value } from "../../../bench/study/contrast.ts";
import type { Assertion, Measure } from "../../../bench/study/kinds/mod.ts";
import {
  cellResults,
  contrastValues,
  planStudy,
  type Study,
} from "../../../bench/study/study.ts";
import { type TrialResult, trialSpec } from "../../../bench/trials/trial.ts";
import {
  byKey,
  CLAIM,
  drawable,
  failedTrial,
  metricsOf,
  okTrial,
  POSITIVE,
  siteOf,
  specsOf as studySpecs,
  studyOf,
} from "../_trials.ts";

const CONTROL = "plain";
const TREATED = "final-batch-norm";

/** A measure of one cell. */
function measureOf(cell: string): Measure {
  return { kind: "mean", name: cell, says: cell, of: value({ cell }) };
}

/** A claim that looks at every one of its cells, and decides nothing more. */
function claimOf(cells: Claim["cells"]): Claim {
  const measures = Object.keys(cells).map(measureOf);
  return { ...CLAIM, cells, assertions: [], measures };
}

/** The specs of a claim that looks at every cell. */
function specsOf(cells: Claim["cells"], seeds = 6) {
  return studySpecs(studyOf(claimOf(cells), { seeds }));
}

Deno.test("studyTrials() trains both arms on each of the seeds 1 to n", () => {
  const specs = studySpecs(studyOf(CLAIM, { seeds: 6 }));
  assertEquals(
    specs.map(({ seed, head }) => [seed, head]),
    [1, 2, 3, 4, 5, 6].flatMap((seed) => [[seed, CONTROL], [seed, TREATED]]),
  );
  const { classes: _, isPooledOnly: __, ...same } = siteOf();
  assertEquals(
    specs,
    specs.map(({ head, seed }) => ({ ...same, head, seed })),
  );
  assertEquals(specs.map((spec) => trialSpec.parse(spec)), specs);
  // More seeds begin with those of fewer.
  const many = studySpecs(studyOf(CLAIM, { seeds: 9 }));
  assertEquals(many.slice(0, specs.length), specs);
});

Deno.test("studyTrials() trains once what two cells ask for", () => {
  const cells = { ...CLAIM.cells, again: { head: CONTROL } as const };
  assertEquals(specsOf(cells), studySpecs(studyOf(CLAIM, { seeds: 6 })));
});

Deno.test("studyTrials() gives a cell the seeds that it names", () => {
  const specs = specsOf({ far: { seedOffset: 1000 } });
  assertEquals(
    specs.map(({ seed }) => seed),
    [1, 2, 3, 4, 5, 6].map((seed) => 1000 + seed),
  );
});

Deno.test("studyTrials() trains no cell that no statement looks at", () => {
  const cells: Claim["cells"] = {
    ...CLAIM.cells,
    unused: { head: "final-affine" },
    // Three classes have none.
    single: { head: TREATED, outputs: "single-logit" },
  };
  const measuring = (...names: string[]) =>
    studyOf({ ...CLAIM, cells, measures: names.map(measureOf) });
  const arms = studySpecs(studyOf(CLAIM));
  assertEquals(studySpecs(measuring()), arms);
  assertEquals(studySpecs(measuring("unused")).length, 60);
  assertEquals(studySpecs(measuring("single")), arms);
  assertEquals(measuring("single").measures, []);
});

/** A grid of cells, and a claim on their order. */
function alongOf(
  counts: readonly number[],
  kind: "peak" | "differ" | "trend",
): Claim {
  const cells = Object.fromEntries(
    counts.map((minorityCount) => [`${minorityCount}`, { minorityCount }]),
  );
  const along = counts.map((count) => ({
    label: `${count} rare`,
    of: value({ cell: `${count}` }),
  }));
  const named = { name: kind, says: `there is a ${kind}`, along };
  return kind === "trend"
    ? { ...CLAIM, cells, assertions: [], measures: [{ ...named, kind }] }
    : { ...CLAIM, cells, assertions: [{ ...named, kind, margin: 0.05 }] };
}

/** What is left of a claim where there are 100 training images a class. */
function planSmall(claim: Claim): Study {
  const site = siteOf({ majorityCount: 100 });
  const dataset = drawable(site.classes, { train: 100 });
  return planStudy(claim, { site, seeds: 20, dataset });
}

Deno.test("planStudy() leaves conditions out that the data cannot give, and why", () => {
  const study = planSmall(alongOf([2, 10, 50, 100, 200, 500], "peak"));
  const [assertion] = study.assertions;
  assert(assertion?.kind === "peak");
  assertEquals(
    assertion.along.map(({ label }) => label),
    ["2 rare", "10 rare", "50 rare", "100 rare"],
  );
  assertEquals(
    study.leftOut,
    [200, 500].map((count) =>
      `${count} rare: Cannot draw ${count} training images of class spot: the ` +
      "training split has 100"
    ),
  );
  const counts = studySpecs(study).map(({ minorityCount }) => minorityCount);
  assertEquals(Math.max(...counts), 100);
});

Deno.test("planStudy() gives up what is left of too few conditions", () => {
  const cases = [["peak", 3], ["differ", 2], ["trend", 3]] as const;
  for (const [kind, least] of cases) {
    const counts = [10, 50, 100];
    const statements = (few: number) => {
      const kept = counts.slice(0, few);
      const { assertions, measures, leftOut } = planSmall(
        alongOf([...kept, 200], kind),
      );
      assertEquals(leftOut.length, 1, kind);
      return assertions.length + measures.length;
    };
    assertEquals(statements(least), 1, kind);
    assertEquals(statements(least - 1), 0, kind);
  }
});

Deno.test("planStudy() leaves out what lacks a cell, says why, and keeps the rest", () => {
  const cells: Claim["cells"] = {
    ...CLAIM.cells,
    "single logit": { head: TREATED, outputs: "single-logit" },
  };
  const single: Assertion = {
    kind: "equivalent",
    name: "single",
    says: "no gain with a single logit",
    of: difference({ cell: "single logit" }, { cell: "without" }),
    margin: 0.05,
    largest: 1,
  };
  const claim = { ...CLAIM, cells, assertions: [POSITIVE, single] };
  const three = studyOf(claim);
  assertEquals(three.assertions, [POSITIVE]);
  assertEquals(three.leftOut, [
    "no gain with a single logit: Cannot tell 3 classes apart by a single " +
    "logit: wanted 2",
  ]);
  const two = siteOf({ majority: ["healthy"], minority: ["spot"] });
  const { assertions, leftOut } = studyOf(claim, { site: two });
  assertEquals([assertions, leftOut], [[POSITIVE, single], []]);
});

Deno.test("planStudy() says once what several statements lack", () => {
  const claim = alongOf([10, 50, 100, 200], "peak");
  const [assertion] = claim.assertions;
  const { leftOut } = planSmall({
    ...claim,
    assertions: [assertion!, { ...assertion!, name: "again" }],
  });
  assertEquals(leftOut.length, 1);
});

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

Deno.test("contrastValues() scores the last epoch, unless another is named", () => {
  const gain = (epoch?: number) => {
    const at = epoch === undefined ? {} : { epoch };
    return difference({ cell: "with", ...at }, { cell: "without", ...at });
  };
  const { values, failed } = contrastValues(
    [gain(), gain(1), gain(5), gain(10), gain(20)],
    longStudy(),
  );
  assertEquals(values, [[0.375, 0.25, 0.625, 0.375, 0.375]]);
  assertEquals(failed, 0);
});

Deno.test("contrastValues() has no value of an epoch that was not measured", () => {
  const of = value({ cell: "with", epoch: 7 });
  assertEquals(contrastValues([of], longStudy()), { values: [], failed: 1 });
});

Deno.test("contrastValues() finds the first epoch that reaches a value, or the last", () => {
  const epochsTo = (reaches: number) => {
    const of = ["without", "with"].map((cell) => value({ cell, reaches }));
    return contrastValues(of, longStudy()).values;
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
  assertEquals(contrastValues([removed], longStudy()).values, [[5]]);
});

Deno.test("contrastValues() weighs the scores of a seed, a column a contrast", () => {
  const { study, results } = longStudy();
  const { values } = contrastValues([
    [{ cell: "with", weight: 2 }, { cell: "without", weight: -0.5 }],
    value({ cell: "with", metric: "mcc" }),
  ], { study, results });
  assertEquals(values, [[1.5, -0.125]]);
});

Deno.test("contrastValues() pairs each seed with its own, as far apart as a cell asks", () => {
  const cells = { a: {}, b: { seedOffset: 100 } };
  const study = studyOf(claimOf(cells), { seeds: 3 });
  const specs = studySpecs(study);
  assertEquals(specs.map(({ seed }) => seed), [1, 101, 2, 102, 3, 103]);
  const results = byKey(
    specs.map((spec) => okTrial(spec, spec.seed / 128)).reverse(),
  );
  const { values } = contrastValues([
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

Deno.test("contrastValues() drops a seed as a whole if any of its numbers is missing", () => {
  const study = studyOf(CLAIM, { seeds: 3 });
  const specs = studySpecs(study);
  const results = byKey(
    specs.map((spec, at) => at === 2 ? failedTrial(spec) : okTrial(spec, 0.5)),
  );
  const of = ["without", "with"].map((cell) => value({ cell }));
  assertEquals(contrastValues(of, { study, results }), {
    values: [[0.5, 0.5], [0.5, 0.5]],
    failed: 1,
  });
});

Deno.test("cellResults() gives the trials of each cell, seed by seed", () => {
  const study = studyOf(CLAIM, { seeds: 3 });
  const specs = studySpecs(study);
  const results = byKey(
    specs.slice(1).reverse().map((spec) => okTrial(spec, 1)),
  );
  const seeds = [...cellResults(study, results)].map(([name, trials]) => [
    name,
    trials.map(({ spec }) => spec.seed),
  ]);
  assertEquals(seeds, [["without", [2, 3]], ["with", [1, 2, 3]]]);
});
