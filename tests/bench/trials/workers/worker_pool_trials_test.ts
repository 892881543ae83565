import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import type { TrialResult } from "../../../../bench/trials/trial.ts";
import { WorkerError } from "../../../../bench/trials/executor.ts";
import { Orders, stub, stubPool, warmUp } from "./_stub_pool.ts";

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
  assertStringIncludes(results[0]!.reason!, "its last lines");
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

Deno.test("WorkerPool.run() tries a trial once more whose measures are mixed up", async () => {
  await using pool = stubPool({ workers: 1 });
  const retried: TrialResult[] = [];
  const [result, next] = await Array.fromAsync(
    pool.run([stub("mix up"), stub("ok")], {
      onRetry: (attempt) => retried.push(attempt),
    }),
  );
  assertEquals([result!.status, next!.status], ["killed", "ok"]);
  assertStringIncludes(result!.reason!, "is not that of its confusion matrix");
  assertEquals(result!.evaluations, []);
  assertEquals(retried.length, 1);
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
    pool.run([stub("ok"), stub("leak"), stub("pid")]),
  );
  const [first, leaking, last] = results;
  assertEquals(results.map(({ spec }) => spec.dataset), ["ok", "leak", "pid"]);
  assertEquals(results.every(({ status }) => status === "ok"), true);
  // The process is told by the number of its test images.
  assertEquals(first!.testCount, leaking!.testCount);
  assertNotEquals(leaking!.testCount, last!.testCount);
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

Deno.test("WorkerPool.run() begins no trial on a worker that is ready after the signal", async () => {
  const stop = new AbortController();
  await using pool = stubPool({ workers: 2 });
  const results = Array.fromAsync(
    pool.run([stub("ok", 1), stub("ok", 2)], { signal: stop.signal }),
  );
  stop.abort();
  assertEquals(await results, []);
  assertEquals((await Array.fromAsync(pool.run([stub("ok", 3)]))).length, 1);
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

Deno.test("WorkerPool spreads its workers over GPUs, those that replace others too", async () => {
  await using pool = stubPool({ workers: 4, gpus: ["3", "7"] });
  const hosts = async (orders: readonly string[]) =>
    (await Array.fromAsync(pool.run(orders.map((order) => stub(order)))))
      .map(({ host }) => host).sort();
  const naps = ["nap", "nap", "nap", "nap"];
  assertEquals(await hosts(naps), ["3", "3", "7", "7"]);
  await Array.fromAsync(
    pool.run(["expire", "expire", "expire"].map((order) => stub(order))),
  );
  assertEquals(await hosts(naps), ["3", "3", "7", "7"]);
});

Deno.test("WorkerPool leaves its workers all GPUs unless it is told", async () => {
  await using pool = stubPool({ workers: 1 });
  const [result] = await Array.fromAsync(pool.run([stub("ok")]));
  assertEquals(result!.host, "any GPU");
});
