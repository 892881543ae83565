import { assert, assertEquals, assertRejects } from "@std/assert";
import type { TrialResult, TrialSpec } from "../../../bench/trials/trial.ts";
import {
  runTrials,
  WorkerError,
  type WorkerPoolOptions,
} from "../../../bench/trials/worker_pool.ts";
import { library } from "../../_engine.ts";

const SPEC: TrialSpec = {
  dataset: "leaves",
  majority: ["healthy"],
  minority: ["rust"],
  majorityCount: 70,
  minorityCount: 6,
  testCount: 20,
  imageSize: 32,
  model: "small-cnn",
  head: "plain",
  momentum: 0.9,
  batchSize: 32,
  epochs: 2,
  learningRate: 1e-3,
  seed: 1,
};

const OPTIONS: WorkerPoolOptions = {
  workers: 2,
  library: library ?? "",
  device: "cpu",
  source: { cache: "" },
};

function specs(seeds: number): TrialSpec[] {
  return Array.from({ length: seeds }, (_, index) => index + 1).flatMap(
    (seed) => [
      { ...SPEC, seed },
      { ...SPEC, seed, head: "final-batch-norm" as const },
    ],
  );
}

async function collect(
  list: readonly TrialSpec[],
  options: Partial<WorkerPoolOptions> = {},
): Promise<TrialResult[]> {
  const results: TrialResult[] = [];
  for await (const result of runTrials(list, { ...OPTIONS, ...options })) {
    results.push(result);
  }
  return results;
}

/** What a result says but for the time it took, by its spec. */
function contents(results: readonly TrialResult[]): string[] {
  return results
    .map((result) => JSON.stringify({ ...result, trainSeconds: 0 }))
    .sort();
}

function poolTest(name: string, fn: () => Promise<void>): void {
  const reason = library === undefined ? " (skipped: no libtensorflow)" : "";
  Deno.test({ name: name + reason, ignore: library === undefined, fn });
}

poolTest(
  "runTrials() gives the same bits with one worker and with two",
  async () => {
    const list = specs(2);
    const two = await collect(list);
    const one = await collect([...list].reverse(), { workers: 1 });
    assertEquals(two.length, 4);
    assertEquals(contents(one), contents(two));
    for (const { status, evaluations, spec, losses, testCount } of two) {
      assertEquals([status, losses.length, testCount], ["ok", 2, 20]);
      const expected = spec.head === "plain"
        ? ["as-trained"]
        : ["as-trained", "layer-removed"];
      assertEquals(evaluations.map(({ inference }) => inference), expected);
    }
  },
);

poolTest("runTrials() records a loss that diverges", async () => {
  const [result] = await collect([{ ...SPEC, learningRate: 1e30 }]);
  assertEquals(result!.status, "diverged");
  assertEquals(result!.evaluations, []);
  assert(result!.reason!.includes("is not finite"));
});

poolTest(
  "runTrials() ends with the message of a worker that cannot start",
  async () => {
    await assertRejects(
      () => collect(specs(2), { library: "/no/such/library.so" }),
      WorkerError,
      "Cannot start a worker: Cannot open /no/such/library.so",
    );
  },
);

poolTest(
  "runTrials() ends with the message of a trial that cannot be drawn",
  async () => {
    await assertRejects(
      () => collect([{ ...SPEC, majorityCount: 1_000_000 }]),
      WorkerError,
      "Cannot draw 1000000 training images of class healthy",
    );
  },
);

poolTest(
  "runTrials() records a killed worker, and goes on with another",
  async () => {
    const results: TrialResult[] = [];
    let killed = false;
    // Long enough that its worker is there to be killed.
    const long = { ...SPEC, majorityCount: 1500, epochs: 30, seed: 77 };
    const list = [long, ...specs(1)];
    const killer = setInterval(() => {
      if (killed) return;
      const worker = childWorkers().at(0);
      if (worker !== undefined) {
        killed = true;
        setTimeout(() => Deno.kill(worker, "SIGKILL"), 2500);
      }
    }, 50);
    for await (const result of runTrials(list, { ...OPTIONS, workers: 1 })) {
      results.push(result);
    }
    clearInterval(killer);
    assertEquals(results.map(({ status }) => status), ["killed", "ok", "ok"]);
    assert(results[0]!.reason!.startsWith("the worker died: SIGKILL"));
  },
);

poolTest("runTrials() begins nothing more once it is stopped", async () => {
  const stop = new AbortController();
  const results: TrialResult[] = [];
  const options = { ...OPTIONS, workers: 1, signal: stop.signal };
  for await (const result of runTrials(specs(10), options)) {
    results.push(result);
    stop.abort();
  }
  assert(results.length >= 1 && results.length <= 3, `${results.length} ran`);
  assertEquals(results[0]!.status, "ok");
});

/** The process numbers of a process's workers. */
function childWorkers(parent = Deno.pid): number[] {
  const { stdout } = new Deno.Command("pgrep", {
    args: ["-P", String(parent), "-f", "trials/worker.ts"],
  }).outputSync();
  return new TextDecoder().decode(stdout).trim().split("\n").filter(Boolean)
    .map(Number);
}
