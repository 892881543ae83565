import { assertEquals, assertStringIncludes } from "@std/assert";
import { KeptTrials, type Reuse } from "../../../bench/trials/kept_trials.ts";
import type { TrialStore } from "../../../bench/trials/store/store.ts";
import type { TrialOrigin } from "../../../bench/trials/trial.ts";
import { failedTrial, okTrial, trialWith } from "../_trials.ts";
import { StubExecutor } from "./_stub_executor.ts";
import { ORIGIN, TempStore } from "./_temp_store.ts";

const { engine } = ORIGIN;

Deno.test("KeptTrials.explain() says when and where a kept trial was computed", () => {
  using temp = new TempStore();
  const store = temp.open();
  store.record(okTrial({}, 0.5), ORIGIN);
  const { isKept, why } = explain(store);
  assertEquals(isKept, true);
  const { ended } = store.find(trialWith(), ORIGIN)!;
  assertEquals(why, `ok, kept on ${ended} from tests`);
});

Deno.test("KeptTrials.explain() names the part of the key that changed", () => {
  const changed: [TrialOrigin, string][] = [
    [
      { ...ORIGIN, data: "e".repeat(64) },
      "the data changed (eeeeeeeeeeee to dddddddddddd)",
    ],
    [
      { ...ORIGIN, code: "e".repeat(64) },
      "the code changed (eeeeeeeeeeee to cccccccccccc)",
    ],
    [
      { ...ORIGIN, engine: { ...engine, version: "2.20.0" } },
      "the engine's version changed (2.20.0 to 2.21.0)",
    ],
    [
      { ...ORIGIN, engine: { ...engine, name: "wasm" } },
      "the engine's name changed (wasm to tensorflow)",
    ],
    [
      { ...ORIGIN, engine: { ...engine, device: "gpu" } },
      "the engine's device changed (gpu to cpu)",
    ],
    [
      { ...ORIGIN, engine: { ...engine, instructionSet: "sve" } },
      "the engine's instructionSet changed (sve to avx2)",
    ],
    [
      { ...ORIGIN, code: "e", engine: { ...engine, device: "gpu" } },
      "the code changed (e to cccccccccccc), the engine's device changed " +
      "(gpu to cpu)",
    ],
  ];
  for (const [origin, why] of changed) {
    using temp = new TempStore();
    const store = temp.open();
    store.record(okTrial({}, 0.5), origin);
    assertEquals(explain(store), { isKept: false, why });
  }
});

Deno.test("KeptTrials.explain() compares with the attempt that is most like it", () => {
  using temp = new TempStore();
  const store = temp.open();
  const far = { ...ORIGIN, data: "e", code: "e" };
  store.record(okTrial({}, 0.5), { ...ORIGIN, code: "e" });
  store.record(okTrial({}, 0.5), far);
  assertEquals(explain(store).why, "the code changed (e to cccccccccccc)");
});

Deno.test("KeptTrials.explain() says how the last attempt failed", () => {
  using temp = new TempStore();
  const store = temp.open();
  store.record(failedTrial({}, "oom"), ORIGIN);
  const reason = "the worker died: SIGKILL\n  its last lines";
  store.record({ ...failedTrial({}), reason }, ORIGIN);
  assertEquals(explain(store), {
    isKept: false,
    why: "its last attempt was killed: the worker died: SIGKILL",
  });
  const { reason: _, ...silent } = failedTrial({}, "timeout");
  store.record(silent, ORIGIN);
  assertEquals(explain(store).why, "its last attempt was timeout");
});

Deno.test("KeptTrials.explain() says that --fresh trains again", () => {
  using temp = new TempStore();
  const store = temp.open();
  store.record(okTrial({}, 0.5), ORIGIN);
  assertEquals(explain(store, { reuse: "none" }), {
    isKept: false,
    why: "--fresh trains it again",
  });
});

Deno.test("KeptTrials.explain() says by which engine a kept trial was computed, where any will do", () => {
  using temp = new TempStore();
  const store = temp.open();
  const origin: TrialOrigin = {
    ...ORIGIN,
    engine: { ...engine, device: "gpu" },
  };
  store.record(failedTrial({}), origin);
  assertEquals(explain(store, { reuse: "any-engine" }), {
    isKept: false,
    why: "its last attempt was killed: the worker died: SIGKILL",
  });
  store.record(okTrial({}, 0.5), origin);
  const { isKept, why } = explain(store, { reuse: "any-engine" });
  assertEquals(isKept, true);
  assertStringIncludes(
    why,
    "from tests, though the engine's device changed (gpu to cpu)",
  );
});

Deno.test("KeptTrials.explain() names the fields of the spec that are nearest", () => {
  using temp = new TempStore();
  const store = temp.open();
  assertEquals(explain(store).why, "no earlier training is like it");
  store.record(okTrial({ seed: 8 }, 0.5), ORIGIN);
  store.record(okTrial({ dataset: "mnist" }, 0.5), ORIGIN);
  assertEquals(explain(store).why, "no earlier training is like it");
  store.record(okTrial({ epochs: 1, majority: ["a", "b"] }, 0.5), ORIGIN);
  assertEquals(
    explain(store).why,
    "no earlier training is the same; the nearest has majority a,b (here healthy,rust)," +
      " epochs 1 (here 3)",
  );
  store.record(okTrial({ bnMomentum: 0.99 }, 0.5), ORIGIN);
  assertEquals(
    explain(store).why,
    "no earlier training is the same; the nearest has bnMomentum 0.99 (here 0.9)",
  );
});

function explain(
  store: TrialStore,
  { reuse = "same" }: { reuse?: Reuse } = {},
) {
  const executor = new StubExecutor();
  return new KeptTrials({ store, executor, originOf: () => ORIGIN, reuse })
    .explain(trialWith());
}
