import { assertEquals, assertStringIncludes } from "@std/assert";
import { QueueProcess } from "../../../../bench/trials/queue/_queue_process.ts";
import { jobId } from "../../../../bench/trials/queue/job.ts";
import { QUEUE_PROTOCOL } from "../../../../bench/trials/queue/process/messages.ts";
import type { QueueReply } from "../../../../bench/trials/queue/queue_reply.ts";
import { redisTest } from "./_redis.ts";
import {
  ask,
  CODE,
  DATA,
  resultOf,
  seedsOf,
  serve,
  StubExecutor,
  TIMING,
  trials,
} from "./_sides.ts";

const [TRIAL] = trials(1);
const { spec: SPEC } = TRIAL!;
const JOB = { spec: SPEC, code: CODE };

/** Payloads that no producer of ours writes, and what is said of each. */
const HOSTILE: Record<string, { data: unknown; says: string }> = {
  "nothing": { data: null, says: "expected object" },
  "a text": { data: "rm -rf /", says: "expected object" },
  "an unknown key": {
    data: { ...JOB, module: "https://evil.example/worker.ts" },
    says: 'Unrecognized key: "module"',
  },
  "an unknown key of the spec": {
    data: { ...JOB, spec: { ...SPEC, data: "/etc" } },
    says: 'Unrecognized key: "data"',
  },
  "a polluted prototype": {
    data: JSON.parse(
      `{"__proto__": {"code": "${CODE}"}, "spec": ${JSON.stringify(SPEC)}}`,
    ),
    says: "__proto__",
  },
  "a polluted prototype of the spec": {
    data: {
      ...JOB,
      spec: JSON.parse(
        JSON.stringify(SPEC).replace("{", '{"__proto__": {"data": "/etc"},'),
      ),
    },
    says: "__proto__",
  },
  "a path as the data set": {
    data: { ...JOB, spec: { ...SPEC, dataset: "../../etc/passwd" } },
    says: 'Cannot find the data set "../../etc/passwd"',
  },
  "a URL as the data set": {
    data: { ...JOB, spec: { ...SPEC, dataset: "https://evil.example/" } },
    says: "Cannot find the data set",
  },
  "a property of objects as the data set": {
    data: { ...JOB, spec: { ...SPEC, dataset: "constructor" } },
    says: "Cannot find the data set",
  },
  "your own images where there are none": {
    data: { ...JOB, spec: { ...SPEC, dataset: "images" } },
    says: "Cannot run trials of your own images",
  },
  "a training without end": {
    data: { ...JOB, spec: { ...SPEC, epochs: 1e9 } },
    says: "epochs is at most 10000",
  },
  "more images than there are atoms": {
    data: { ...JOB, spec: { ...SPEC, majorityCount: 1e15 } },
    says: "majorityCount is at most 10000000",
  },
  "images that fill the memory": {
    data: { ...JOB, spec: { ...SPEC, imageSize: 100_000 } },
    says: "imageSize",
  },
  "an infinite number": {
    data: JSON.parse(
      JSON.stringify(JOB).replace('"epochs":3', '"epochs":1e999'),
    ),
    says: "epochs",
  },
  "another network": {
    data: { ...JOB, spec: { ...SPEC, model: "../evil.ts" } },
    says: "spec.model",
  },
  "other code": {
    data: { ...JOB, code: "beef".repeat(16) },
    says: `wanted code ${CODE}, got beef`,
  },
  "code that is no hash": { data: { ...JOB, code: "../x" }, says: "code" },
  "too many classes": {
    data: { ...JOB, spec: { ...SPEC, majority: Array(9000).fill("rust") } },
    says: "it is too long for a queue",
  },
  "a payload that is too long": {
    data: { ...JOB, spec: { ...SPEC, dataset: "x".repeat(100_000) } },
    says: "Cannot take a job of 100",
  },
};

/** Puts payloads into a queue as they are, and gives what is answered. */
async function answers(
  url: string,
  jobs: { id: string; data: unknown }[],
): Promise<Map<string, QueueReply>> {
  await using process = new QueueProcess({
    url,
    code: CODE,
    role: "ask",
    timing: TIMING,
  });
  process.send({ type: "ask", jobs, again: false });
  const replies = new Map<string, QueueReply>();
  for await (const reply of process.replies()) {
    if ("id" in reply) replies.set(reply.id, reply);
    if (replies.size === jobs.length) break;
  }
  return replies;
}

/** The name that a job would have if its payload were sound. */
function nameOf(data: unknown, otherwise: string): string {
  try {
    return jobId(data as typeof JOB);
  } catch {
    return otherwise;
  }
}

redisTest(
  "serveQueue() answers hostile jobs and runs none of them",
  async (server) => {
    const stub = new StubExecutor();
    await using _side = serve(server.url, { executor: stub });
    const jobs = Object.entries(HOSTILE).map(([name, { data }]) => ({
      id: nameOf(data, name),
      data,
      name,
    }));
    const replies = await answers(
      server.url,
      jobs.map(({ id, data }) => ({ id, data })),
    );
    for (const { id, name } of jobs) {
      const text = JSON.stringify(replies.get(id));
      assertStringIncludes(text, '"type":"failure"', name);
      assertStringIncludes(
        text,
        JSON.stringify(HOSTILE[name]!.says).slice(1, -1),
        name,
      );
    }
    assertEquals(stub.begun, []);
    const after = ask(server.url).executor.run(trials(2));
    assertEquals(seedsOf(await Array.fromAsync(after)), [0, 1]);
  },
);

redisTest(
  "serveQueue() refuses jobs whose name is not their hash",
  async (server) => {
    const stub = new StubExecutor();
    const other = jobId({ ...JOB, spec: { ...SPEC, seed: 99 } });
    const jobs = [{ id: other, data: JOB }, { id: "mine", data: JOB }];
    await using _side = serve(server.url, { executor: stub });
    const replies = await answers(server.url, jobs);
    for (const { id } of jobs) {
      const text = JSON.stringify(replies.get(id));
      assertStringIncludes(text, "its name is not its hash");
    }
    assertEquals(stub.begun, []);
  },
);

redisTest("serveQueue() refuses jobs of other kinds", async (server) => {
  const id = jobId(JOB);
  const asked = answers(server.url, [{ id, data: JOB }]);
  const key = `finalbn:trials-${QUEUE_PROTOCOL}-${CODE.slice(0, 12)}:${id}`;
  while (!(await server.command("EXISTS", key)).startsWith(":1")) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await server.command("HSET", key, "name", "eval");
  const stub = new StubExecutor();
  await using _side = serve(server.url, { executor: stub });
  const text = JSON.stringify((await asked).get(id));
  assertStringIncludes(text, "it is no trial");
  assertEquals(stub.begun, []);
});

redisTest("a job that others made unreadable stops nobody", async (server) => {
  const id = jobId({ ...JOB, data: DATA });
  const results = Array.fromAsync(ask(server.url).executor.run(trials(3)));
  const key = `finalbn:trials-${QUEUE_PROTOCOL}-${CODE.slice(0, 12)}:${id}`;
  while (!(await server.command("EXISTS", key)).startsWith(":1")) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await server.command("HSET", key, "data", "{");
  await using _side = serve(server.url);
  assertEquals(seedsOf(await results), [0, 1, 2]);
});

redisTest(
  "serveQueue() runs as many trials at a time as it has slots",
  async (server) => {
    let running = 0;
    let most = 0;
    const executor = new StubExecutor(async (spec) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running -= 1;
      return resultOf(spec);
    });
    await using _side = serve(server.url, { executor, slots: 3 });
    const results = ask(server.url).executor.run(trials(12));
    assertEquals((await Array.fromAsync(results)).length, 12);
    assertEquals(most, 3);
  },
);
