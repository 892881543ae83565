import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import type { TrialResult, TrialSpec } from "../../../bench/trials/trial.ts";
import { WorkerError } from "../../../bench/trials/executor.ts";
import {
  WorkerPool,
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
  instructionSet: "test",
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
  await using pool = new WorkerPool({ ...OPTIONS, ...options });
  for await (const result of pool.run(list)) results.push(result);
  return results;
}

/** What a result says but for the time it took, by its spec. */
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
      () => collect(specs(2), { library: "/no/such/library.so" }),
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

Deno.test("WorkerPool.run() tries a trial once more when its worker dies", async () => {
  const retried: TrialResult[] = [];
  await using pool = stubPool({ workers: 1 });
  const results = await Array.fromAsync(
    pool.run([stub("die"), stub("ok")], {
      onRetry: (attempt) => retried.push(attempt),
    }),
  );
  assertEquals(results.map(({ status }) => status), ["killed", "ok"]);
  assertEquals(retried.map(({ status }) => status), ["killed"]);
  assertStringIncludes(results[0]!.reason!, "the worker died: SIGKILL");
  assertStringIncludes(results[0]!.reason!, "its last words");
});

Deno.test("WorkerPool.run() forgets a failure that does not come again", async () => {
  await using pool = stubPool({ workers: 1 });
  await using orders = await Orders.of(["die", "ok"]);
  const retried: TrialResult[] = [];
  const results = await Array.fromAsync(
    pool.run([stub(`ask ${orders.pipe}`)], {
      onRetry: (attempt) => retried.push(attempt),
    }),
  );
  assertEquals(results.map(({ status }) => status), ["ok"]);
  assertEquals(retried.map(({ status }) => status), ["killed"]);
});

Deno.test("WorkerPool.run() ends a worker that hangs", async () => {
  await using pool = stubPool({ workers: 2, timeoutSeconds: 0.5 });
  const results = await Array.fromAsync(pool.run([stub("hang"), stub("ok")]));
  assertEquals(results.map(({ status }) => status), ["ok", "timeout"]);
  assertEquals(results[1]!.reason, "it took more than 0.5 seconds");
});

Deno.test("WorkerPool.run() ends a worker that takes too much memory", async () => {
  await using pool = stubPool({ workers: 1, memoryBytes: 400 * 2 ** 20 });
  const results = await Array.fromAsync(pool.run([stub("bloat"), stub("ok")]));
  assertEquals(results.map(({ status }) => status), ["oom", "ok"]);
  assertStringIncludes(
    results[0]!.reason!,
    "more than the 400 MiB of a worker",
  );
});

Deno.test("WorkerPool.run() replaces a worker that has leaked", async () => {
  await using pool = stubPool({ workers: 1, memoryBytes: 2 ** 40 });
  const results = await Array.fromAsync(
    pool.run([stub("ok"), stub("pid"), stub("leak"), stub("pid")]),
  );
  const pids = results.map(({ testCount }) => testCount);
  assertEquals(results.every(({ status }) => status === "ok"), true);
  assertEquals(pids[0], pids[1]);
  assertEquals(pids[1], pids[2]);
  assertNotEquals(pids[2], pids[3]);
});

Deno.test("WorkerPool.run() begins nothing more once it is stopped", async () => {
  const stop = new AbortController();
  await using pool = stubPool({ workers: 2 });
  const specs = Array.from({ length: 50 }, (_, seed) => stub("ok", seed));
  const results: TrialResult[] = [];
  for await (const result of pool.run(specs, { signal: stop.signal })) {
    results.push(result);
    stop.abort();
  }
  assert(results.length >= 1 && results.length < 50, `${results.length} ran`);
  assert(results.every(({ status }) => status === "ok"));
});

Deno.test("WorkerPool.run() shares its workers between runs", async () => {
  await using pool = stubPool({ workers: 2 });
  const seeds = Array.from({ length: 20 }, (_, seed) => seed);
  const runs = await Promise.all(
    [1, 2, 3].map((run) =>
      Array.fromAsync(
        pool.run(seeds.map((seed) => stub("pid", 100 * run + seed))),
      )
    ),
  );
  const pids = new Set(runs.flat().map(({ testCount }) => testCount));
  assertEquals(runs.flat().length, 60);
  assertEquals(pids.size, 2);
});

Deno.test("WorkerPool starts a worker again that dies while it starts", async () => {
  await using orders = await Orders.of(["die", "die", "ok"]);
  await using pool = stubPool({ workers: 1, library: `ask ${orders.pipe}` });
  const { engine, code } = await pool.describe();
  assertEquals([engine.tensorflow, code], ["stub", "stub"]);
});

Deno.test("WorkerPool gives up workers that always die while they start", async () => {
  await using pool = stubPool({ workers: 1, library: "die" });
  await assertRejects(
    () => pool.describe(),
    WorkerError,
    "Cannot start a worker: it ended with: SIGKILL",
  );
});

Deno.test("WorkerPool refuses a number of workers that is none", () => {
  for (const workers of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => stubPool({ workers }),
      RangeError,
      `wanted one worker or more, got ${workers}`,
    );
  }
});

Deno.test("WorkerPool.run() does not count the death of a worker that waits against a trial", async () => {
  await using pool = stubPool({ workers: 1 });
  const [first] = await Array.fromAsync(pool.run([stub("expire")]));
  await untilGone(first!.testCount);
  const retried: TrialResult[] = [];
  const [second] = await Array.fromAsync(
    pool.run([stub("ok")], { onRetry: (attempt) => retried.push(attempt) }),
  );
  assertEquals([second!.status, retried], ["ok", []]);
  assertNotEquals(second!.testCount, first!.testCount);
});

Deno.test("WorkerPool.run() replaces a worker whose output is garbled", async () => {
  await using pool = stubPool({ workers: 1 });
  await using orders = await Orders.of(["garble", "ok"]);
  const retried: TrialResult[] = [];
  const results = await Array.fromAsync(
    pool.run([stub(`ask ${orders.pipe}`)], {
      onRetry: (attempt) => retried.push(attempt),
    }),
  );
  assertEquals(results.map(({ status }) => status), ["ok"]);
  assertEquals(retried.map(({ status }) => status), ["killed"]);
});

Deno.test("WorkerPool.run() ends with what it cannot understand", async () => {
  await using pool = stubPool({ workers: 1 });
  await assertRejects(
    () => Array.fromAsync(pool.run([stub("misspeak")])),
    WorkerError,
    "Cannot understand a worker: ",
  );
  const [result] = await Array.fromAsync(pool.run([stub("ok")]));
  assertEquals(result!.status, "ok");
});

Deno.test("WorkerPool.run() hands out what still runs before it fails", async () => {
  await using pool = stubPool({ workers: 2 });
  await warmUp(pool, 2);
  const results: TrialResult[] = [];
  await assertRejects(
    async () => {
      const specs = [stub("nap"), stub("fail"), stub("never")];
      for await (const result of pool.run(specs)) results.push(result);
    },
    WorkerError,
    "no images",
  );
  assertEquals(results.map(({ spec }) => spec.dataset), ["nap"]);
});

Deno.test("WorkerPool.run() ends with the error of who is told of an attempt", async () => {
  await using pool = stubPool({ workers: 1 });
  const onRetry = () => {
    throw new RangeError("no room");
  };
  await assertRejects(
    () => Array.fromAsync(pool.run([stub("die"), stub("ok")], { onRetry })),
    RangeError,
    "no room",
  );
});

Deno.test("WorkerPool.run() that nobody reads to its end begins nothing more", async () => {
  await using pool = stubPool({ workers: 1 });
  for await (
    const { status } of pool.run([stub("pid"), stub("nap"), stub("hang")])
  ) {
    assertEquals(status, "ok");
    break;
  }
  const [result] = await Array.fromAsync(pool.run([stub("ok")]));
  assertEquals(result!.status, "ok");
});

Deno.test("WorkerPool ends a worker that hangs while it starts", async () => {
  await using pool = stubPool({
    workers: 1,
    library: "hang",
    startSeconds: 0.5,
  });
  await assertRejects(
    () => pool.describe(),
    WorkerError,
    "Cannot start a worker: it took more than 0.5 seconds",
  );
});

Deno.test("WorkerPool.run() knows times that are longer than timers are", async () => {
  await using pool = stubPool({
    workers: 1,
    timeoutSeconds: 1e9,
    startSeconds: 1e9,
  });
  const [result] = await Array.fromAsync(pool.run([stub("nap")]));
  assertEquals(result!.status, "ok");
});

Deno.test("WorkerPool that is closed ends a trial that runs, and begins no other", async () => {
  const pool = stubPool({ workers: 1 });
  await warmUp(pool, 1);
  const results: TrialResult[] = [];
  const running = assertRejects(
    async () => {
      const specs = [stub("hang"), stub("ok")];
      for await (const result of pool.run(specs)) results.push(result);
    },
    WorkerError,
    "Cannot run trials: their pool is closed",
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  await pool[Symbol.asyncDispose]();
  await running;
  const ended = results.map(({ status, reason }) => [status, reason]);
  assertEquals(ended, [["killed", "its pool was closed"]]);
});

Deno.test("WorkerPool that is closed ends the workers that start, and those who wait for one", async () => {
  const pool = stubPool({ workers: 1, library: "hang" });
  const runs = [1, 2].map((seed) =>
    assertRejects(
      () => Array.fromAsync(pool.run([stub("ok", seed)])),
      WorkerError,
      "pool",
    )
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  await pool[Symbol.asyncDispose]();
  await Promise.all(runs);
  await assertRejects(() => pool.describe(), WorkerError, "pool is closed");
});

/** Starts workers, so that trials begin at once. */
async function warmUp(pool: WorkerPool, workers: number): Promise<void> {
  const specs = Array.from({ length: workers }, (_, seed) => stub("nap", seed));
  await Array.fromAsync(pool.run(specs));
}

/** Waits until a process is gone, and until that is known. */
async function untilGone(pid: number): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    try {
      Deno.kill(pid, "SIGCONT");
    } catch {
      return await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** A pool whose workers do what a trial's data set says, and train nothing. */
function stubPool(options: Partial<WorkerPoolOptions>): WorkerPool {
  return new WorkerPool({
    ...OPTIONS,
    script: new URL("./_stub_worker.ts", import.meta.url),
    ...options,
  });
}

function stub(dataset: string, seed = 1): TrialSpec {
  return { ...SPEC, dataset, seed };
}

/** What stub workers are told to do, one after another. */
class Orders implements AsyncDisposable {
  readonly pipe: string;
  readonly #given: Promise<void>;

  private constructor(pipe: string, orders: readonly string[]) {
    this.pipe = pipe;
    this.#given = this.#give(orders);
  }

  static async of(orders: readonly string[]): Promise<Orders> {
    const pipe = `${await Deno.makeTempDir()}/orders`;
    await new Deno.Command("mkfifo", { args: [pipe] }).output();
    return new Orders(pipe, orders);
  }

  async #give(orders: readonly string[]): Promise<void> {
    for (const order of orders) {
      // A pipe takes what is written once somebody reads, and its end after.
      await Deno.writeTextFile(this.pipe, order);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#given;
    await Deno.remove(this.pipe.slice(0, -"/orders".length), {
      recursive: true,
    });
  }
}
