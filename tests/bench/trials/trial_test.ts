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
import { HEADS } from "../../../models/layers/heads.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import { OUTPUTS } from "../../../models/training/outputs.ts";
import { otherValue } from "../_other_value.ts";
import { SPEC } from "../_trials.ts";
import { assertRefused } from "./_assert_refused.ts";

Deno.test("trialSpec takes what a study asks for, and changes nothing", () => {
  const specs = [
    SPEC,
    { ...SPEC, head: "plain", bnMomentum: 0, seed: 0, batchSize: 2 },
    { ...SPEC, seed: 2 ** 31 - 1 },
    { ...SPEC, epochs: 10, checkpoints: [1, 5, 9] },
    ...NETWORK_NAMES.map((model) => ({ ...SPEC, model })),
    ...Object.keys(HEADS).map((head) => ({ ...SPEC, head })),
    ...OUTPUTS.map((outputs) => ({ ...SPEC, outputs })),
  ];
  assertEquals(specs.map((spec) => trialSpec.parse(spec)) as unknown, specs);
});

/** What is out of the range of a field. */
const OUT_OF_RANGE: [name: FieldName, values: unknown[]][] = [
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
  ["bodyLearningRate", [0, -1, NaN, undefined]],
  ["frozenEpochs", [-1, 0.5, null]],
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

Deno.test("trialSpec refuses what is out of range, missing or unknown", () => {
  for (const [name, values] of OUT_OF_RANGE) {
    for (const value of values) {
      assertRefused(trialSpec, { ...SPEC, [name]: value }, name);
    }
  }
  for (const name of Object.keys(SPEC)) {
    const entries = Object.entries(SPEC).filter(([other]) => other !== name);
    assertRefused(trialSpec, Object.fromEntries(entries), name);
  }
  assertRefused(trialSpec, { ...SPEC, dropout: 0.5 }, "dropout");
  assertRefused(trialSpec, { ...SPEC, majority: ["a", ""] }, "majority.1");
  for (const value of [0, 1.5, "1"]) {
    const spec = { ...SPEC, checkpoints: [value] };
    assertRefused(trialSpec, spec, "checkpoints.0");
  }
});

Deno.test("trialSpec refuses checkpoints out of order, twice or too late", () => {
  for (const checkpoints of [[5, 1], [5, 5], [10], [1, 11]]) {
    const { error } = trialSpec.safeParse({ ...SPEC, epochs: 10, checkpoints });
    assertEquals(
      error?.issues.map(({ message }) => message),
      ["checkpoints ascend, and come before the last epoch"],
    );
  }
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
