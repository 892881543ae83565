import { assertEquals } from "@std/assert";
import { resultKey } from "../../../bench/trials/result_key.ts";
import type { TrialOrigin } from "../../../bench/trials/trial.ts";
import { trialWith } from "../_trials.ts";
import { ORIGIN } from "./_temp_store.ts";

const TRIAL = trialWith();

Deno.test("resultKey() changes with every part of an origin, and with the trial", () => {
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
  const keys = origins.map((origin) => resultKey(TRIAL, origin));
  keys.push(resultKey(trialWith({ seed: 8 }), ORIGIN));
  assertEquals(new Set(keys).size, origins.length + 1);
});

Deno.test("resultKey() does not depend on the order of fields", () => {
  const { name, version, device, instructionSet } = ORIGIN.engine;
  const origin = {
    engine: { instructionSet, device, version, name },
    code: ORIGIN.code,
    data: ORIGIN.data,
  };
  assertEquals(resultKey(TRIAL, origin), resultKey(TRIAL, ORIGIN));
});

Deno.test("resultKey() stays what it is from run to run", () => {
  // hashlib.sha256 of json.dumps([key, data, code, name, version, device,
  // instruction set], separators=(",", ":")), Python 3.12
  assertEquals(
    resultKey({ key: "f".repeat(64) }, ORIGIN),
    "57948eef2d04cd5074b92b96fd8afd3f36aa832c9113d5875fd7d782cdb2b685",
  );
});
