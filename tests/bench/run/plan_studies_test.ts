import { assert, assertEquals, assertThrows } from "@std/assert";
import { value } from "../../../bench/study/contrast.ts";
import type { Claim } from "../../../bench/study/claim.ts";
import { planStudies } from "../../../bench/run/plan_studies.ts";
import type { RunData } from "../../../bench/run/data/prepare_data.ts";
import type { Site } from "../../../bench/study/site.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";
import type { Dataset } from "../../../datasets/dataset.ts";
import { leftOutLine } from "../../../reports/statements.ts";
import { loadClaims } from "../../../bench/study/load_claims.ts";
import { CLAIM, drawable, POSITIVE, siteOf } from "../_trials.ts";

const CLAIMS = new Map(
  (await loadClaims()).map((claim) => [claim.name, claim]),
);

/** A site of two classes, as the profiles have it. */
const SITE = siteOf({ majority: ["healthy"], minority: ["spot"] });

/** Plans claims of ours, by their names. */
function plan(
  claims: readonly (string | Claim)[],
  { sites = [SITE], seeds = 20, images = { train: 2000, test: 1000 } }: {
    sites?: readonly Site[];
    seeds?: number;
    images?: { train: number; test: number };
  } = {},
) {
  const data: RunData = {
    source: { cache: "" },
    nearCopiesOf: () => undefined,
    datasetOf: ({ dataset }) => {
      const { classes } = sites.find((site) => site.dataset === dataset)!;
      return drawable(classes, images) as Dataset;
    },
  };
  const { studies, leftOut } = planStudies(
    claims.map((each) => typeof each === "string" ? CLAIMS.get(each)! : each),
    { settings: { sites, seeds: { most: seeds } }, data },
  );
  return { studies, leftOut: leftOut.map(leftOutLine) };
}

/** A site with so many classes, of which two have a role. */
function siteOfClasses(count: number): Site {
  const classes = ["a", "b", "c", "d", "e"].slice(0, count);
  return siteOf({ dataset: "own", classes, majority: ["a"], minority: ["b"] });
}

Deno.test("planStudies() plans each claim at each site, those of a claim in a row", () => {
  const sites = [SITE, siteOf({ ...SITE, dataset: "mnist" })];
  const { studies, leftOut } = plan(["gain", "inference"], { sites });
  assertEquals(
    studies.map(({ claim, site, seeds }) => [claim.name, site.dataset, seeds]),
    [
      ["gain", "leaves", 20],
      ["gain", "mnist", 20],
      ["inference", "leaves", 20],
      ["inference", "mnist", 20],
    ],
  );
  assertEquals(leftOut, []);
});

Deno.test("planStudies() checks where it is only pooled what is pooled", () => {
  const sites = ["small-cnn", "mlp"].map((model, at) =>
    siteOf({ ...SITE, model: model as "mlp", isPooledOnly: at === 1 })
  );
  const { studies } = plan(["gain", "generality"], { sites });
  assertEquals(
    studies.map(({ claim, site }) => [claim.name, site.model]),
    [["gain", "small-cnn"], ["generality", "small-cnn"], ["generality", "mlp"]],
  );
});

Deno.test("planStudies() checks what the second way of training is for", () => {
  const second = { name: "fine-tuned", claims: ["gain"] };
  const sites = [SITE, siteOf({ ...SITE, fineTune: "last-layer", second })];
  const { studies, leftOut } = plan(["gain", "inference", "generality"], {
    sites,
  });
  assertEquals(
    studies.map(({ claim, site }) => [claim.name, site.second?.name]),
    [
      ["gain", undefined],
      ["gain", "fine-tuned"],
      ["inference", undefined],
      ["generality", undefined],
    ],
  );
  assertEquals(leftOut, [
    "generality over all: it needs 2 data sets or networks, and there is 1",
  ]);
});

Deno.test("planStudies() says that too few sites are not pooled, and keeps the rest", () => {
  const pooled = (count: number) => {
    const sites = Array.from(
      { length: count },
      (_, at) => siteOf({ ...SITE, dataset: `set ${at}` }),
    );
    const { studies, leftOut } = plan(["generality"], { sites });
    assertEquals(studies.length, count);
    return leftOut;
  };
  assertEquals(pooled(1), [
    "generality over all: it needs 2 data sets or networks, and there is 1",
  ]);
  assertEquals(pooled(2), []);
});

Deno.test("planStudies() leaves conditions out that the data cannot give", () => {
  const site = siteOf({ ...SITE, majorityCount: 300 });
  const { studies: [study], leftOut } = plan(["threshold"], {
    sites: [site],
    images: { train: 300, test: 100 },
  });
  const [peak] = study!.assertions;
  assert(peak?.kind === "peak");
  assertEquals(
    peak.along.map(({ label }) => label),
    [2, 5, 10, 20, 50, 100, 200].map((count) => `${count} rare`),
  );
  assertEquals(
    leftOut,
    [500, 1000].map((count) =>
      `threshold on leaves small-cnn: ${count} rare: Cannot draw ${count} ` +
      "training images of class spot: the training split has 300"
    ),
  );
});

Deno.test("planStudies() leaves two majorities out of three classes", () => {
  const { studies: [study], leftOut } = plan(["majority"], {
    sites: [siteOfClasses(3)],
  });
  assertEquals(study!.assertions.map(({ name }) => name), ["one"]);
  const why = "it takes 4 classes, and there are 3";
  assertEquals(leftOut, [
    "majority on own small-cnn: mean gain with two majority classes is within " +
    `0.05 of 0: ${why}`,
    "majority on own small-cnn: mean gain with one majority class minus that " +
    `with two > 0: ${why}`,
  ]);
});

Deno.test("planStudies() leaves a claim out of which nothing is left, and checks the others", () => {
  const { studies, leftOut } = plan(["gain", "majority"], {
    sites: [siteOfClasses(2)],
  });
  assertEquals(studies.map(({ claim }) => claim.name), ["gain"]);
  assertEquals(leftOut.length, 3);
  assertEquals(
    leftOut[0],
    "majority on own small-cnn: mean gain in minority F1 with one majority " +
      "class > 0: it takes 3 classes, and there are 2",
  );
});

Deno.test("planStudies() leaves a single logit out of three classes", () => {
  const site = siteOf({ ...SITE, minority: ["spot", "rust"] });
  const { studies: [study], leftOut } = plan(["sigmoid"], { sites: [site] });
  assertEquals(
    study!.assertions.map(({ name }) => name),
    ["per-class", "contrast"],
  );
  assertEquals(study!.measures, []);
  const why = "Cannot tell 3 classes apart by a single logit: wanted 2";
  assertEquals(leftOut, [
    "sigmoid on leaves small-cnn: mean gain with a single logit is within 0.05 " +
    `of 0: ${why}`,
    "sigmoid on leaves small-cnn: gain under softmax minus that under a single " +
    `logit: ${why}`,
  ]);
});

Deno.test("planStudies() refuses a run of which all is left out, and says why", () => {
  const error = assertThrows(
    () => plan(["majority"], { sites: [siteOfClasses(2)] }),
    UsageError,
  );
  // A claim is one line, whatever it asserts.
  assertEquals(
    error.message,
    "Cannot check anything: all is left out.\nmajority on own small-cnn: " +
      "mean gain in minority F1 with one majority class > 0: it takes 3 " +
      "classes, and there are 2; and 2 more of this claim",
  );
});

Deno.test("planStudies() leaves out what nothing can be bet on", () => {
  const of = value({ cell: "with", metric: "accuracy" });
  const high = { ...POSITIVE, name: "high", says: "it is > 0.97", of };
  const assertions = [POSITIVE, { ...high, bound: 0.97 }];
  const { studies: [study], leftOut } = plan([{ ...CLAIM, assertions }]);
  assertEquals(study!.assertions, [POSITIVE]);
  assertEquals(leftOut, [
    "gain on leaves small-cnn: it is > 0.97: it can only be from 0 to 1 here, " +
    "and nothing can be bet on its bound or margin",
  ]);
});
