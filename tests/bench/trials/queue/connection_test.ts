import { assert, assertEquals, assertRejects } from "@std/assert";
import { WorkerError } from "../../../../bench/trials/executor.ts";
import { freePort, openssl, Redis, redis } from "./_redis.ts";
import { ask, seedsOf, serve, trials } from "./_sides.ts";

const { ignore, reason } = redis;
const secure = {
  ignore: redis.ignore || openssl.ignore,
  reason: redis.reason || openssl.reason,
};

/** What both sides say of a queue that they cannot use. */
async function refusals(url: string, authority?: string): Promise<string[]> {
  const { executor } = ask(url, { authority });
  const errors = await Promise.all([
    assertRejects(() => Array.fromAsync(executor.run(trials(1))), WorkerError),
    assertRejects(() => serve(url, { authority }).ended, WorkerError),
  ]);
  return errors.map(({ message }) => message);
}

Deno.test({
  name: `a queue with a password is used with it${reason}`,
  ignore,
  fn: async () => {
    await using server = await Redis.start({ password: "p@ss/word" });
    const url = server.url.replace("//", "//:p%40ss%2Fword@") + "/3";
    await using _side = serve(url);
    const results = await Array.fromAsync(ask(url).executor.run(trials(2)));
    assertEquals(seedsOf(results), [0, 1]);
  },
});

Deno.test({
  name: `a wrong password is said, and not shown${reason}`,
  ignore,
  fn: async () => {
    await using server = await Redis.start({ password: "right" });
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
  },
});

Deno.test({
  name: `a database that is not there is said${reason}`,
  ignore,
  fn: async () => {
    await using server = await Redis.start();
    for (const message of await refusals(`${server.url}/99`)) {
      assert(message.includes("DB index is out of range"), message);
    }
  },
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

Deno.test({
  name: `a queue is reached by TLS, with its authority alone${secure.reason}`,
  ignore: secure.ignore,
  fn: async () => {
    await using server = await Redis.start({ tls: true, password: "right" });
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
});
