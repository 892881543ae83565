import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { armSummaries, claimRow, trialRows } from "../../bench/report_rows.ts";
import type { AssertionOutcome } from "../../bench/decide_claim.ts";
import { type Head, HEADS } from "../../models/heads.ts";
import { OUTPUTS } from "../../models/outputs.ts";
import { toClaimsCsv } from "../../reports/claims_csv.ts";
import { toTrialsCsv, TRIAL_COLUMNS } from "../../reports/trials_csv.ts";
import type { TrialResult } from "../../bench/trials/trial.ts";
import {
  CLAIM,
  failedTrial,
  metricsOf,
  okTrial,
  settingsOf,
  SPEC,
} from "./_trials.ts";

/** A treated trial, evaluated in both ways. */
function treatedTrial(seed: number): TrialResult {
  const result = okTrial({ seed }, 0.5);
  return {
    ...result,
    evaluations: [...result.evaluations, {
      inference: "layer-removed",
      metrics: metricsOf({ minorityF1: 0.25, mcc: 0.5 }),
    }],
  };
}

Deno.test("trialRows() gives a row for each way of inference", () => {
  const rows = trialRows(treatedTrial(7));
  assertEquals(rows.map(({ inference }) => inference), [
    "as-trained",
    "layer-removed",
  ]);
  assertEquals(rows.map((row) => row.minority_f1), [0.5, 0.25]);
  assertEquals(rows.map(({ mcc }) => mcc), [-0.125, 0.5]);
  assertEquals(rows.map(({ seed }) => seed), [7, 7]);
});

Deno.test("trialRows() gives everything a trial has", () => {
  const [row] = trialRows(okTrial({}, 0.5));
  const { reason, ...rest } = row!;
  assertEquals(reason, undefined);
  assertEquals(rest, {
    dataset: "leaves",
    majority: "healthy;rust",
    minority: "spot",
    majority_count: 1000,
    minority_count: 10,
    test_count: 500,
    image_size: 32,
    model: "small-cnn",
    head: "final-batch-norm",
    outputs: "softmax",
    momentum: 0.9,
    batch_size: 64,
    epochs: 3,
    learning_rate: 0.001,
    seed: 7,
    status: "ok",
    inference: "as-trained",
    minority_f1: 0.5,
    macro_f1: 0.6875,
    balanced_accuracy: 0.59375,
    accuracy: 0.53125,
    mcc: -0.125,
    confidence: 0.8125,
    confidence_correct: 0.9375,
    confidence_wrong: 0.671875,
    accuracy_minus_confidence: -0.28125,
    ece_equal_width: 0.296875,
    ece_equal_mass: 0.3125,
    auroc_confidence: 0.765625,
    log_loss: 1.25,
    brier: 0.703125,
    precision_by_class: "0.75;0",
    recall_by_class: "1;0.0625",
    f1_by_class: "0.875;0.5",
    bin_count: "0;0;0;0;0;0;0;0;0;0;0;0;0;750;250",
    bin_confidence: ";;;;;;;;;;;;;0.890625;0.953125",
    bin_accuracy: ";;;;;;;;;;;;;0.4375;0.8125",
    final_loss: 0.125,
    train_seconds: 1.235,
    tensorflow: "2.21.0",
    device: "cpu",
    instruction_set: "avx2",
    content_sha256: "d".repeat(64),
  });
});

Deno.test("trialRows() fills no column that trials.csv has not", () => {
  const columns = new Set<string>(TRIAL_COLUMNS);
  for (const result of [treatedTrial(1), failedTrial({})]) {
    for (const row of trialRows(result)) {
      assertEquals(Object.keys(row).filter((name) => !columns.has(name)), []);
    }
  }
});

Deno.test("trialRows() leaves the momentum out where there is no average", () => {
  for (const head of ["plain", "final-affine"] as const) {
    const [row] = trialRows(okTrial({ head }, 0.5));
    assertEquals(row!.head, head);
    assertEquals(row!.momentum, undefined);
  }
  const [row] = trialRows(okTrial({ head: "final-center" }, 0.5));
  assertEquals(row!.momentum, 0.9);
});

Deno.test("trialRows() keeps a failed trial as one row without metrics", () => {
  for (const status of ["diverged", "oom", "killed", "timeout"] as const) {
    const rows = trialRows(failedTrial({ seed: 3 }, status));
    assertEquals(rows.length, 1);
    const [row] = rows;
    assertEquals(row!.status, status);
    assertEquals(row!.reason, "the worker died: SIGKILL");
    assertEquals(row!.seed, 3);
    const empty = [
      row!.inference,
      row!.minority_f1,
      row!.mcc,
      row!.log_loss,
      row!.brier,
      row!.ece_equal_width,
      row!.auroc_confidence,
      row!.f1_by_class,
      row!.bin_count,
      row!.bin_confidence,
      row!.final_loss,
      row!.tensorflow,
    ];
    assertEquals(empty, new Array(empty.length).fill(undefined));
  }
});

Deno.test("trialRows() leaves the confidence of no right answer out", () => {
  const result = okTrial({}, 0);
  delete result.evaluations[0]!.metrics.confidenceCorrect;
  const [row] = trialRows(result);
  assertEquals(row!.confidence_correct, undefined);
  assertEquals(row!.confidence, 0.8125);
});

Deno.test("trialRows() leaves out what all right answers leave unknown", () => {
  const result = okTrial({}, 1);
  const { metrics } = result.evaluations[0]!;
  delete metrics.confidenceWrong;
  delete metrics.aurocConfidence;
  const rows = trialRows(result);
  assertEquals(rows[0]!.confidence_wrong, undefined);
  assertEquals(rows[0]!.auroc_confidence, undefined);
  const [read] = parse(toTrialsCsv(rows), { skipFirstRow: true });
  assertEquals(read!.confidence_wrong, "");
  assertEquals(read!.auroc_confidence, "");
  assertEquals(read!.accuracy_minus_confidence, "-0.28125");
});

Deno.test("trialRows() gives bins that can be told apart again", () => {
  const { count, confidence, accuracy } = metricsOf().reliability;
  const text = toTrialsCsv(trialRows(okTrial({}, 0.5)));
  const [read] = parse(text, { skipFirstRow: true });
  const numbers = (cell: string | undefined) =>
    parse(cell!, { separator: ";" })[0]!.map((value) =>
      value === "" ? null : Number(value)
    );
  assertEquals(numbers(read!.bin_count), count);
  assertEquals(numbers(read!.bin_confidence), confidence);
  assertEquals(numbers(read!.bin_accuracy), accuracy);
});

Deno.test("trialRows() gives rows that trials.csv takes", () => {
  const results = [treatedTrial(1), failedTrial({ seed: 2 })];
  const lines = toTrialsCsv(results.flatMap(trialRows)).trimEnd().split("\r\n");
  assertEquals(lines.length, 1 + 3);
});

const OUTCOME: AssertionOutcome = {
  assertion: CLAIM.assertions[0]!,
  verdict: "inconclusive",
  expected: "supported",
  estimate: { point: 0.1, lower: -0.2, upper: 0.4, level: 0.95, runs: 5 },
  p: 0.25,
  failed: 1,
  reason: undefined,
};

Deno.test("claimRow() gives the verdict with its evidence and setting", () => {
  const settings = settingsOf({ majority: ["healthy", "rust"], seeds: 6 });
  assertEquals(claimRow(CLAIM, settings, OUTCOME), {
    claim: "gain",
    assertion: "positive",
    dataset: "leaves",
    model: "small-cnn",
    majority: "healthy;rust",
    minority: "spot",
    majority_count: 1000,
    minority_count: 10,
    estimate: 0.1,
    lower: -0.2,
    upper: 0.4,
    level: 0.95,
    p: 0.25,
    margin: 0.05,
    seeds: 6,
    failed: 1,
    verdict: "inconclusive",
    expected: "supported",
  });
});

Deno.test("claimRow() leaves a missing estimate out", () => {
  const row = claimRow(CLAIM, settingsOf(), {
    ...OUTCOME,
    estimate: undefined,
    p: undefined,
    failed: 20,
  });
  assertEquals([row.estimate, row.lower, row.upper, row.p], [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  assertEquals(row.level, 0.95);
  const [, line] = toClaimsCsv([row]).split("\r\n");
  assertEquals(
    line,
    "gain,positive,leaves,small-cnn,healthy,spot,1000,10,,,,0.95,,0.05,20,20," +
      "inconclusive,supported",
  );
});

Deno.test("armSummaries() averages each arm and way of inference", () => {
  const control = (seed: number, minorityF1: number) =>
    okTrial({ head: "plain", seed }, minorityF1);
  const results = [
    treatedTrial(1),
    control(1, 0.25),
    treatedTrial(2),
    control(2, 0.75),
    control(3, 0.125),
  ];
  const [without, with_, removed] = armSummaries(results);
  assertEquals(without, {
    name: "without the layer",
    minorityF1: 0.375,
    balancedAccuracy: 0.59375,
    mcc: -0.125,
  });
  assertEquals(with_, {
    name: "with the layer",
    minorityF1: 0.5,
    balancedAccuracy: 0.59375,
    mcc: -0.125,
  });
  assertEquals(removed, {
    name: "with it in training, removed after",
    minorityF1: 0.25,
    balancedAccuracy: 0.59375,
    mcc: 0.5,
  });
});

Deno.test("armSummaries() keeps heads and forms of outputs apart", () => {
  const heads = Object.keys(HEADS) as Head[];
  const results = OUTPUTS.flatMap((outputs) =>
    heads.map((head) => ({
      ...treatedTrial(1),
      spec: { ...SPEC, head, outputs },
    }))
  ).reverse();
  const names = armSummaries(results).map(({ name }) => name);
  // Of a plain head there is one way of inference, of each other two.
  const each = 1 + 2 * (heads.length - 1);
  assertEquals(new Set(names).size, OUTPUTS.length * each);
  assertEquals(names.slice(0, 4), [
    "without the layer",
    "with the layer",
    "with it in training, removed after",
    "with its affine part",
  ]);
  assertEquals(names[each], "without the layer (sigmoid)");
});

Deno.test("armSummaries() averages over what succeeded, and lists no other", () => {
  const results = [
    okTrial({ head: "plain", seed: 1 }, 0.5),
    failedTrial({ head: "plain", seed: 2 }),
    failedTrial({ ...SPEC, seed: 1 }),
  ];
  const arms = armSummaries(results);
  assertEquals(arms.map(({ name }) => name), ["without the layer"]);
  assertEquals(arms[0]!.minorityF1, 0.5);
  assertEquals(armSummaries([]), []);
});
