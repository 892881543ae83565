import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import {
  canonicalSpec,
  type TrialOrigin,
  type TrialSpec,
} from "../../../bench/trials/trial.ts";
import { specKey, trialKey } from "../../../bench/trials/trial_key.ts";
import { SPEC } from "../_trials.ts";
import { ORIGIN } from "./_temp_store.ts";

/** Another value of each field. */
const OTHER: TrialSpec = {
  optimizer: "sgd",
  weightDecay: 0.1,
  schedule: "one-cycle",
  augmentation: "flip",
  remedy: "focal-loss",
  precision: "bf16",
  microBatchSize: 16,
  dataset: "mnist",
  majority: ["rust", "healthy"],
  minority: ["spot", "blight"],
  majorityCount: 999,
  minorityCount: 11,
  testCount: 499,
  imageSize: 33,
  model: "mlp",
  weights: `sha256:${"0".repeat(64)}`,
  fineTune: "last-layer",
  head: "plain",
  outputs: "sigmoid",
  bnMomentum: 0.99,
  batchSize: 63,
  epochs: 4,
  learningRate: 0.002,
  checkpoints: [2],
  seed: 8,
};

Deno.test("specKey() changes with every field of a spec", () => {
  const names = Object.keys(SPEC) as (keyof TrialSpec)[];
  assertEquals(names.toSorted(), Object.keys(OTHER).toSorted());
  const keys = names.map((name) => specKey({ ...SPEC, [name]: OTHER[name] }));
  assertEquals(new Set([specKey(SPEC), ...keys]).size, names.length + 1);
});

Deno.test("trialKey() changes with every part of an origin, and with the spec", () => {
  const { engine } = ORIGIN;
  const origins: TrialOrigin[] = [
    ORIGIN,
    { ...ORIGIN, data: "e" },
    { ...ORIGIN, code: "e" },
    { ...ORIGIN, data: ORIGIN.code, code: ORIGIN.data },
    { ...ORIGIN, engine: { ...engine, name: "wasm" } },
    { ...ORIGIN, engine: { ...engine, version: "2.20.0" } },
    { ...ORIGIN, engine: { ...engine, device: "gpu" } },
    { ...ORIGIN, engine: { ...engine, instructionSet: "avx512" } },
  ];
  const keys = origins.map((origin) => trialKey(SPEC, origin));
  keys.push(trialKey({ ...SPEC, seed: 8 }, ORIGIN));
  assertEquals(new Set(keys).size, origins.length + 1);
});

Deno.test("trialKey() does not depend on the order of fields", () => {
  const spec = Object.fromEntries(
    Object.entries(SPEC).reverse(),
  ) as unknown as TrialSpec;
  const { name, version, device, instructionSet } = ORIGIN.engine;
  const origin = {
    engine: { instructionSet, device, version, name },
    code: ORIGIN.code,
    data: ORIGIN.data,
  };
  assertNotEquals(JSON.stringify(spec), JSON.stringify(SPEC));
  assertEquals(canonicalSpec(spec), canonicalSpec(SPEC));
  assertEquals(specKey(spec), specKey(SPEC));
  assertEquals(trialKey(spec, origin), trialKey(SPEC, ORIGIN));
});

Deno.test("specKey() and trialKey() stay what they are from run to run", () => {
  // hashlib.sha256(spec) and of json.dumps([spec, data, code, ...engine]), with
  // json.dumps(..., separators=(",", ":")), Python 3.12
  assertEquals(
    specKey(SPEC),
    "8b088a387e07bc0dea964be47699b1ec4bcad874d320cbf67c9c292167d6500e",
  );
  assertEquals(
    trialKey(SPEC, ORIGIN),
    "c0ef75b1b1abfcdfb9e75104dddf7083752de5bcfac41ca67e34bda766addc72",
  );
});

Deno.test("specKey() refuses what is not a spec", () => {
  const unknown = { ...SPEC, colour: "red" } as TrialSpec;
  assertThrows(() => specKey(unknown), Error, "Unrecognized key");
  assertThrows(() => specKey({ ...SPEC, seed: 0.5 }), Error, "seed");
});
