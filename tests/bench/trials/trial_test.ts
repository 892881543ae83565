import { assert, assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import {
  canonicalSpec,
  type TrialSpec,
  trialSpec,
  workerCommand,
  workerReply,
} from "../../../bench/trials/trial.ts";
import { failedTrial, metricsOf, okTrial, SPEC } from "../_trials.ts";

/** Asserts that a value is refused because of what is at this path. */
function assertRefused(schema: z.ZodType, value: unknown, path: string): void {
  const { success, error } = schema.safeParse(value);
  assertEquals(success, false, `${path} ${JSON.stringify(value)}`);
  assert(error instanceof z.ZodError);
  const paths = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => [...issue.path, key].join("."))
      : [issue.path.join(".")]
  );
  assertEquals([...new Set(paths)], [path]);
}

Deno.test("trialSpec takes what a study asks for, and changes nothing", () => {
  assertEquals(trialSpec.parse(SPEC), SPEC);
  const plain = { ...SPEC, head: "plain", momentum: 0, seed: 0, batchSize: 2 };
  assertEquals(trialSpec.parse(plain) as unknown, plain);
});

Deno.test("trialSpec refuses a spec with a key missing", () => {
  for (const key of Object.keys(SPEC)) {
    const { [key as keyof typeof SPEC]: _, ...rest } = SPEC;
    assertRefused(trialSpec, rest, key);
  }
});

Deno.test("trialSpec refuses an unknown key", () => {
  assertRefused(trialSpec, { ...SPEC, dropout: 0.5 }, "dropout");
});

const OUT_OF_RANGE: [key: keyof typeof SPEC, values: unknown[]][] = [
  ["dataset", ["", 1, null]],
  ["majority", [[], "healthy"]],
  ["minority", [[], "spot"]],
  ["majorityCount", [0, -1, 1.5, NaN, "1000"]],
  ["minorityCount", [0, -1, 1.5, Infinity]],
  ["testCount", [0, 0.5]],
  ["model", ["resnet", ""]],
  ["head", ["batch-norm", ""]],
  ["momentum", [1, -0.1, NaN, "0.9"]],
  ["batchSize", [1, 0, 2.5]],
  ["epochs", [0, 1.5]],
  ["learningRate", [0, -1, NaN, Infinity]],
  ["seed", [-1, 0.5, 2 ** 31]],
];

for (const [key, values] of OUT_OF_RANGE) {
  Deno.test(`trialSpec refuses a ${key} that is out of its range`, () => {
    for (const value of values) {
      assertRefused(trialSpec, { ...SPEC, [key]: value }, key);
    }
  });
}

Deno.test("trialSpec refuses an empty class name", () => {
  assertRefused(trialSpec, { ...SPEC, majority: ["a", ""] }, "majority.1");
});

Deno.test("canonicalSpec() does not depend on the order of keys", () => {
  const entries = Object.entries(SPEC);
  for (let turn = 0; turn < entries.length; turn++) {
    const turned = [...entries.slice(turn), ...entries.slice(0, turn)];
    const spec = Object.fromEntries(turned) as unknown as TrialSpec;
    assertEquals(canonicalSpec(spec), canonicalSpec(SPEC));
  }
  assertEquals(JSON.parse(canonicalSpec(SPEC)), SPEC);
});

Deno.test("canonicalSpec() tells specs apart that differ in one value", () => {
  const others: Partial<TrialSpec>[] = [
    { dataset: "mnist" },
    { majority: ["rust", "healthy"] },
    { minority: ["spot", "blight"] },
    { majorityCount: 1001 },
    { minorityCount: 11 },
    { testCount: 501 },
    { head: "plain" },
    { momentum: 0.5 },
    { batchSize: 32 },
    { epochs: 4 },
    { learningRate: 0.002 },
    { seed: 8 },
  ];
  const texts = others.map((other) => canonicalSpec({ ...SPEC, ...other }));
  texts.push(canonicalSpec(SPEC));
  assertEquals(new Set(texts).size, others.length + 1);
});

Deno.test("canonicalSpec() refuses what is no spec", () => {
  assertThrows(
    () => canonicalSpec({ ...SPEC, seed: -1 }),
    z.ZodError,
    "seed",
  );
});

Deno.test("trialSpec takes the largest seed", () => {
  const seed = 2 ** 31 - 1;
  assertEquals(trialSpec.parse({ ...SPEC, seed }).seed, seed);
});

/** Asserts that a result is refused because of what is at this path. */
function assertResultRefused(result: unknown, path: string): void {
  assertRefused(
    workerReply,
    { type: "result", result, residentBytes: 1 },
    `result.${path}`,
  );
}

Deno.test("workerReply takes every status, also after a trip through JSON", () => {
  const results = [
    okTrial({}, 0.5),
    ...(["diverged", "oom", "killed", "timeout"] as const).map((status) =>
      failedTrial({}, status)
    ),
  ];
  for (const result of results) {
    const reply = { type: "result", result, residentBytes: 1 };
    assertEquals(workerReply.parse(reply) as unknown, reply);
    const received = JSON.parse(JSON.stringify(reply));
    assertEquals(workerReply.parse(received) as unknown, reply);
  }
});

Deno.test("workerReply takes metrics without a right answer", () => {
  const { confidenceCorrect: _, aurocConfidence: __, ...metrics } = metricsOf();
  const result = {
    ...okTrial({}, 0),
    evaluations: [{ inference: "as-trained", metrics }],
  };
  const reply = { type: "result", result, residentBytes: 1 };
  assertEquals(workerReply.parse(reply) as unknown, reply);
});

Deno.test("workerReply refuses unknown keys at every depth", () => {
  const result = okTrial({}, 0.5);
  const [evaluation] = result.evaluations;
  const extra = 1;
  assertResultRefused({ ...result, extra }, "extra");
  assertResultRefused(
    { ...result, spec: { ...SPEC, extra } },
    "spec.extra",
  );
  assertResultRefused(
    { ...result, origin: { ...result.origin, extra } },
    "origin.extra",
  );
  assertResultRefused(
    {
      ...result,
      evaluations: [{
        ...evaluation,
        metrics: { ...evaluation!.metrics, extra },
      }],
    },
    "evaluations.0.metrics.extra",
  );
});

Deno.test("workerReply refuses an unknown status, device or way of inference", () => {
  const result = okTrial({}, 0.5);
  assertResultRefused({ ...result, status: "failed" }, "status");
  assertResultRefused(
    {
      ...result,
      origin: {
        ...result.origin,
        engine: { ...result.origin!.engine, device: "auto" },
      },
    },
    "origin.engine.device",
  );
  assertResultRefused(
    {
      ...result,
      evaluations: [{ ...result.evaluations[0], inference: "twice" }],
    },
    "evaluations.0.inference",
  );
});

Deno.test("workerReply refuses metrics that are out of their range", () => {
  const cases: [key: string, values: unknown[]][] = [
    ["minorityF1", [-0.1, 1.1, NaN, null]],
    ["macroF1", [1.1]],
    ["accuracy", [-1]],
    ["balancedAccuracy", [2]],
    ["mcc", [-1.1, 1.1, NaN]],
    ["confidence", [1.5]],
    ["confidenceCorrect", [1.5, null]],
    ["confidenceWrong", [1.5, null]],
    ["accuracyMinusConfidence", [-1.5, 1.5, null, undefined]],
    ["eceEqualWidth", [-0.1, 1.1, undefined]],
    ["eceEqualMass", [-0.1, 1.1, undefined]],
    ["aurocConfidence", [-0.1, 1.1, null]],
    ["logLoss", [-0.1, Infinity]],
    ["brier", [-0.1, Infinity, undefined]],
  ];
  for (const [key, values] of cases) {
    for (const value of values) {
      const metrics = { ...metricsOf(), [key]: value };
      const evaluations = [{ inference: "as-trained", metrics }];
      assertResultRefused(
        { ...okTrial({}, 0.5), evaluations },
        `evaluations.0.metrics.${key}`,
      );
    }
  }
});

Deno.test("workerReply takes metrics without a wrong answer", () => {
  const { confidenceWrong: _, aurocConfidence: __, ...metrics } = metricsOf();
  const result = {
    ...okTrial({}, 1),
    evaluations: [{ inference: "as-trained", metrics }],
  };
  const reply = { type: "result", result, residentBytes: 1 };
  assertEquals(workerReply.parse(reply) as unknown, reply);
});

Deno.test("workerReply refuses bins that are too few or out of their range", () => {
  const { reliability } = metricsOf();
  const cases: [key: keyof typeof reliability, bin: number, value: unknown][] =
    [
      ["count", 14, -1],
      ["count", 14, 0.5],
      ["count", 0, null],
      ["confidence", 14, 1.5],
      ["accuracy", 13, -0.5],
      ["accuracy", 13, "1"],
    ];
  const refused = (changes: object, path: string) => {
    const metrics = metricsOf({ reliability: { ...reliability, ...changes } });
    const evaluations = [{ inference: "as-trained", metrics }];
    assertResultRefused(
      { ...okTrial({}, 0.5), evaluations },
      `evaluations.0.metrics.reliability.${path}`,
    );
  };
  for (const [key, bin, value] of cases) {
    refused(
      { [key]: reliability[key].with(bin, value as number) },
      `${key}.${bin}`,
    );
  }
  for (const key of ["count", "confidence", "accuracy"] as const) {
    refused({ [key]: reliability[key].slice(1) }, key);
    refused({ [key]: [...reliability[key], 0] }, key);
  }
  refused({ edges: [] }, "edges");
});

Deno.test("workerReply refuses a loss that is not a number", () => {
  const result = { ...okTrial({}, 0.5), losses: [0.5, NaN] };
  assertResultRefused(result, "losses.1");
  // JSON has no NaN: it arrives as null.
  assertResultRefused(JSON.parse(JSON.stringify(result)), "losses.1");
});

Deno.test("workerReply refuses negative counts and times", () => {
  const result = okTrial({}, 0.5);
  assertResultRefused({ ...result, testCount: -1 }, "testCount");
  assertResultRefused({ ...result, trainSeconds: -1 }, "trainSeconds");
});

Deno.test("workerCommand takes what a parent says, and nothing else", () => {
  const source = { cache: "/cache" };
  const start = {
    type: "start",
    library: "/lib/tf.so",
    device: "auto",
    instructionSet: "avx2",
    source,
  };
  for (
    const command of [
      start,
      { ...start, source: { ...source, data: "/data" } },
      { ...start, source: { ...source, images: "/own.zip" } },
      { type: "trial", spec: SPEC },
    ]
  ) assertEquals(workerCommand.parse(command) as unknown, command);
  assertRefused(workerCommand, { type: "stop" }, "type");
  assertRefused(workerCommand, { ...start, device: "tpu" }, "device");
  assertRefused(workerCommand, { ...start, seeds: 3 }, "seeds");
  assertRefused(
    workerCommand,
    { type: "trial", spec: { ...SPEC, epochs: 0 } },
    "spec.epochs",
  );
});

Deno.test("workerReply takes what a worker says, and nothing else", () => {
  const engine = { tensorflow: "2.21.0", device: "gpu", instructionSet: "avx" };
  const code = "c";
  for (
    const reply of [
      { type: "ready", engine, code },
      { type: "result", result: okTrial({}, 0.5), residentBytes: 1 },
      { type: "result", result: failedTrial({}), residentBytes: 1 },
      { type: "failure", message: "Cannot load mnist" },
    ]
  ) assertEquals(workerReply.parse(reply) as unknown, reply);
  assertRefused(workerReply, { type: "failure" }, "message");
  assertRefused(workerReply, {
    type: "ready",
    engine,
    code,
    extra: 1,
  }, "extra");
  assertThrows(() => workerReply.parse("ready"), z.ZodError, "expected object");
});
