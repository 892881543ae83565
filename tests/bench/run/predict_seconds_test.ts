import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
} from "@std/assert";
import {
  predictSeconds,
  wasmWarnings,
} from "../../../bench/run/predict_seconds.ts";
import type { EngineDescription } from "../../../bench/trials/trial.ts";
import { secondsOnWasm } from "../../../bench/trials/wasm_cost.ts";
import { okTrial, ORIGIN, SPEC, trialWith } from "../_trials.ts";
import { TempStore } from "../trials/_temp_store.ts";

const TENSORFLOW = ORIGIN.origin!.engine;
const WASM: EngineDescription = { ...TENSORFLOW, name: "wasm" };

/** Trains SPEC on 6,030 images in as many seconds as named. */
function keep(temp: TempStore, engine: EngineDescription, seconds: number) {
  const trial = {
    ...okTrial({}, 0.5),
    started: new Date().toISOString(),
    trainSeconds: seconds,
  };
  temp.open().record(trial, { ...ORIGIN.origin!, engine });
}

Deno.test("predictSeconds() judges an engine by its own trials", () => {
  using temp = new TempStore();
  keep(temp, TENSORFLOW, 10);
  keep(temp, WASM, 130);
  const store = temp.open();
  const trials = [trialWith(), trialWith({ epochs: 6 })];
  const on = (engine: EngineDescription) =>
    predictSeconds(trials, { engine, store });
  for (const [engine, seconds] of [[TENSORFLOW, 30], [WASM, 390]] as const) {
    const { low, high, isGuess } = on(engine);
    assertAlmostEquals(low, seconds, 1e-9);
    assertAlmostEquals(high, seconds, 1);
    assertEquals(isGuess, false);
  }
});

Deno.test("predictSeconds() guesses before an engine has run such a trial", () => {
  using temp = new TempStore();
  keep(temp, TENSORFLOW, 10);
  const store = temp.open();
  const trials = [trialWith({ model: "mlp" }), trialWith({ model: "mlp" })];
  const { low, high, isGuess } = predictSeconds(trials, {
    engine: WASM,
    store,
  });
  const seconds = 2 * secondsOnWasm(trials[0]!.spec);
  assertEquals(isGuess, true);
  assert(low < seconds / 2 && high > seconds * 2);
  const faster = predictSeconds(trials, { engine: TENSORFLOW, store });
  assertAlmostEquals(faster.low, low / 10);
  assertAlmostEquals(faster.high - 0.3, (high - 0.3) / 10);
});

Deno.test("secondsOnWasm() grows with images, pixels and depth", () => {
  const seconds = secondsOnWasm(SPEC);
  // Three epochs of 2 x 1,000 + 10 images.
  assertAlmostEquals(seconds, 6030 / 800, 1e-9);
  assertAlmostEquals(secondsOnWasm({ ...SPEC, imageSize: 64 }), 4 * seconds);
  const deep = { ...SPEC, model: "resnet18" } as const;
  const frozen = {
    ...deep,
    weights: "sha256:",
    fineTune: "last-layer",
  } as const;
  assertEquals(secondsOnWasm(frozen), secondsOnWasm({ ...SPEC, model: "mlp" }));
  assertAlmostEquals(
    secondsOnWasm({ ...deep, imageSize: 128 }),
    secondsOnWasm({ ...deep, imageSize: 32 }),
  );
});

Deno.test("wasmWarnings() tells of what takes long, and what does not fit", () => {
  using temp = new TempStore();
  const store = temp.open();
  const warn = (model: typeof SPEC.model, engine: EngineDescription) =>
    wasmWarnings([trialWith({ model, epochs: 100 })], {
      engine,
      store,
      workers: 2,
    });
  assertEquals(warn("small-cnn", WASM), []);
  assertEquals(warn("resnet18", TENSORFLOW), []);
  const [time, ...none] = warn("resnet18", WASM);
  assertMatch(
    time!,
    /^the trials before the first look take \d to \d+ h on WebAssembly, and/,
  );
  assertEquals(none, []);
  const [, memory] = warn("vgg19", WASM);
  assertMatch(memory!, /^1 of these trials need more than the 4 GiB/);
});
