/** What an older version of the suite kept: it described engines otherwise. */
import { assertEquals } from "@std/assert";
import { KeptTrials } from "../../../../bench/trials/kept_trials.ts";
import { mergeStores } from "../../../../bench/trials/store/merge_stores.ts";
import type { TrialStore } from "../../../../bench/trials/store/store.ts";
import { canonicalSpec } from "../../../../bench/trials/trial.ts";
import { specKey } from "../../../../bench/trials/trial_key.ts";
import { okTrial, SPEC } from "../../_trials.ts";
import { StubExecutor } from "../_stub_executor.ts";
import { ORIGIN, TempStore } from "../_temp_store.ts";

/** Keeps a trial of the same data and code, as it was once written. */
function insertOlder(store: TrialStore): void {
  const engine = {
    tensorflow: "2.21.0",
    device: "cpu",
    instructionSet: "avx2",
  };
  const origin = { ...ORIGIN, engine };
  const result = { ...okTrial({}, 0.5), origin };
  store.insert({
    key: "an older key",
    spec_key: specKey(SPEC),
    spec: canonicalSpec(SPEC),
    origin: JSON.stringify(origin),
    status: "ok",
    result: JSON.stringify(result),
    started: result.started,
    ended: result.started,
    host: result.host,
  });
}

Deno.test("KeptTrials runs a trial again that an older version kept", () => {
  for (const reuse of ["same", "any-engine"] as const) {
    using temp = new TempStore();
    const store = temp.open();
    insertOlder(store);
    const trials = new KeptTrials({
      ...{ store, reuse, executor: new StubExecutor() },
      originOf: () => ORIGIN,
    });
    assertEquals(trials.lookUp([SPEC]), { kept: [], missing: [SPEC] });
    assertEquals(trials.explain(SPEC), {
      isKept: false,
      why: "nothing like it is kept",
    });
    assertEquals(store.recent(10), []);
  }
});

Deno.test("mergeStores() carries the trials of an older version over, and names no engine of theirs", () => {
  using source = new TempStore();
  using target = new TempStore();
  {
    using store = source.open();
    insertOlder(store);
  }
  const { trials, engines } = mergeStores([source.path], target.path);
  assertEquals([trials, engines], [1, []]);
  assertEquals([...target.open().attempts()].length, 1);
});
