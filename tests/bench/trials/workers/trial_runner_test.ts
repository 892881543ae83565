import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { assertPaired } from "../../../../bench/study/_assert_paired.ts";
import type { TrialResult, TrialSpec } from "../../../../bench/trials/trial.ts";
import { type Head, HEADS } from "../../../../models/layers/heads.ts";
import { INFERENCE_NAMES } from "../../../../models/training/inferences.ts";
import { engineTest } from "../../../_engine.ts";
import { halvesSet } from "../../_made_up_images.ts";
import { train } from "../../_train_made_up.ts";
import { DEFAULT_FIELDS } from "../../../../bench/trials/default_fields.ts";

/** A small trial on the leaves. */
const LEAVES: TrialSpec = {
  ...DEFAULT_FIELDS,
  dataset: "leaves",
  majority: ["healthy"],
  minority: ["spot"],
  majorityCount: 64,
  minorityCount: 8,
  testCount: 20,
  imageSize: 32,
  model: "small-cnn",
  batchSize: 16,
  epochs: 10,
  seed: 1,
};

/** The same on what is learned in moments. */
const HALVES: TrialSpec = {
  ...LEAVES,
  majority: ["loud"],
  minority: ["soft"],
  imageSize: 8,
  model: "mlp",
  epochs: 3,
};

/** What was measured after an epoch. */
function after(epoch: number, { evaluations }: TrialResult) {
  return evaluations.filter((each) => each.epoch === epoch);
}

for (const head of ["plain", "final-batch-norm"] as const) {
  engineTest(
    `TrialRunner gives the bits of 10 epochs at the checkpoint 10 of 12 (${head})`,
    async () => {
      const short = { ...LEAVES, head };
      const long = { ...short, epochs: 12, checkpoints: [1, 10] };
      const [ten, twelve] = await train([short, long]);
      assertEquals(ten!.status, "ok");
      // At a checkpoint, before what takes the training images.
      const early = after(10, twelve!);
      assertEquals(early, ten!.evaluations.slice(0, early.length));
      assertEquals(twelve!.losses.slice(0, 10), ten!.losses);
      assertEquals(twelve!.start, ten!.start);
      // What is measured on the way does not change where it leads.
      const [straight] = await train([{ ...long, checkpoints: [] }]);
      assertEquals(after(12, straight!), after(12, twelve!));
      assertNotEquals(
        after(12, twelve!)[0]!.metrics,
        ten!.evaluations[0]!.metrics,
      );
    },
  );
}

engineTest(
  "TrialRunner measures each checkpoint in each way, in order",
  async () => {
    const spec = { ...HALVES, epochs: 4, checkpoints: [1, 3] };
    const [plain, treated] = await train([
      spec,
      { ...spec, head: "final-batch-norm" },
    ], halvesSet());
    const usesOf = (result: TrialResult | undefined) =>
      result!.evaluations.map(({ epoch, inference }) =>
        `${epoch} ${inference}`
      );
    // What takes the training images is measured at the end.
    assertEquals(usesOf(plain), [
      "1 as-trained",
      "3 as-trained",
      "4 as-trained",
      "4 adjusted",
    ]);
    assertEquals(usesOf(treated), [
      "1 as-trained",
      "1 layer-removed",
      "3 as-trained",
      "3 layer-removed",
      ...INFERENCE_NAMES.map((name) => `4 ${name}`),
    ]);
  },
);

engineTest(
  "TrialRunner begins alike whatever the arms of a seed differ in",
  async () => {
    const heads = Object.keys(HEADS) as Head[];
    const arms: Partial<TrialSpec>[] = [
      ...heads.map((head) => ({ head })),
      { outputs: "sigmoid" },
      { head: "final-batch-norm", bnMomentum: 0.5 },
      { batchSize: 8 },
      { epochs: 5, checkpoints: [2] },
      { learningRate: 1e-2 },
    ];
    const results = await train(
      arms.map((arm) => ({ ...HALVES, ...arm })),
      halvesSet(),
    );
    const [first] = results;
    for (const { start, spec } of results) {
      assertEquals(start, first!.start, JSON.stringify(spec));
    }
    for (const hash of Object.values(first!.start!)) {
      assertMatch(hash, /^[0-9a-f]{16}$/);
    }
    assertPaired(results);
  },
);

engineTest("TrialRunner begins elsewhere where it should", async () => {
  const spec = { ...HALVES, epochs: 1 };
  const [base, seed, count, network, single, repeated] = await train([
    spec,
    { ...spec, seed: 2 },
    { ...spec, minorityCount: 9 },
    { ...spec, model: "small-cnn" },
    { ...spec, outputs: "single-logit" },
    spec,
  ], halvesSet());
  const partsThatDiffer = (other: TrialResult | undefined) =>
    (["draw", "weights", "order"] as const).filter((part) =>
      other!.start![part] !== base!.start![part]
    );
  assertEquals(partsThatDiffer(seed), ["draw", "weights", "order"]);
  assertEquals(partsThatDiffer(count), ["draw", "order"]);
  assertEquals(partsThatDiffer(network), ["weights"]);
  assertEquals(partsThatDiffer(single), ["weights"]);
  assertEquals(partsThatDiffer(repeated), []);
  assertPaired([base!, seed!, count!, network!, single!, repeated!]);
});

engineTest(
  "TrialRunner has no evaluations of a training that diverged, checkpoints or not",
  async () => {
    const spec = {
      ...HALVES,
      epochs: 50,
      checkpoints: [1],
      learningRate: 1e30,
    };
    const [result] = await train([spec], halvesSet());
    assertEquals(result!.status, "diverged");
    assertEquals([result!.evaluations, result!.start], [[], undefined]);
  },
);
