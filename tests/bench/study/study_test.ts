import { assert, assertEquals } from "@std/assert";
import type { Cell, Claim } from "../../../bench/study/claim.ts";
import { difference, value } from "../../../bench/study/contrast.ts";
import type { Assertion, Measure } from "../../../bench/study/kinds/mod.ts";
import type { Site } from "../../../bench/study/site.ts";
import {
  cellResults,
  contrastValues,
  planStudy,
  type Study,
  studySpecs,
} from "../../../bench/study/study.ts";
import { type TrialResult, trialSpec } from "../../../bench/trials/trial.ts";
import {
  bySpec,
  CLAIM,
  drawable,
  failedTrial,
  metricsOf,
  okTrial,
  POSITIVE,
  siteOf,
  studyOf,
} from "../_trials.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";

const CONTROL = "plain";
const TREATED = "final-batch-norm";

/** A claim that looks at every one of its cells, and decides nothing more. */
function claimOf(cells: Readonly<Record<string, Cell>>): Claim {
  const measures = Object.keys(cells).map((cell): Measure => ({
    kind: "mean",
    name: cell,
    says: `score of ${cell}`,
    of: value({ cell }),
  }));
  return { ...CLAIM, cells, assertions: [], measures };
}

/** The specs of a claim that looks at every cell. */
function specsOf(cells: Readonly<Record<string, Cell>>, seeds = 6) {
  return studySpecs(studyOf(claimOf(cells), { seeds }));
}

/** A site of two classes, one of each role. */
const TWO_CLASSES = siteOf({ majority: ["healthy"], minority: ["spot"] });

Deno.test("studySpecs() trains both arms on each of the seeds 1 to n", () => {
  const specs = studySpecs(studyOf(CLAIM, { seeds: 6 }));
  assertEquals(
    specs.map(({ seed, head }) => [seed, head]),
    [1, 2, 3, 4, 5, 6].flatMap((seed) => [[seed, CONTROL], [seed, TREATED]]),
  );
});

Deno.test("studySpecs() changes nothing but the arm and the seed", () => {
  const site: Site = {
    ...REFERENCE_RECIPE,
    dataset: "mnist",
    classes: ["1", "3", "9"],
    majority: ["1", "3"],
    minority: ["9"],
    majorityCount: 200,
    minorityCount: 5,
    testCount: 300,
    imageSize: 28,
    model: "mlp",
    weights: "scratch",
    fineTune: "all",
    bnMomentum: 0.5,
    batchSize: 16,
    epochs: 2,
    learningRate: 0.01,
    checkpoints: [],
    isPooledOnly: true,
  };
  const specs = studySpecs(studyOf(CLAIM, { site, seeds: 6 }));
  assertEquals(specs.length, 12);
  for (const spec of specs) {
    const { classes: _, isPooledOnly: __, ...same } = site;
    assertEquals(spec, { ...same, head: spec.head, seed: spec.seed });
  }
});

Deno.test("studySpecs() gives specs that a worker accepts", () => {
  const specs = studySpecs(studyOf(CLAIM));
  assertEquals(specs.map((spec) => trialSpec.parse(spec)), specs);
  assertEquals(new Set(specs.map((spec) => JSON.stringify(spec))).size, 40);
});

Deno.test("studySpecs() takes the outputs of an arm", () => {
  const specs = specsOf({
    without: { head: CONTROL },
    with: { head: TREATED, outputs: "sigmoid" },
  });
  assertEquals(
    specs.slice(0, 2).map(({ head, outputs }) => [head, outputs]),
    [[CONTROL, "softmax"], [TREATED, "sigmoid"]],
  );
});

Deno.test("studySpecs() of more seeds begins with those of fewer", () => {
  const few = studySpecs(studyOf(CLAIM, { seeds: 6 }));
  const many = studySpecs(studyOf(CLAIM, { seeds: 9 }));
  assertEquals(many.slice(0, few.length), few);
});

Deno.test("studySpecs() trains once what two cells ask for", () => {
  const cells = { ...CLAIM.cells, again: { head: CONTROL } as const };
  assertEquals(specsOf(cells), studySpecs(studyOf(CLAIM, { seeds: 6 })));
});

Deno.test("studySpecs() gives a cell the seeds and counts that it names", () => {
  const specs = specsOf({ far: { seedOffset: 1000, minorityCount: 50 } });
  assertEquals(
    specs.map(({ seed, minorityCount }) => [seed, minorityCount]),
    [1, 2, 3, 4, 5, 6].map((seed) => [1000 + seed, 50]),
  );
});

Deno.test("studySpecs() gives a cell its epochs and checkpoints", () => {
  const [spec] = specsOf({ long: { epochs: 100, checkpoints: [1, 10] } });
  assertEquals([spec!.epochs, spec!.checkpoints], [100, [1, 10]]);
});

Deno.test("studySpecs() trains no cell that no statement looks at", () => {
  const cells = { ...CLAIM.cells, unused: { head: "final-affine" } as const };
  const unused = studyOf({ ...CLAIM, cells });
  assertEquals(studySpecs(unused), studySpecs(studyOf(CLAIM)));
  const measure: Measure = {
    kind: "mean",
    name: "used",
    says: "used after all",
    of: value({ cell: "unused" }),
  };
  const used = studyOf({ ...CLAIM, cells, measures: [measure] });
  assertEquals(studySpecs(used).length, 60);
});

Deno.test("studySpecs() trains nothing for a statement that is left out", () => {
  const cells = {
    ...CLAIM.cells,
    "single logit": { head: TREATED, outputs: "single-logit" } as const,
  };
  const measure: Measure = {
    kind: "mean",
    name: "single",
    says: "gain under a single logit",
    of: difference({ cell: "single logit" }, { cell: "without" }),
  };
  const study = studyOf({ ...CLAIM, cells, measures: [measure] });
  assertEquals(study.measures, []);
  assertEquals(studySpecs(study), studySpecs(studyOf(CLAIM)));
});

/** The classes of a cell with roles, at a site. */
function rolesAt(site: Site, majority: number, minority: number) {
  const cells = { cell: { roles: { majority, minority } } };
  const study = studyOf(claimOf(cells), { site, seeds: 1 });
  const [spec] = studySpecs(study);
  return { ...spec, leftOut: study.leftOut };
}

Deno.test("planStudy() takes as many classes of a role as a cell asks for", () => {
  const one = rolesAt(TWO_CLASSES, 1, 2);
  assertEquals([one.majority, one.minority], [["healthy"], ["spot", "rust"]]);
  const two = rolesAt(TWO_CLASSES, 2, 2);
  assertEquals([two.majority, two.minority], [
    ["healthy", "blight"],
    ["spot", "rust"],
  ]);
});

Deno.test("planStudy() leaves out classes of the site that are one too many", () => {
  const site = siteOf({
    majority: ["mildew", "rust"],
    minority: ["blight", "spot"],
  });
  const { majority, minority } = rolesAt(site, 1, 1);
  assertEquals([majority, minority], [["mildew"], ["blight"]]);
});

Deno.test("planStudy() takes a class of the site's other role before too few", () => {
  const site = siteOf({
    majority: ["a", "b"],
    minority: ["c"],
    classes: ["a", "b", "c"],
  });
  const one = rolesAt(site, 1, 2);
  assertEquals([one.majority, one.minority], [["a"], ["c", "b"]]);
});

Deno.test("planStudy() gives no class two roles, however many of each", () => {
  for (
    const site of [TWO_CLASSES, siteOf(), siteOf({ minority: ["mildew"] })]
  ) {
    for (const [majority, minority] of [[1, 1], [1, 4], [4, 1], [2, 3]]) {
      const spec = rolesAt(site, majority!, minority!);
      assertEquals(spec.majority!.length, majority);
      assertEquals(spec.minority!.length, minority);
      const classes = [...spec.majority!, ...spec.minority!];
      assertEquals(new Set(classes).size, classes.length, `${classes}`);
      assert(classes.every((name) => site.classes.includes(name)));
    }
  }
});

Deno.test("planStudy() says where there are too few classes for the roles", () => {
  const site = siteOf({
    majority: ["a"],
    minority: ["b"],
    classes: ["a", "b", "c"],
  });
  assertEquals(rolesAt(site, 2, 2).leftOut, [
    "score of cell: it takes 4 classes, and there are 3",
  ]);
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

Deno.test("planStudy() leaves a single logit out of three classes, and keeps the rest", () => {
  const cells = {
    ...CLAIM.cells,
    "single logit": { head: TREATED, outputs: "single-logit" } as const,
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
  const two = studyOf(claim, { site: TWO_CLASSES });
  assertEquals(two.assertions, [POSITIVE, single]);
  assertEquals(two.leftOut, []);
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
  const results = bySpec([
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
  const results = bySpec(
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
  const results = bySpec(
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
  const results = bySpec(
    specs.slice(1).reverse().map((spec) => okTrial(spec, 1)),
  );
  const seeds = [...cellResults(study, results)].map(([name, trials]) => [
    name,
    trials.map(({ spec }) => spec.seed),
  ]);
  assertEquals(seeds, [["without", [2, 3]], ["with", [1, 2, 3]]]);
});

Deno.test("planStudy() lets a cell name classes of its own", () => {
  const treated: Cell = { head: TREATED, majority: ["mildew"] };
  const cells = { ...CLAIM.cells, with: treated };
  const study = studyOf({ ...CLAIM, cells });
  assertEquals(study.cells.get("with")!.majority, ["mildew"]);
  assertEquals(study.cells.get("without")!.majority, siteOf().majority);
});
