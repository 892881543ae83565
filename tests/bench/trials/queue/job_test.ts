import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  jobId,
  trialJob,
  trialOutcome,
} from "../../../../bench/trials/queue/job.ts";
import { CODE, DATA, resultOf, trials } from "./_sides.ts";

const [TRIAL] = trials(1);
const { spec: SPEC } = TRIAL!;
const JOB = { spec: SPEC, code: CODE, data: DATA };

Deno.test("jobId() is equal for the same keys in another order", () => {
  const entries = Object.entries(JOB.spec).reverse();
  const spec = Object.fromEntries(entries) as typeof JOB.spec;
  assertEquals(jobId({ ...JOB, spec }), jobId(JOB));
});

Deno.test("jobId() differs by whatever decides a result", () => {
  const { data: _, ...withoutData } = JOB;
  const ids = [
    jobId(JOB),
    jobId(withoutData),
    jobId({ ...JOB, data: CODE }),
    jobId({ ...JOB, code: DATA }),
    jobId({ ...JOB, spec: { ...JOB.spec, seed: 1 } }),
  ];
  assertEquals(new Set(ids).size, ids.length);
  assertNotEquals(ids[0]!.match(/^[0-9a-f]{64}$/), null);
});

Deno.test("trialJob takes what a study asks for", () => {
  assertEquals(trialJob.parse(JOB), JOB);
});

Deno.test("trialOutcome takes results, and no unknown key", () => {
  const outcome = { type: "result", result: resultOf(TRIAL!) };
  assertEquals(trialOutcome.parse(outcome) as unknown, outcome);
  assert(!trialOutcome.safeParse({ ...outcome, path: "/etc" }).success);
});

Deno.test("trialOutcome takes no orders to a terminal from a message", () => {
  const message = "\u001b]0;title\u0007\u009b2Jlost\nline";
  assertEquals(
    trialOutcome.parse({ type: "failure", message }),
    { type: "failure", message: " ]0;title  2Jlost\nline" },
  );
});
