import { assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import {
  workerCommand,
  workerReply,
} from "../../../../bench/trials/workers/messages.ts";
import { assertRefused } from "../_assert_refused.ts";
import {
  failedTrial,
  metricsOf,
  okTrial,
  SPEC,
  trialWith,
} from "../../_trials.ts";

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
    { ...okTrial({}, 0.5), start: { draw: "d", weights: "w", order: "o" } },
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
    evaluations: [{ epoch: 3, inference: "as-trained", metrics }],
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
  const start = { draw: "d", weights: "w", order: "o" };
  assertResultRefused({ ...result, start: { ...start, extra } }, "start.extra");
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

Deno.test("workerReply refuses an epoch that there is not, and half a start", () => {
  const result = okTrial({}, 0.5);
  for (const epoch of [0, 1.5, undefined]) {
    assertResultRefused(
      { ...result, evaluations: [{ ...result.evaluations[0], epoch }] },
      "evaluations.0.epoch",
    );
  }
  assertResultRefused(
    { ...result, start: { draw: "d", weights: "w" } },
    "start.order",
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
      const evaluations = [{ epoch: 3, inference: "as-trained", metrics }];
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
    evaluations: [{ epoch: 3, inference: "as-trained", metrics }],
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
    const evaluations = [{ epoch: 3, inference: "as-trained", metrics }];
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
  const weights = [{ id: "sha256:0", path: "/model.safetensors" }];
  const start = {
    type: "start",
    engine: {
      name: "tensorflow",
      library: "/lib/tf.so",
      device: "auto",
      instructionSet: "avx2",
    },
    source,
  };
  for (
    const command of [
      start,
      { ...start, engine: { name: "wasm" } },
      { ...start, source: { ...source, data: "/data" } },
      { ...start, source: { ...source, images: "/own.zip" } },
      { ...start, source: { ...source, weights } },
      { type: "trial", trial: trialWith() },
    ]
  ) assertEquals(workerCommand.parse(command) as unknown, command);
  assertRefused(workerCommand, { type: "stop" }, "type");
  assertRefused(workerCommand, {
    ...start,
    engine: { ...start.engine, device: "tpu" },
  }, "engine.device");
  assertRefused(workerCommand, {
    ...start,
    engine: { name: "other" },
  }, "engine.name");
  assertRefused(workerCommand, { ...start, seeds: 3 }, "seeds");
  const { key } = trialWith();
  assertRefused(
    workerCommand,
    { type: "trial", trial: { key, spec: { ...SPEC, epochs: 0 } } },
    "trial.spec.epochs",
  );
});

Deno.test("workerReply takes what a worker says, and nothing else", () => {
  const engine = {
    name: "tensorflow",
    version: "2.21.0",
    device: "gpu",
    instructionSet: "avx",
  };
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
