import { assertEquals, assertThrows } from "@std/assert";
import { createHash } from "node:crypto";
import { z } from "zod";
import { type FieldName, FIELDS } from "../../../bench/trials/fields.ts";
import {
  trialId,
  trialOf,
  type TrialSpec,
  trialSpec,
} from "../../../bench/trials/trial.ts";
import { type Head, HEADS } from "../../../models/layers/heads.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import { OUTPUTS } from "../../../models/training/outputs.ts";
import { otherValue } from "../_other_value.ts";
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

Deno.test("trialOf() gives another key where any field is another", () => {
  const names = Object.keys(FIELDS) as FieldName[];
  const keys = names.map((name) => {
    const spec: TrialSpec = { ...SPEC, [name]: otherValue(name) };
    return trialOf(spec).key;
  });
  assertEquals(new Set([trialOf(SPEC).key, ...keys]).size, names.length + 1);
});

Deno.test("trialOf() does not depend on the order of fields", () => {
  const entries = Object.entries(SPEC);
  for (let turn = 0; turn < entries.length; turn++) {
    const turned = [...entries.slice(turn), ...entries.slice(0, turn)];
    const { key, spec } = trialOf(Object.fromEntries(turned) as never);
    assertEquals(key, trialOf(SPEC).key);
    assertEquals(Object.keys(spec), Object.keys(FIELDS));
    assertEquals(spec, SPEC);
  }
});

Deno.test("trialOf() gives the hash of the JSON of the fields in their order", () => {
  const fields = Object.keys(FIELDS).map((name) =>
    `"${name}":${JSON.stringify(SPEC[name as FieldName])}`
  );
  const hash = createHash("sha256").update(`{${fields}}`).digest("hex");
  const { key } = trialOf(SPEC);
  assertEquals([key, trialId({ key })], [hash, hash.slice(0, 12)]);
});

Deno.test("trialOf() refuses what is no spec", () => {
  assertThrows(() => trialOf({ ...SPEC, seed: -1 }), z.ZodError, "seed");
  const unknown = { ...SPEC, colour: "red" };
  assertThrows(() => trialOf(unknown), z.ZodError, "Unrecognized key");
});

Deno.test("trialSpec takes the largest seed", () => {
  const seed = 2 ** 31 - 1;
  assertEquals(trialSpec.parse({ ...SPEC, seed }).seed, seed);
});
