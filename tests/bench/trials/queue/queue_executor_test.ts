import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { WorkerError } from "../../../../bench/trials/executor.ts";
import { redisTest } from "./_redis.ts";
import {
  ask,
  DATA,
  resultOf,
  seedsOf,
  serve,
  StubExecutor,
  TIMING,
  trials,
  until,
} from "./_sides.ts";
import { trialWith } from "../../_trials.ts";
import { deno } from "../../../_process.ts";

redisTest(
  "QueueExecutor yields 50 trials of two consumers, each once",
  async (server) => {
    const stubs = [new StubExecutor(slowly), new StubExecutor(slowly)];
    const notes: string[] = [];
    await using _one = serve(server.url, {
      executor: stubs[0]!,
      onNote: (text) => notes.push(text),
    });
    await using _other = serve(server.url, {
      executor: stubs[1]!,
      onNote: (text) => notes.push(text),
    });
    await until(() => notes.length === 2);
    const wanted = trials(50);
    const { executor } = ask(server.url);
    const results = await Array.fromAsync(executor.run(wanted));
    results.sort((a, b) => a.spec.seed - b.spec.seed);
    assertEquals(results, wanted.map((spec) => resultOf(spec)));
    assertEquals(
      seedsOf(wanted.map((spec) => resultOf(spec))),
      [
        ...stubs[0]!.begun,
        ...stubs[1]!.begun,
      ].sort((a, b) => a - b),
    );
    assert(stubs.every(({ begun }) => begun.length > 0));
  },
);

async function slowly(spec: Parameters<typeof resultOf>[0]) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return resultOf(spec);
}

redisTest(
  "QueueExecutor and two consumers cost little a trial",
  async (server) => {
    await using _one = serve(server.url, { slots: 4 });
    await using _other = serve(server.url, { slots: 4 });
    const { executor } = ask(server.url);
    const started = performance.now();
    const results = await Array.fromAsync(executor.run(trials(500)));
    const seconds = (performance.now() - started) / 1000;
    assertEquals(results.length, 500);
    console.log(
      `${
        Math.round(500 / seconds)
      } trials/s through the queue, starts included`,
    );
  },
);

redisTest(
  "QueueExecutor finds what was computed before, for itself or others",
  async (server) => {
    const stub = new StubExecutor();
    await using _side = serve(server.url, { executor: stub });
    const both = await Promise.all([
      Array.fromAsync(ask(server.url).executor.run(trials(5))),
      Array.fromAsync(ask(server.url).executor.run(trials(5))),
    ]);
    assertEquals(both.map(seedsOf), [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]);
    const later = ask(server.url).executor.run(trials(6));
    assertEquals(seedsOf(await Array.fromAsync(later)), [0, 1, 2, 3, 4, 5]);
    assertEquals(stub.begun.sort(), [0, 1, 2, 3, 4, 5]);
  },
);

redisTest(
  "QueueExecutor gets what was computed after it was killed",
  async (server) => {
    const script = `
      import { ask, trials } from "${import.meta.resolve("./_sides.ts")}";
      await Array.fromAsync(ask("${server.url}").executor.run(trials(3)));`;
    const first = deno("eval --quiet --no-check", [script], {
      cwd: new URL("../../../../", import.meta.url),
    }).spawn();
    const count = async () =>
      (await server.command("KEYS", "finalbn:trials-*:?????????*?????????*"))
        .match(/[0-9a-f]{64}/g)?.length ?? 0;
    while (await count() < 3) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    first.kill("SIGKILL");
    await first.status;
    const stub = new StubExecutor();
    await using _side = serve(server.url, { executor: stub });
    await until(() => stub.begun.length === 3);
    const again = ask(server.url).executor.run(trials(3));
    assertEquals(seedsOf(await Array.fromAsync(again)), [0, 1, 2]);
    assertEquals(stub.begun.length, 3);
  },
);

redisTest(
  "QueueExecutor asks again for what had no result before",
  async (server) => {
    let attempts = 0;
    const stub = new StubExecutor((spec) => {
      attempts += 1;
      if (attempts === 1) return resultOf(spec, { status: "oom" });
      if (attempts === 2) throw new WorkerError("Cannot draw: too few images");
      return resultOf(spec);
    });
    await using _side = serve(server.url, { executor: stub });
    const run = () => Array.fromAsync(ask(server.url).executor.run(trials(1)));
    assertEquals((await run()).map(({ status }) => status), ["oom"]);
    await assertRejects(
      run,
      WorkerError,
      "Cannot draw: too few images (says the worker here)",
    );
    assertEquals((await run()).map(({ status }) => status), ["ok"]);
    assertEquals((await run()).map(({ status }) => status), ["ok"]);
    assertEquals(attempts, 3);
  },
);

redisTest(
  "QueueExecutor, aborted, takes back what nobody has begun",
  async (server) => {
    const gate = Promise.withResolvers<void>();
    const stub = new StubExecutor(async (spec) => {
      await gate.promise;
      return resultOf(spec);
    });
    await using _side = serve(server.url, { executor: stub, slots: 1 });
    const stop = new AbortController();
    const { executor } = ask(server.url);
    const results = Array.fromAsync(
      executor.run(trials(5), { signal: stop.signal }),
    );
    await until(() => stub.begun.length === 1);
    stop.abort();
    setTimeout(() => gate.resolve(), 500);
    assertEquals(seedsOf(await results), [0]);
    const rest = ask(server.url).executor.run(trials(5).slice(1));
    assertEquals(seedsOf(await Array.fromAsync(rest)), [1, 2, 3, 4]);
  },
);

redisTest(
  "QueueExecutor takes everything back when nobody listens",
  async (server) => {
    const gate = Promise.withResolvers<void>();
    const stub = new StubExecutor(async (trial) => {
      if (trial.spec.seed > 0) await gate.promise;
      return resultOf(trial);
    });
    await using _side = serve(server.url, { executor: stub, slots: 1 });
    const { executor } = ask(server.url);
    for await (const { spec } of executor.run(trials(9))) {
      assertEquals(spec.seed, 0);
      break;
    }
    gate.resolve();
    const other = ask(server.url).executor.run([trials(20).at(-1)!]);
    assertEquals(seedsOf(await Array.fromAsync(other)), [19]);
    assert(stub.begun.length <= 3, `begun: ${stub.begun}`);
  },
);

redisTest(
  "QueueExecutor says once that no worker is there, and waits",
  async (server) => {
    const { executor, notes } = ask(server.url);
    const results = Array.fromAsync(executor.run(trials(3)));
    await until(() => notes.length > 0);
    await using _side = serve(server.url);
    assertEquals(seedsOf(await results), [0, 1, 2]);
    const [first = "", ...others] = notes;
    assertStringIncludes(
      first,
      `no worker is connected to the queue at ${server.url}`,
    );
    assertStringIncludes(first, `deno task worker --queue ${server.url}`);
    assert(others.every((text) => text.startsWith("workers of this version")));
  },
);

redisTest(
  "QueueExecutor tells of workers of another version, which run nothing",
  async (server) => {
    const stub = new StubExecutor();
    let isReady = false;
    await using _side = serve(server.url, {
      executor: stub,
      code: "beef".repeat(16),
      onNote: () => isReady = true,
    });
    await until(() => isReady);
    const stop = new AbortController();
    const { executor, notes } = ask(server.url);
    const results = Array.fromAsync(
      executor.run(trials(2), { signal: stop.signal }),
    );
    await until(() => notes.length > 0);
    stop.abort();
    assertEquals([await results, stub.begun], [[], []]);
    assertStringIncludes(
      notes[0]!,
      "none of this version: wanted code c0dec0dec0de, got beefbeefbeef.",
    );
  },
);

redisTest(
  "QueueExecutor refuses results of other images or code",
  async (server) => {
    const { origin } = resultOf(trials(1)[0]!);
    await using _side = serve(server.url, {
      executor: new StubExecutor((spec) =>
        resultOf(spec, { origin: { ...origin!, code: "beef".repeat(16) } })
      ),
    });
    await assertRejects(
      () => Array.fromAsync(ask(server.url).executor.run(trials(1))),
      WorkerError,
      "Cannot use a result from the queue: wanted code",
    );
    const data = "feed".repeat(16);
    await assertRejects(
      () =>
        Array.fromAsync(
          ask(server.url, { dataOf: () => data }).executor.run(trials(1)),
        ),
      WorkerError,
      `with content ${data}, got ${DATA}. Next step: give all machines the ` +
        "same --data or --images (says the worker here)",
    );
  },
);

Deno.test("QueueExecutor refuses what no queue may ask for", async () => {
  const { executor } = ask("redis://127.0.0.1:1", { timing: TIMING });
  const trial = trialWith({ epochs: 1e9 });
  await assertRejects(
    () => Array.fromAsync(executor.run([trial])),
    WorkerError,
    "epochs is at most 10000 in a queue, got 1000000000",
  );
});
