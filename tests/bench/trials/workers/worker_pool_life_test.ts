import { assert, assertEquals, assertRejects } from "@std/assert";
import type { TrialResult } from "../../../../bench/trials/trial.ts";
import { WorkerError } from "../../../../bench/trials/executor.ts";
import { obeying, Orders, stub, stubPool, warmUp } from "./_stub_pool.ts";
import { outcomeOf } from "../../../_process.ts";

Deno.test("WorkerPool starts a worker again that dies while it starts", async () => {
  await using orders = await Orders.of(["die", "die", "ok"]);
  await using pool = stubPool({
    workers: 1,
    engine: obeying(`ask ${orders.pipe}`),
  });
  const { engine, code } = await pool.describe();
  assertEquals([engine.version, code], ["stub", "stub"]);
});

Deno.test("WorkerPool gives up workers that always die while they start", async () => {
  await using pool = stubPool({ workers: 1, engine: obeying("die") });
  await assertRejects(
    () => pool.describe(),
    WorkerError,
    "Cannot start a worker: it ended with: SIGKILL",
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
    engine: obeying("hang"),
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
  const pool = stubPool({ workers: 1, engine: obeying("hang") });
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

Deno.test({
  name:
    "WorkerPool leaves no file open and no process behind after 5000 trials and 40 workers",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const before = await openFiles();
    {
      await using pool = stubPool({ workers: 2 });
      const specs = Array.from(
        { length: 5000 },
        (_, seed) => stub(seed % 125 === 0 ? "leak" : "ok", seed),
      );
      let ended = 0;
      for await (const { status } of pool.run(specs)) {
        if (status === "ok") ended++;
      }
      assertEquals(ended, 5000);
    }
    // The runtime opens a few of its own; a worker has three pipes.
    const opened = await openFiles() - before;
    assert(opened < 40, `${opened} files are open`);
    // Its one child is the process that reads the list.
    const children = await textOf(
      "cat",
      `/proc/${Deno.pid}/task/${Deno.pid}/children`,
    );
    assertEquals(children.trim().split(/\s+/).length, 1, children);
  },
});

/** Files that this process has open; the pipes to who counts them too. */
async function openFiles(): Promise<number> {
  const names = await textOf("ls", `/proc/${Deno.pid}/fd`);
  return names.trim().split("\n").length;
}

async function textOf(command: string, path: string): Promise<string> {
  return (await outcomeOf(new Deno.Command(command, { args: [path] }))).stdout;
}
