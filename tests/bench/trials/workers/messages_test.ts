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
  type TrialMetrics,
  trialWith,
} from "../../_trials.ts";

const OK = okTrial({}, 0.5);
const START = { draw: "d", weights: "w", order: "o" };

/** A result, evaluated with these metrics. */
function measured(metrics: object): object {
  const evaluations = [{ epoch: 3, inference: "as-trained", metrics }];
  return { ...OK, evaluations };
}

/** Metrics with some left out. */
function without(...names: (keyof TrialMetrics)[]): object {
  return Object.fromEntries(
    Object.entries(metricsOf()).filter(([name]) =>
      !names.includes(name as keyof TrialMetrics)
    ),
  );
}

Deno.test("workerReply takes what a worker says, also after a trip through JSON", () => {
  const engine = { ...OK.origin!.engine, device: "gpu" };
  const results = [
    OK,
    { ...OK, start: START },
    ...(["diverged", "oom", "killed", "timeout"] as const).map((status) =>
      failedTrial({}, status)
    ),
    measured(without("confidenceCorrect", "aurocConfidence")),
    measured(without("confidenceWrong", "aurocConfidence")),
  ];
  const replies = [
    { type: "ready", engine, code: "c" },
    { type: "failure", message: "Cannot load mnist" },
    ...results.map((result) => ({ type: "result", result, residentBytes: 1 })),
  ];
  for (const reply of replies) {
    assertEquals(workerReply.parse(reply) as unknown, reply);
    const received = JSON.parse(JSON.stringify(reply));
    assertEquals(workerReply.parse(received) as unknown, reply);
  }
});

/** What a result may not have, by where it is. */
const REFUSED: [path: string, values: unknown[]][] = [
  ["key", ["", "0".repeat(63), "G".repeat(64)]],
  ["status", ["failed"]],
  ["origin.engine.device", ["auto"]],
  ["evaluations.0.inference", ["twice"]],
  ["evaluations.0.epoch", [0, 1.5, undefined]],
  ["start", [{ draw: "d", weights: "w" }]],
  ["losses.1", [NaN, null]],
  ["testCount", [-1]],
  ["trainSeconds", [-1]],
  ...Object.entries({
    minorityF1: [-0.1, 1.1, NaN, null],
    macroF1: [1.1],
    accuracy: [-1],
    balancedAccuracy: [2],
    mcc: [-1.1, 1.1, NaN],
    confidence: [1.5],
    confidenceCorrect: [1.5, null],
    confidenceWrong: [1.5, null],
    accuracyMinusConfidence: [-1.5, 1.5, null, undefined],
    eceEqualWidth: [-0.1, 1.1, undefined],
    eceEqualMass: [-0.1, 1.1, undefined],
    aurocConfidence: [-0.1, 1.1, null],
    logLoss: [-0.1, Infinity],
    brier: [-0.1, Infinity, undefined],
    "reliability.count.14": [-1, 0.5, null],
    "reliability.confidence.14": [1.5],
    "reliability.accuracy.13": [-0.5, "1"],
    "reliability.count": [new Array(14).fill(0), new Array(16).fill(0)],
    "reliability.confidence": [new Array(14).fill(null)],
    "reliability.accuracy": [new Array(16).fill(null)],
  }).map(([name, values]): [string, unknown[]] => [
    `evaluations.0.metrics.${name}`,
    values,
  ]),
  // No unknown key, at any depth.
  ...["", "spec.", "origin.", "evaluations.0.metrics.", "start."].map(
    (path): [string, unknown[]] => [`${path}extra`, [1]],
  ),
  ["evaluations.0.metrics.reliability.edges", [[]]],
];

/** A result with another value at a path. */
function changed(path: string, value: unknown): unknown {
  const result = structuredClone({ ...OK, start: START }) as unknown;
  const names = path.split(".");
  const last = names.pop()!;
  const inner = names.reduce(
    (at, name) => (at as Record<string, unknown>)[name],
    result,
  );
  (inner as Record<string, unknown>)[last] = value;
  return result;
}

Deno.test("workerReply refuses what no result has, and says where it is", () => {
  for (const [path, values] of REFUSED) {
    for (const value of values) {
      const result = changed(path, value);
      const where = path === "start" ? "start.order" : path;
      assertRefused(
        workerReply,
        { type: "result", result, residentBytes: 1 },
        `result.${where}`,
      );
    }
  }
});

Deno.test("workerReply refuses what is no reply", () => {
  const { engine } = OK.origin!;
  assertRefused(workerReply, { type: "failure" }, "message");
  const ready = { type: "ready", engine, code: "c", extra: 1 };
  assertRefused(workerReply, ready, "extra");
  assertThrows(() => workerReply.parse("ready"), z.ZodError, "expected object");
});

Deno.test("workerCommand takes what a parent says, and nothing else", () => {
  const source = { cache: "/cache" };
  const weights = [{ id: "sha256:0", path: "/model.safetensors" }];
  const engine = {
    name: "tensorflow",
    library: "/lib/tf.so",
    device: "auto",
    instructionSet: "avx2",
  };
  const start = { type: "start", engine, source };
  const commands = [
    start,
    { ...start, engine: { name: "wasm" } },
    { ...start, source: { ...source, data: "/data" } },
    { ...start, source: { ...source, images: "/own.zip" } },
    { ...start, source: { ...source, weights } },
    { type: "trial", trial: trialWith() },
  ];
  for (const command of commands) {
    assertEquals(workerCommand.parse(command) as unknown, command);
  }
  const { key, spec } = trialWith();
  const trial = { key, spec: { ...spec, epochs: 0 } };
  const refused: [command: unknown, path: string][] = [
    [{ type: "stop" }, "type"],
    [{ ...start, engine: { ...engine, device: "tpu" } }, "engine.device"],
    [{ ...start, engine: { name: "other" } }, "engine.name"],
    [{ ...start, seeds: 3 }, "seeds"],
    [{ type: "trial", trial }, "trial.spec.epochs"],
  ];
  for (const [command, path] of refused) {
    assertRefused(workerCommand, command, path);
  }
});
