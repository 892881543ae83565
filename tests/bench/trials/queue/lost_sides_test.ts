import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { redisTest } from "./_redis.ts";
import {
  ask,
  resultOf,
  seedsOf,
  serve,
  StubExecutor,
  trials,
  until,
} from "./_sides.ts";
import { deno } from "../../../_process.ts";

/** Starts a consumer, and kills it when it has begun a trial. */
async function loseConsumer(url: string): Promise<void> {
  const script = import.meta.resolve("./_consumer_process.ts");
  const process = deno("run --quiet --no-check -P=test", [script, url], {
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.getReader();
  const { value } = await reader.read();
  assertEquals(new TextDecoder().decode(value), "begun\n");
  process.kill("SIGKILL");
  await process.status;
  await reader.cancel();
}

redisTest(
  "a trial whose consumer is killed goes to another, once",
  async (server) => {
    const { executor } = ask(server.url);
    const results = Array.fromAsync(executor.run(trials(3)));
    await loseConsumer(server.url);
    const stub = new StubExecutor();
    await using _side = serve(server.url, { executor: stub });
    assertEquals(seedsOf(await results), [0, 1, 2]);
    assertEquals(stub.begun.sort(), [0, 1, 2]);
  },
);

redisTest(
  "a trial whose consumer is killed twice is killed",
  async (server) => {
    const { executor } = ask(server.url);
    const results = Array.fromAsync(executor.run(trials(1)));
    await loseConsumer(server.url);
    await loseConsumer(server.url);
    const stub = new StubExecutor();
    await using _side = serve(server.url, { executor: stub });
    const [result, ...others] = await results;
    assertEquals([result?.status, others, stub.begun], ["killed", [], []]);
    assertStringIncludes(result?.reason ?? "", "its workers were lost");
  },
);

redisTest(
  "a consumer that leaves finishes its trial and takes no more",
  async (server) => {
    const gate = Promise.withResolvers<void>();
    const first = new StubExecutor(async (spec) => {
      leaving.stop();
      await gate.promise;
      return resultOf(spec);
    });
    await using leaving = serve(server.url, { executor: first, slots: 1 });
    const { executor } = ask(server.url);
    const results = Array.fromAsync(executor.run(trials(3)));
    setTimeout(() => gate.resolve(), 1500); // longer than its lock
    await leaving.ended;
    const second = new StubExecutor();
    await using _staying = serve(server.url, { executor: second });
    assertEquals(seedsOf(await results), [0, 1, 2]);
    assertEquals([first.begun, second.begun.sort()], [[0], [1, 2]]);
  },
);

redisTest(
  "a trial that outlasts an outage is not run again",
  async (server) => {
    const back = Promise.withResolvers<void>();
    const stub = new StubExecutor(async (spec) => {
      await back.promise;
      return resultOf(spec);
    });
    await using _side = serve(server.url, {
      executor: stub,
      onNote: (text) => text.endsWith("is back") && back.resolve(),
    });
    const { executor } = ask(server.url);
    const results = Array.fromAsync(executor.run(trials(2)));
    await until(() => stub.begun.length === 2);
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 2000)); // two locks
    await server.restart();
    assertEquals(seedsOf(await results), [0, 1]);
    assertEquals(stub.begun.sort(), [0, 1]);
  },
  { isPersistent: true },
);

for (const isPersistent of [true, false]) {
  const kind = isPersistent ? "keeps its jobs" : "loses its jobs";
  redisTest(
    `a server that is killed and ${kind} costs no result`,
    async (server) => {
      const stub = new StubExecutor(async (spec) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return resultOf(spec);
      });
      await using _side = serve(server.url, { executor: stub });
      const { executor, notes } = ask(server.url);
      const seeds: number[] = [];
      for await (const { spec } of executor.run(trials(40))) {
        seeds.push(spec.seed);
        if (seeds.length !== 10) continue;
        await server.kill();
        await new Promise((resolve) => setTimeout(resolve, 200));
        await server.restart();
      }
      assertEquals(
        seeds.sort((a, b) => a - b),
        Array.from({ length: 40 }, (_, seed) => seed),
      );
      const said = notes.join("\n");
      assertStringIncludes(said, "is out of reach: waiting until it is back");
      assertStringIncludes(said, `the queue at ${server.url} is back`);
      assertEquals(/they are added again/.test(said), !isPersistent, said);
      assert(stub.begun.length >= 40);
    },
    { isPersistent },
  );
}
