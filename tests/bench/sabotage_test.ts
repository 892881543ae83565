/**
 * What must not go unnoticed: code and data are broken on purpose, networks are
 * trained all the same, and the alarm is expected. Each break has its opposite
 * beside it, the same without the break, so that no alarm is taken for one.
 */
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { Claim } from "../../bench/study/claim.ts";
import control from "../../bench/control_bench.ts";
import type { Finding } from "../../bench/study/decide.ts";
import gain from "../../bench/gain_bench.ts";
import inference from "../../bench/inference_bench.ts";
import { prepareData } from "../../bench/run/data/prepare_data.ts";
import {
  type MeasuredCell,
  measuredCells,
} from "../../bench/review/measured_cells.ts";
import { compareScores } from "../../bench/review/compare_scores.ts";
import { mergeScores } from "../../bench/review/merge_scores.ts";
import { decidedOf } from "../../bench/run/decided.ts";
import { documentClaims } from "../../bench/run/document_claims.ts";
import { planStudy } from "../../bench/study/plan_study.ts";
import type { Study } from "../../bench/study/study.ts";
import { trialId, type TrialResult } from "../../bench/trials/trial.ts";
import type { Dataset, Split } from "../../datasets/dataset.ts";
import { leaves } from "../../datasets/leaves/leaves_dataset.ts";
import { Classifier } from "../../models/training/classifier.ts";
import { HEADS } from "../../models/layers/heads.ts";
import { engineTest } from "../_engine.ts";
import { halvesSet, joined, noise, noiseSet } from "./_made_up_images.ts";
import { train } from "./_train_made_up.ts";
import {
  byKey,
  decideStudies,
  decisionOf,
  siteOf,
  specsOf,
} from "./_trials.ts";

/** Where networks learn in moments what plain ones miss: the rare class. */
const SITE = siteOf({
  classes: ["loud", "soft"],
  majority: ["loud"],
  minority: ["soft"],
  majorityCount: 200,
  minorityCount: 10,
  testCount: 100,
  imageSize: 8,
  model: "mlp",
  batchSize: 32,
  epochs: 5,
});

/** Enough for a verdict on a clear gain, and few enough to take a second. */
const SEEDS = 16;

/** Enough for a verdict on no gain at all. */
const MANY_SEEDS = 90;

/** A claim of ours with some of its assertions, and the cells they look at. */
function studyOf(
  claim: Claim,
  names: readonly string[],
  seeds = SEEDS,
): Study {
  const assertions = claim.assertions.filter(({ name }) =>
    names.includes(name)
  );
  assertEquals(assertions.map(({ name }) => name), names);
  return planStudy({ ...claim, assertions, measures: [] }, {
    site: SITE,
    seeds,
    dataset: halvesSet(),
  });
}

/** The verdicts of studies, by the names of their assertions. */
function verdictsOf(findings: readonly Finding[]): Record<string, unknown> {
  return Object.fromEntries(
    findings.map(({ statement, verdict }) => [statement.name, verdict]),
  );
}

/** Trains a study and decides it. */
async function decide(
  study: Study,
  dataset: Dataset = halvesSet(),
): Promise<Record<string, unknown>> {
  const results = await train(specsOf(study), dataset);
  return verdictsOf(decideStudies([study], byKey(results)));
}

engineTest(
  "sabotage: nothing is broken, and there is gain, skill and no alarm",
  async () => {
    assertEquals(await decide(studyOf(gain, ["positive", "headline"])), {
      positive: "supported",
      headline: "supported",
    });
    assertEquals(await decide(studyOf(control, ["skill", "placebo"])), {
      skill: "supported",
      placebo: "supported",
    });
  },
);

/** Makes the layer do nothing for as long as an action takes. */
async function withIdentity<Result>(
  action: () => Promise<Result>,
): Promise<Result> {
  const parts = HEADS["final-batch-norm"];
  const kept = { ...parts };
  Object.assign(parts, { center: false, divide: false, affine: false });
  try {
    return await action();
  } finally {
    Object.assign(parts, kept);
  }
}

engineTest("sabotage: a layer that does nothing is no gain", async () => {
  const verdicts = await withIdentity(() =>
    decide(studyOf(gain, ["positive", "headline"]))
  );
  assertEquals(verdicts, {
    positive: "inconclusive",
    headline: "inconclusive",
  });
});

/** The scores of a study, as a run is compared with them. */
async function scoresOf(study: Study): Promise<MeasuredCell[]> {
  const results = await train(specsOf(study), halvesSet());
  const { findings, claims } = decisionOf([study], byKey(results));
  const decided = findings.map((each) =>
    decidedOf(each, { profile: undefined })
  );
  return measuredCells({
    claims: documentClaims(claims, decided),
    trials: results.map((result) => ({ id: trialId(result), result })),
  });
}

engineTest(
  "sabotage: a layer that does nothing changes scores, and what is not broken does not",
  async () => {
    const study = studyOf(gain, ["positive"]);
    const reviewed = mergeScores([], await scoresOf(study));
    const honest = compareScores(await scoresOf(study), reviewed);
    assertEquals([honest?.isSame, honest?.isChanged], [true, false]);
    const broken = await withIdentity(() => scoresOf(study));
    const found = compareScores(broken, reviewed);
    assertEquals([found?.isSame, found?.isChanged], [false, true]);
    assertEquals(
      found?.cells.filter(({ isChanged }) => isChanged)
        .map(({ cells }) => cells),
      [["gain/with"]],
    );
  },
);

engineTest(
  "sabotage: a layer that does nothing leaves no gain after its removal, nor skill",
  async () => {
    const verdicts = await withIdentity(async () => ({
      ...await decide(studyOf(inference, ["kept"])),
      ...await decide(studyOf(control, ["skill", "placebo"])),
    }));
    assertEquals(verdicts, {
      kept: "inconclusive",
      skill: "inconclusive",
      placebo: "inconclusive",
    });
  },
);

engineTest(
  "sabotage: a layer that does nothing contradicts a gain, given seeds",
  async () => {
    const study = studyOf(gain, ["positive", "headline"], MANY_SEEDS);
    assertEquals(await withIdentity(() => decide(study)), {
      positive: "contradicted",
      headline: "contradicted",
    });
  },
);

Deno.test("sabotage: a treated arm without the layer is not compared with the plain one", () => {
  const cells = { ...gain.cells, with: { head: "plain" as const } };
  const { assertions, leftOut } = planStudy({ ...gain, cells }, {
    site: SITE,
    seeds: SEEDS,
    dataset: halvesSet(),
  });
  assertEquals(assertions, []);
  assert(leftOut.length > 0);
});

/** Trains the gain's arms, the treated ones of other seeds than they say. */
async function trainUnpaired(study: Study): Promise<TrialResult[]> {
  const specs = specsOf(study);
  const results = await train(
    specs.map((spec) =>
      spec.head === "plain" ? spec : { ...spec, seed: spec.seed + 1000 }
    ),
    halvesSet(),
  );
  return results.map((result, at) => ({ ...result, spec: specs[at]! }));
}

engineTest("sabotage: arms that share nothing are not compared", async () => {
  const study = studyOf(gain, ["positive"]);
  const results = await trainUnpaired(study);
  assertThrows(
    () => decideStudies([study], byKey(results)),
    Error,
    "Cannot compare final-batch-norm with plain on leaves: of seed 2001 they " +
      "do not share the drawn images",
  );
});

for (
  const [part, name] of [
    ["draw", "drawn images"],
    ["weights", "initial weights"],
    ["order", "order of batches"],
  ] as const
) {
  engineTest(
    `sabotage: arms are not compared that differ in the ${name} alone`,
    async () => {
      const study = studyOf(gain, ["positive"]);
      const honest = await train(specsOf(study), halvesSet());
      const unpaired = await trainUnpaired(study);
      const results = honest.map((result, at) => ({
        ...result,
        start: { ...result.start!, [part]: unpaired[at]!.start![part] },
      }));
      assertThrows(
        () => decideStudies([study], byKey(results)),
        Error,
        `do not share the ${name}`,
      );
    },
  );
}

engineTest(
  "sabotage: a layer that changes the initial weights is found",
  async () => {
    const { initialize } = Classifier.prototype;
    Classifier.prototype.initialize = function ({ seed }) {
      initialize.call(this, {
        seed: this.recipe.head === "plain" ? seed : seed + 1,
      });
    };
    try {
      await assertRejects(
        () => decide(studyOf(gain, ["positive"])),
        Error,
        "do not share the initial weights",
      );
    } finally {
      Classifier.prototype.initialize = initialize;
    }
  },
);

engineTest(
  "sabotage: a draw that does not depend on the seed alone is found",
  async () => {
    // The arms draw from splits whose images stand in another order.
    const study = studyOf(gain, ["positive"]);
    const dataset = halvesSet();
    const results: TrialResult[] = [];
    for (const spec of specsOf(study)) {
      const { train: split } = dataset;
      const drawn = spec.head === "plain" ? split : joined(split, split);
      results.push(...await train([spec], { ...dataset, train: drawn }));
    }
    assertThrows(
      () => decideStudies([study], byKey(results)),
      Error,
      "do not share the drawn images",
    );
  },
);

/** A split whose images have each other's labels: every other pair swaps. */
function shuffled(split: Split): Split {
  return {
    ...split,
    labels: split.labels.map((label, at) => at % 4 < 2 ? label : 1 - label),
  };
}

for (const part of ["train", "test"] as const) {
  engineTest(
    `sabotage: there is no skill where the labels of the ${part} are shuffled`,
    async () => {
      const dataset = halvesSet();
      const broken = { ...dataset, [part]: shuffled(dataset[part]) };
      const verdicts = await decide(studyOf(control, ["skill"]), broken);
      assert(verdicts.skill !== "supported", `${verdicts.skill}`);
    },
  );
}

/** Prepares a run on a data set that takes the place of the leaves. */
async function prepare(dataset: Dataset): Promise<void> {
  const { load } = leaves;
  const site = { ...SITE, majorityCount: 20, minorityCount: 2 };
  const cache = Deno.env.get("XDG_CACHE_HOME");
  const folder = await Deno.makeTempDir();
  leaves.load = () => Promise.resolve(dataset);
  Deno.env.set("XDG_CACHE_HOME", folder);
  try {
    await prepareData({ sites: [site], data: undefined, images: undefined });
  } finally {
    leaves.load = load;
    if (cache === undefined) Deno.env.delete("XDG_CACHE_HOME");
    else Deno.env.set("XDG_CACHE_HOME", cache);
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("sabotage: a test that is the training stops the run before it trains", async () => {
  const [train, test] = [noise(50, 1), noise(50, 2)];
  await prepare(noiseSet({ train, test }));
  await assertRejects(
    () => prepare(noiseSet({ train, test: train })),
    Error,
    "Cannot test on noise: 100 % of its test images are among its training",
  );
});

Deno.test("sabotage: a part of the test that leaks into training stops the run", async () => {
  const [train, test] = [noise(50, 1), noise(50, 2)];
  await assertRejects(
    () => prepare(noiseSet({ train: joined(train, test), test })),
    Error,
    "Cannot test on noise: 100 %",
  );
  const leak = joined(test, noise(200, 3));
  await assertRejects(
    () => prepare(noiseSet({ train: joined(train, test), test: leak })),
    Error,
    "Cannot test on noise: 20 %",
  );
});
