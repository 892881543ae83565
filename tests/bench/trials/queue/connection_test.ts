import { assert, assertEquals, assertRejects } from "@std/assert";
import { WorkerError } from "../../../../bench/trials/executor.ts";
import { freePort, redisTest } from "./_redis.ts";
import { ask, seedsOf, serve, trials } from "./_sides.ts";

/** What both sides say of a queue that they cannot use. */
async function refusals(url: string, authority?: string): Promise<string[]> {
  const { executor } = ask(url, { authority });
  const errors = await Promise.all([
    assertRejects(() => Array.fromAsync(executor.run(trials(1))), WorkerError),
    assertRejects(() => serve(url, { authority }).ended, WorkerError),
  ]);
  return errors.map(({ message }) => message);
}

redisTest("a queue with a password is used with it", async (server) => {
  const url = server.url.replace("//", "//:p%40ss%2Fword@") + "/3";
  await using _side = serve(url);
  const results = await Array.fromAsync(ask(url).executor.run(trials(2)));
  assertEquals(seedsOf(results), [0, 1]);
}, { password: "p@ss/word" });

redisTest("a wrong password is said, and not shown", async (server) => {
  const wrong = server.url.replace("//", "//:topsecret@");
  for (const url of [wrong, server.url]) {
    for (const message of await refusals(url)) {
      assert(
        message.startsWith(`Cannot log in to the queue at ${server.url}: `),
        message,
      );
      assert(message.endsWith("--queue or FINALBN_QUEUE"), message);
      assert(!message.includes("topsecret"), message);
    }
  }
}, { password: "right" });

redisTest("a database that is not there is said", async (server) => {
  for (const message of await refusals(`${server.url}/99`)) {
    assert(message.includes("DB index is out of range"), message);
  }
});

Deno.test("a server that cannot be reached is said", async () => {
  const url = `redis://127.0.0.1:${freePort()}`;
  for (const message of await refusals(url.replace("//", "//:topsecret@"))) {
    assert(
      message.startsWith(`Cannot reach the queue at ${url}: connect ECONN`),
      message,
    );
    assert(message.includes("Next step: check that Redis or Valkey runs"));
  }
});

redisTest(
  "a queue is reached by TLS, with its authority alone",
  async (server) => {
    const url = server.url.replace("//", "//default:right@");
    const authority = server.certificate;
    await using _side = serve(url, { authority });
    const { executor } = ask(url, { authority });
    const results = await Array.fromAsync(executor.run(trials(2)));
    assertEquals(seedsOf(results), [0, 1]);
    for (const message of await refusals(url)) {
      assert(
        message.startsWith(`Cannot trust the queue at ${server.url}: `),
        message,
      );
      assert(message.endsWith("in FINALBN_QUEUE_CA"), message);
    }
  },
  { tls: true, password: "right" },
);
