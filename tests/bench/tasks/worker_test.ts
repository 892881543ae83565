import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { runTask } from "./_run.ts";

Deno.test("deno task worker explains itself", async () => {
  const { code, stdout } = await runTask("worker", ["--help"]);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "deno task worker --queue URL");
});

for (
  const [args, says] of [
    [["--unknown"], "Cannot understand --unknown: see deno task worker --help"],
    [[], "Cannot take trials: no queue is named. Next step: --queue redis://"],
    [["--queue", "gpu1"], "Cannot use the queue's URL: it is not a URL"],
    [["--queue="], "Cannot use --queue: it needs a value"],
    [
      ["--queue", "redis://gpu1", "--workers", "0"],
      "Cannot use --workers 0: wanted a whole number of at least 1",
    ],
    [
      ["--queue", "redis://gpu1", "--device", "tpu"],
      "Cannot use --device tpu: wanted one of auto, cpu, gpu",
    ],
  ] as [string[], string][]
) {
  Deno.test(`deno task worker refuses ${args.join(" ") || "no queue"}`, async () => {
    const { code, stderr } = await runTask("worker", args);
    assertEquals(code, 2);
    assertStringIncludes(stderr, says);
  });
}

Deno.test("deno task worker reads FINALBN_QUEUE, and hides its password", async () => {
  const { code, stderr } = await runTask("worker", [], {
    FINALBN_QUEUE: "redis://:topsecret@gpu1/zero",
  });
  assertEquals(code, 2);
  assertStringIncludes(stderr, "its path is not a database's number");
  assert(!stderr.includes("topsecret"), stderr);
});

Deno.test("deno task worker refuses an authority that is not there", async () => {
  const { code, stderr } = await runTask("worker", [], {
    FINALBN_QUEUE: "rediss://gpu1",
    FINALBN_QUEUE_CA: "no-such.pem",
  });
  assertEquals(code, 2);
  assertStringIncludes(stderr, "Cannot read FINALBN_QUEUE_CA, no-such.pem");
});
