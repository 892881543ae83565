import { assert, assertEquals } from "@std/assert";
import type { Claim } from "../../../bench/study/claim.ts";
import { difference, value } from "../../../bench/study/contrast.ts";
import type { Assertion, Measure } from "../../../bench/study/kinds/mod.ts";
import { planStudy } from "../../../bench/study/plan_study.ts";
import type { Study } from "../../../bench/study/study.ts";
import { trialSpec } from "../../../bench/trials/trial.ts";
import {
  CLAIM,
  drawable,
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

Deno.test("planStudy() leaves out a use that networks do not have, and says why", () => {
  const adjusted = { cell: "without", inference: "adjusted" } as const;
  const claim: Claim = {
    ...CLAIM,
    assertions: [POSITIVE, {
      ...POSITIVE,
      name: "adjusted",
      says: "more than adjusted",
      of: difference({ cell: "with" }, adjusted),
    }],
  };
  assertEquals(studyOf(claim).leftOut, []);
  const site = siteOf({ remedy: "oversampling" });
  const { assertions, leftOut } = studyOf(claim, { site });
  assertEquals(assertions, [POSITIVE]);
  assertEquals(leftOut, [
    "more than adjusted: oversampling in training makes the classes weigh the " +
    "same already",
  ]);
});
