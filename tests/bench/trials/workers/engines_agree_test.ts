/** The same trials on TensorFlow and on WebAssembly, each in its own process. */
import { DEFAULT_FIELDS } from "../../../../bench/trials/default_fields.ts";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  trialOf,
  type TrialResult,
  type TrialSpec,
} from "../../../../bench/trials/trial.ts";
import { WorkerPool } from "../../../../bench/trials/workers/worker_pool.ts";
import type { EngineStart } from "../../../../models/engines/engine.ts";
import { locateLibrary } from "../../../../models/engines/tensorflow/locate.ts";

const SPEC: TrialSpec = {
  ...DEFAULT_FIELDS,
  dataset: "leaves",
  majority: ["healthy"],
  minority: ["spot"],
  majorityCount: 160,
  minorityCount: 80,
  testCount: 100,
  imageSize: 32,
  model: "small-cnn",
  batchSize: 16,
  epochs: 4,
  seed: 1,
};

const SEEDS = [1, 2, 3, 4];

const SPECS = SEEDS.flatMap((seed) =>
  (["plain", "final-batch-norm"] as const).map((head) => ({
    ...SPEC,
    head,
    seed,
  }))
);

/**
 * Rounding sets two trainings apart step by step. In the first epoch of fifteen
 * steps that is little beside a loss of some 0.7.
 */
const FIRST_LOSS = 0.02;

/**
 * At the end the two are like two trainings of one seed each: by four seeds of
 * 200 test images, a mean accuracy has a standard error of about 0.02, and the
 * difference of two of 0.03, of which this is more than three.
 */
const ACCURACY = 0.1;

const library = locateLibrary("cpu")?.path;

async function run(
  engine: EngineStart,
  specs: readonly TrialSpec[] = SPECS,
  workers = 2,
): Promise<TrialResult[]> {
  await using pool = new WorkerPool({ workers, engine, source: { cache: "" } });
  const results = await Array.fromAsync(pool.run(specs.map(trialOf)));
  const orderOf = ({ spec }: TrialResult) => `${spec.seed} ${spec.head}`;
  return results.sort((a, b) => orderOf(a) < orderOf(b) ? -1 : 1);
}

function meanAccuracy(results: readonly TrialResult[]): number {
  const accuracies = results.map(({ evaluations }) =>
    evaluations[0]?.metrics.balancedAccuracy ?? NaN
  );
  return accuracies.reduce((a, b) => a + b, 0) / accuracies.length;
}

Deno.test({
  name: "the same trials agree on TensorFlow and on WebAssembly" +
    (library === undefined ? " (skipped: no libtensorflow)" : ""),
  ignore: library === undefined,
  fn: async () => {
    const wasm = await run({ name: "wasm" });
    const tensorflow = await run({
      name: "tensorflow",
      library: library!,
      device: "cpu",
      instructionSet: "any",
    });
    assertEquals(wasm.length, SPECS.length);
    for (const [at, result] of wasm.entries()) {
      const other = tensorflow[at]!;
      assertEquals([result.status, other.status], ["ok", "ok"]);
      assertEquals(result.spec, other.spec);
      // The same images, weights and batches, to the bit.
      assertEquals(result.start, other.start);
      assertAlmostEquals(result.losses[0]!, other.losses[0]!, FIRST_LOSS);
      assertEquals(result.origin?.engine.name, "wasm");
    }
    for (const head of ["plain", "final-batch-norm"]) {
      const ofHead = (results: TrialResult[]) =>
        meanAccuracy(results.filter(({ spec }) => spec.head === head));
      const [here, there] = [ofHead(wasm), ofHead(tensorflow)];
      assert(Math.abs(here - there) < ACCURACY, `${head}: ${here}, ${there}`);
      // Both have learned: else that they agree would say nothing.
      assert(there > 0.6, `${head}: ${there}`);
    }
  },
});

Deno.test("WebAssembly gives the same bits with one worker and with two", async () => {
  const specs = SPECS.slice(0, 4).map((spec) => ({ ...spec, epochs: 1 }));
  const contents = (results: TrialResult[]) =>
    results.map((result) => ({ ...result, trainSeconds: 0, started: "" }));
  const two = await run({ name: "wasm" }, specs);
  const one = await run({ name: "wasm" }, specs.toReversed(), 1);
  assertEquals(contents(one), contents(two));
  assertEquals(new Set(two.map(({ losses }) => losses[0])).size, specs.length);
});
