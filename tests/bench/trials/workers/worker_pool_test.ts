import { assert, assertEquals, assertRejects } from "@std/assert";
import type { EngineStart } from "../../../../models/engines/engine.ts";
import {
  trialOf,
  type TrialResult,
  type TrialSpec,
} from "../../../../bench/trials/trial.ts";
import { WorkerError } from "../../../../bench/trials/executor.ts";
import {
  WorkerPool,
  type WorkerPoolOptions,
} from "../../../../bench/trials/workers/worker_pool.ts";
import { library } from "../../../_engine.ts";
import { DEFAULT_FIELDS } from "../../../../bench/trials/default_fields.ts";
import { INFERENCE_NAMES } from "../../../../models/training/inferences.ts";

const SPEC: TrialSpec = {
  ...DEFAULT_FIELDS,
  dataset: "leaves",
  majority: ["healthy"],
  minority: ["rust"],
  majorityCount: 70,
  minorityCount: 6,
  testCount: 20,
  imageSize: 32,
  model: "small-cnn",
  batchSize: 32,
  epochs: 2,
  seed: 1,
};

const OPTIONS: WorkerPoolOptions = {
  workers: 2,
  engine: tensorFlowAt(library ?? ""),
  source: { cache: "" },
};

function tensorFlowAt(library: string): EngineStart {
  return { name: "tensorflow", library, device: "cpu", instructionSet: "test" };
}

/** Arms that differ in every factor that a network is built by. */
const ARMS: readonly Partial<TrialSpec>[] = [
  {},
  { head: "final-batch-norm" },
  { head: "final-batch-norm", outputs: "sigmoid" },
  { head: "final-center", outputs: "sigmoid" },
  { head: "final-scale", outputs: "single-logit", model: "mlp" },
];

function specs(seeds: number): TrialSpec[] {
  return Array.from({ length: seeds }, (_, index) => index + 1).flatMap(
    (seed) => ARMS.map((arm) => ({ ...SPEC, seed, ...arm })),
  );
}

async function collect(
  list: readonly TrialSpec[],
  options: Partial<WorkerPoolOptions> = {},
): Promise<TrialResult[]> {
  const results: TrialResult[] = [];
  await using pool = new WorkerPool({ ...OPTIONS, ...options });
  for await (const result of pool.run(list.map(trialOf))) results.push(result);
  return results;
}

/** What a result says except for the time it took, by its spec. */
function contents(results: readonly TrialResult[]): string[] {
  return results
    .map((result) =>
      JSON.stringify({ ...result, trainSeconds: 0, started: "" })
    )
    .sort();
}

function poolTest(name: string, fn: () => Promise<void>): void {
  const reason = library === undefined ? " (skipped: no libtensorflow)" : "";
  Deno.test({ name: name + reason, ignore: library === undefined, fn });
}

poolTest(
  "WorkerPool.run() gives the same bits with one worker and with two",
  async () => {
    const list = specs(2);
    const two = await collect(list);
    const one = await collect([...list].reverse(), { workers: 1 });
    assertEquals(two.length, 2 * ARMS.length);
    const losses = two.map((result) => String(result.losses));
    assertEquals(new Set(losses).size, two.length);
    assertEquals(contents(one), contents(two));
    for (const { status, evaluations, spec, losses, testCount } of two) {
      assertEquals([status, losses.length, testCount], ["ok", 2, 20]);
      const expected = spec.head === "plain"
        ? ["as-trained", "adjusted"]
        : INFERENCE_NAMES;
      assertEquals(evaluations.map(({ inference }) => inference), expected);
    }
  },
);

poolTest("WorkerPool.run() records a loss that diverges", async () => {
  const [result] = await collect([{ ...SPEC, learningRate: 1e30 }]);
  assertEquals(result!.status, "diverged");
  assertEquals(result!.evaluations, []);
  assert(result!.reason!.includes("is not finite"));
});

poolTest(
  "WorkerPool.run() ends with the message of a worker that cannot start",
  async () => {
    await assertRejects(
      () => collect(specs(2), { engine: tensorFlowAt("/no/such/library.so") }),
      WorkerError,
      "Cannot start a worker: Cannot open /no/such/library.so",
    );
  },
);

poolTest(
  "WorkerPool.run() ends with the message of a trial that cannot be drawn",
  async () => {
    await assertRejects(
      () => collect([{ ...SPEC, majorityCount: 1_000_000 }]),
      WorkerError,
      "Cannot draw 1000000 training images of class healthy",
    );
  },
);
