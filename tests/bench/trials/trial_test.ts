import { assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import {
  canonicalSpec,
  type TrialSpec,
  trialSpec,
} from "../../../bench/trials/trial.ts";
import { type Head, HEADS } from "../../../models/layers/heads.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import { OUTPUTS } from "../../../models/training/outputs.ts";
import { SPEC } from "../_trials.ts";
import { assertRefused } from "./_assert_refused.ts";

Deno.test("trialSpec takes what a study asks for, and changes nothing", () => {
  assertEquals(trialSpec.parse(SPEC), SPEC);
  const plain = {
    ...SPEC,
    head: "plain",
    bnMomentum: 0,
    seed: 0,
    batchSize: 2,
  };
  assertEquals(trialSpec.parse(plain) as unknown, plain);
});

Deno.test("trialSpec takes every network, head and form of outputs", () => {
  const heads = Object.keys(HEADS) as Head[];
  const specs = [
    ...NETWORK_NAMES.map((model) => ({ ...SPEC, model })),
    ...heads.map((head) => ({ ...SPEC, head })),
    ...OUTPUTS.map((outputs) => ({ ...SPEC, outputs })),
  ];
  assertEquals(specs.map((spec) => trialSpec.parse(spec)), specs);
});

Deno.test("trialSpec refuses a spec with a key missing", () => {
  for (const key of Object.keys(SPEC)) {
    const { [key as keyof typeof SPEC]: _, ...rest } = SPEC;
    assertRefused(trialSpec, rest, key);
  }
});

Deno.test("trialSpec refuses an unknown key", () => {
  assertRefused(trialSpec, { ...SPEC, dropout: 0.5 }, "dropout");
});

const OUT_OF_RANGE: [key: keyof typeof SPEC, values: unknown[]][] = [
  ["dataset", ["", 1, null]],
  ["majority", [[], "healthy"]],
  ["minority", [[], "spot"]],
  ["majorityCount", [0, -1, 1.5, NaN, "1000"]],
  ["minorityCount", [0, -1, 1.5, Infinity]],
  ["testCount", [0, 0.5]],
  ["model", ["resnet", ""]],
  ["weights", ["", "resnet34.tv_in1k", "sha256:0", `sha256:${"G".repeat(64)}`]],
  ["fineTune", ["first-layer", "", true]],
  ["head", ["batch-norm", ""]],
  ["outputs", ["logit", "", null]],
  ["bnMomentum", [1, -0.1, NaN, "0.9"]],
  ["imageSize", [3, 1025, 32.5]],
  ["batchSize", [1, 0, 2.5]],
  ["epochs", [0, 1.5]],
  ["learningRate", [0, -1, NaN, Infinity]],
  ["optimizer", ["momentum", ""]],
  ["weightDecay", [-1, NaN]],
  ["schedule", ["cosine"]],
  ["augmentation", ["crop", null]],
  ["remedy", ["smote"]],
  ["precision", ["f16"]],
  ["microBatchSize", [3, 4.5, 0, undefined]],
  ["checkpoints", [1, null, "1"]],
  ["seed", [-1, 0.5, 2 ** 31]],
];

for (const [key, values] of OUT_OF_RANGE) {
  Deno.test(`trialSpec refuses a ${key} that is out of its range`, () => {
    for (const value of values) {
      assertRefused(trialSpec, { ...SPEC, [key]: value }, key);
    }
  });
}

Deno.test("trialSpec refuses checkpoints out of order, twice or too late", () => {
  const spec = { ...SPEC, epochs: 10 };
  assertEquals(trialSpec.parse({ ...spec, checkpoints: [1, 5, 9] }), {
    ...spec,
    checkpoints: [1, 5, 9],
  });
  for (const value of [0, 1.5, "1"]) {
    assertRefused(
      trialSpec,
      { ...spec, checkpoints: [value] },
      "checkpoints.0",
    );
  }
  for (const checkpoints of [[5, 1], [5, 5], [10], [1, 11]]) {
    const { error } = trialSpec.safeParse({ ...spec, checkpoints });
    assertEquals(
      error?.issues.map(({ message }) => message),
      ["checkpoints ascend, and come before the last epoch"],
    );
  }
});

Deno.test("trialSpec refuses an empty class name", () => {
  assertRefused(trialSpec, { ...SPEC, majority: ["a", ""] }, "majority.1");
});

Deno.test("canonicalSpec() does not depend on the order of keys", () => {
  const entries = Object.entries(SPEC);
  for (let turn = 0; turn < entries.length; turn++) {
    const turned = [...entries.slice(turn), ...entries.slice(0, turn)];
    const spec = Object.fromEntries(turned) as unknown as TrialSpec;
    assertEquals(canonicalSpec(spec), canonicalSpec(SPEC));
  }
  assertEquals(JSON.parse(canonicalSpec(SPEC)), SPEC);
});

Deno.test("canonicalSpec() tells specs apart that differ in one value", () => {
  const others: Partial<TrialSpec>[] = [
    { dataset: "mnist" },
    { majority: ["rust", "healthy"] },
    { minority: ["spot", "blight"] },
    { majorityCount: 1001 },
    { minorityCount: 11 },
    { testCount: 501 },
    { model: "mlp" },
    { weights: `sha256:${"0".repeat(64)}` },
    { weights: `sha256:${"1".repeat(64)}` },
    { fineTune: "last-layer" },
    { head: "plain" },
    { outputs: "sigmoid" },
    { bnMomentum: 0.5 },
    { batchSize: 32 },
    { epochs: 4 },
    { learningRate: 0.002 },
    { optimizer: "sgd" },
    { weightDecay: 0.1 },
    { schedule: "one-cycle" },
    { augmentation: "flip" },
    { remedy: "oversampling" },
    { precision: "bf16" },
    { microBatchSize: 8 },
    { imageSize: 28 },
    { checkpoints: [1] },
    { checkpoints: [1, 2] },
    { seed: 8 },
  ];
  const texts = others.map((other) => canonicalSpec({ ...SPEC, ...other }));
  texts.push(canonicalSpec(SPEC));
  assertEquals(new Set(texts).size, others.length + 1);
});

Deno.test("canonicalSpec() refuses what is no spec", () => {
  assertThrows(
    () => canonicalSpec({ ...SPEC, seed: -1 }),
    z.ZodError,
    "seed",
  );
});

Deno.test("trialSpec takes the largest seed", () => {
  const seed = 2 ** 31 - 1;
  assertEquals(trialSpec.parse({ ...SPEC, seed }).seed, seed);
});
