import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "@std/csv";
import { difference, value } from "../../../../bench/study/contrast.ts";
import type { Measure } from "../../../../bench/study/kinds/mod.ts";
import type { Reviewed } from "../../../../bench/run/confirm.ts";
import type { Claim } from "../../../../bench/study/claim.ts";
import {
  claimRow,
  statementSummary,
  studySummaries,
  trialRows,
} from "../../../../bench/run/outputs/report_rows.ts";
import type { Study } from "../../../../bench/study/study.ts";
import type { TrialResult } from "../../../../bench/trials/trial.ts";
import {
  CLAIM_COLUMNS,
  type ClaimRow,
  toClaimsCsv,
} from "../../../../reports/tables/claims_csv.ts";
import {
  toTrialsCsv,
  TRIAL_COLUMNS,
} from "../../../../reports/tables/trials_csv.ts";
import {
  byKey,
  CLAIM,
  failedTrial,
  metricsOf,
  okTrial,
  POSITIVE,
  siteOf,
  specsOf,
  studyOf,
} from "../../_trials.ts";

/** A treated trial, evaluated in both ways. */
function treatedTrial(seed: number): TrialResult {
  const result = okTrial({ seed }, 0.5);
  return {
    ...result,
    evaluations: [...result.evaluations, {
      epoch: result.spec.epochs,
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
  assertEquals(rows.map(({ epoch }) => epoch), [3, 3]);
});

Deno.test("trialRows() gives a row for each checkpoint", () => {
  const result = okTrial({ epochs: 20, checkpoints: [5] }, 0.5);
  const [last] = result.evaluations;
  const metrics = metricsOf({ minorityF1: 0.25 });
  const rows = trialRows({
    ...result,
    evaluations: [{ epoch: 5, inference: "as-trained", metrics }, last!],
  });
  assertEquals(
    rows.map((row) => [row.epochs, row.epoch, row.minority_f1]),
    [[20, 5, 0.25], [20, 20, 0.5]],
  );
});

Deno.test("trialRows() gives everything a trial has", () => {
  const [row] = trialRows(okTrial({}, 0.5));
  const { reason, trial, ...rest } = row!;
  assertEquals(reason, undefined);
  assertMatch(trial!, /^[0-9a-f]{12}$/);
  assertEquals(rest, {
    dataset: "leaves",
    majority: "healthy;rust",
    minority: "spot",
    majority_count: 1000,
    minority_count: 10,
    test_count: 500,
    image_size: 32,
    model: "small-cnn",
    weights: "scratch",
    fine_tune: "all",
    head: "final-batch-norm",
    outputs: "softmax",
    bn_momentum: 0.9,
    optimizer: "adam",
    weight_decay: 0,
    learning_rate: 0.001,
    schedule: "constant",
    augmentation: "none",
    remedy: "none",
    precision: "f32",
    batch_size: 64,
    micro_batch_size: undefined,
    epochs: 3,
    seed: 7,
    status: "ok",
    epoch: 3,
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
    engine: "tensorflow",
    engine_version: "2.21.0",
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
    assertEquals(row!.bn_momentum, undefined);
  }
  const [row] = trialRows(okTrial({ head: "final-center" }, 0.5));
  assertEquals(row!.bn_momentum, 0.9);
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
      row!.epoch,
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
      row!.engine,
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

const FINDING: Reviewed = {
  claim: CLAIM,
  sites: [siteOf()],
  statement: POSITIVE,
  verdict: "inconclusive",
  expected: "supported",
  estimate: { point: 0.1, lower: -0.2, upper: 0.4, level: 0.95, runs: 5 },
  p: 0.25,
  pHolm: 0.5,
  seeds: 6,
  failed: 1,
};

Deno.test("claimRow() gives the verdict with its evidence and setting", () => {
  assertEquals(claimRow(FINDING, { profile: "quick", family: 17 }), {
    profile: "quick",
    family: 17,
    claim: "gain",
    assertion: "positive",
    role: "primary",
    kind: "greater",
    sentence: "the layer raises the scores of rare classes",
    source: "made up",
    says: "mean gain > 0",
    site: "leaves small-cnn",
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
    p_holm: 0.5,
    bound: 0,
    margin: 0.05,
    seeds: 6,
    failed: 1,
    verdict: "inconclusive",
    expected: "supported",
    detail: undefined,
    reason: undefined,
    peak_set: undefined,
  });
});

Deno.test("claimRow() lists where a peak may be", () => {
  const peakSet = ["5 rare", "10; rare"];
  const row = claimRow({ ...FINDING, peakSet }, {
    ...{ profile: "quick", family: 17 },
  });
  assertEquals(row.peak_set, '5 rare;"10; rare"');
});

/** The line of a row in `claims.csv`. */
function lineOf(row: ClaimRow): string {
  return toClaimsCsv([row]).split("\r\n")[1]!;
}

Deno.test("claimRow() leaves a missing estimate out, and says why it is", () => {
  const { estimate: _, p: __, pHolm: ___, ...rest } = FINDING;
  const row = claimRow(
    { ...rest, failed: 20, seeds: 20, reason: "trials of 20 of 20 failed" },
    { profile: undefined, family: 17 },
  );
  assertEquals([row.estimate, row.lower, row.upper, row.p], [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  assertEquals(row.level, 0.95);
  assertEquals(
    lineOf(row),
    ",gain,positive,primary,greater," +
      "the layer raises the scores of rare classes,made up,mean gain > 0," +
      "leaves small-cnn,leaves,small-cnn,healthy;rust,spot,1000,10,,,,0.95," +
      ",,17,0,0.05,20,20,inconclusive,supported,,trials of 20 of 20 failed,,,,,,,",
  );
});

Deno.test("claimRow() leaves out the ends of an interval that has none", () => {
  const estimate = {
    ...{ point: 0.5, lower: -Infinity, upper: Infinity },
    ...{ level: 0.95, runs: 7 },
  };
  const row = claimRow({ ...FINDING, estimate }, {
    profile: "quick",
    family: 17,
  });
  assertEquals([row.estimate, row.lower, row.upper], [
    0.5,
    undefined,
    undefined,
  ]);
  const [written] = parse(toClaimsCsv([row]), { skipFirstRow: true });
  assertEquals([written?.lower, written?.upper], ["", ""]);
});

Deno.test("claimRow() names all sites that were pooled, and no roles of theirs", () => {
  const row = claimRow({
    ...FINDING,
    statement: { ...POSITIVE, kind: "pooled" },
    sites: [
      siteOf(),
      siteOf({ model: "mlp" }),
      siteOf({ dataset: "mnist", majority: ["4"] }),
    ],
    detail: "between 0 and 1",
  }, { profile: "standard", family: 17 });
  assertEquals(
    lineOf(row),
    "standard,gain,positive,primary,pooled," +
      "the layer raises the scores of rare classes,made up,mean gain > 0," +
      "leaves small-cnn + leaves mlp + mnist small-cnn,leaves;mnist," +
      "small-cnn;mlp,,,,,0.1,-0.2,0.4,0.95,0.25,0.5,17,0,0.05,6,1," +
      "inconclusive,supported,between 0 and 1,,,,,,,,",
  );
});

Deno.test("claimRow() tells controls, and what decides nothing, from the rest", () => {
  const roleOf = (changes: Partial<Reviewed>) =>
    claimRow({ ...FINDING, ...changes }, { profile: "quick", family: 17 }).role;
  assertEquals(roleOf({}), "primary");
  assertEquals(roleOf({ claim: { ...CLAIM, role: "control" } }), "control");
  assertEquals(roleOf({ statement: MCC }), "reported");
});

Deno.test("claimRow() fills no column that claims.csv has not", () => {
  const columns = new Set<string>(CLAIM_COLUMNS);
  const names = Object.keys(
    claimRow(FINDING, { profile: "quick", family: 17 }),
  );
  assertEquals(names.filter((name) => !columns.has(name)), []);
});

Deno.test("statementSummary() takes the adjusted p, and the margin", () => {
  const { p, margin, says } = statementSummary(FINDING);
  assertEquals([p, margin, says], [0.5, 0.05, "mean gain > 0"]);
  const { pHolm: _, verdict: __, ...measured } = FINDING;
  const beside = statementSummary({ ...measured, statement: MCC });
  assertEquals([beside.p, beside.margin, beside.verdict], [0.25, 0, undefined]);
});

Deno.test("statementSummary() gives an obstacle only where it kept from a verdict", () => {
  const obstacle = "the peak may be at an end";
  const reasonOf = (verdict: Reviewed["verdict"] & string) =>
    statementSummary({ ...FINDING, verdict, obstacle }).reason;
  assertEquals(reasonOf("inconclusive"), obstacle);
  assertEquals(reasonOf("contradicted"), undefined);
});

/** What is measured beside. */
const MCC: Measure = {
  kind: "mean",
  name: "mcc",
  says: "change of mcc",
  of: difference({ cell: "with", inference: "layer-removed", metric: "mcc" }, {
    cell: "without",
    metric: "mcc",
  }),
};

/** The arms of a claim's only summary. */
function armsOf(claim: Claim, results: (study: Study) => TrialResult[]) {
  const study = studyOf(claim, { seeds: 3 });
  const [summary] = studySummaries([study], [], byKey(results(study)));
  return summary!.arms;
}

Deno.test("studySummaries() averages each cell and way of inference", () => {
  const scores = [0.25, 0.75, 0.125];
  const arms = armsOf(
    { ...CLAIM, measures: [MCC] },
    (study) =>
      specsOf(study).flatMap((spec) =>
        spec.head === "plain"
          ? [okTrial(spec, scores[spec.seed - 1]!)]
          : spec.seed === 3
          ? []
          : [treatedTrial(spec.seed)]
      ).reverse(),
  );
  assertEquals(
    arms,
    [{
      name: "without",
      minorityF1: 0.375,
      balancedAccuracy: 0.59375,
      mcc: -0.125,
    }, {
      name: "with",
      minorityF1: 0.5,
      balancedAccuracy: 0.59375,
      mcc: -0.125,
    }, {
      name: "with, layer removed",
      minorityF1: 0.25,
      balancedAccuracy: 0.59375,
      mcc: 0.5,
    }].slice(0, 3),
  );
});

Deno.test("studySummaries() names no way of inference that no statement looks at", () => {
  const arms = armsOf(
    CLAIM,
    (study) =>
      specsOf(study).map((spec) =>
        spec.head === "plain" ? okTrial(spec, 0.5) : treatedTrial(spec.seed)
      ),
  );
  assertEquals(arms.map(({ name }) => name), ["without", "with"]);
});

Deno.test("studySummaries() keeps cells apart that differ in outputs alone", () => {
  const cells = { softmax: {}, sigmoid: { outputs: "sigmoid" } } as const;
  const measures = Object.keys(cells).map((cell): Measure => ({
    ...{ kind: "mean", name: cell, says: cell },
    of: value({ cell }),
  }));
  const claim = { ...CLAIM, cells, assertions: [], measures };
  const arms = armsOf(
    claim,
    (study) =>
      specsOf(study).map((spec) =>
        okTrial(spec, spec.outputs === "softmax" ? 0.25 : 0.75)
      ),
  );
  assertEquals(arms.map(({ name, minorityF1 }) => [name, minorityF1]), [
    ["softmax", 0.25],
    ["sigmoid", 0.75],
  ]);
});

Deno.test("studySummaries() averages over the last epoch alone", () => {
  const cells = {
    ...CLAIM.cells,
    without: { head: "plain" as const, epochs: 20, checkpoints: [5] },
  };
  const arms = armsOf(
    { ...CLAIM, cells },
    (study) =>
      specsOf(study).filter(({ head }) => head === "plain").map((spec) => {
        const result = okTrial(spec, 0.75);
        const metrics = metricsOf({ minorityF1: 0 });
        const early = { epoch: 5, inference: "as-trained" as const, metrics };
        return { ...result, evaluations: [early, ...result.evaluations] };
      }),
  );
  assertEquals(arms.map(({ name, minorityF1 }) => [name, minorityF1]), [
    ["without", 0.75],
  ]);
});

Deno.test("studySummaries() averages over what succeeded, and lists no other", () => {
  const arms = armsOf(
    CLAIM,
    (study) =>
      specsOf(study).map((spec) =>
        spec.head === "plain" && spec.seed === 1
          ? okTrial(spec, 0.5)
          : failedTrial(spec)
      ),
  );
  assertEquals(arms.map(({ name, minorityF1 }) => [name, minorityF1]), [
    ["without", 0.5],
  ]);
  assertEquals(armsOf(CLAIM, () => []), []);
});

Deno.test("studySummaries() gives each study its findings, and the last what is pooled", () => {
  const pooled = { ...POSITIVE, kind: "pooled" as const, name: "pooled" };
  const claim = { ...CLAIM, assertions: [POSITIVE, pooled] };
  const other = { ...CLAIM, name: "other" };
  const sites = [siteOf(), siteOf({ model: "mlp" })];
  const studies = [claim, other].flatMap((claim) =>
    sites.map((site) => ({ ...studyOf(claim, { site }), claim }))
  );
  const findings: Reviewed[] = [
    ...studies.map(({ claim, site }) => ({
      ...FINDING,
      ...{ claim, sites: [site] },
    })),
    { ...FINDING, ...{ claim, sites, statement: pooled } },
  ];
  const summaries = studySummaries(studies, findings, new Map());
  assertEquals(
    summaries.map(({ name, statements }) => [name, statements.length]),
    [["gain", 1], ["gain", 2], ["other", 1], ["other", 1]],
  );
  assert(summaries[0]!.setting.includes("small-cnn"), summaries[0]!.setting);
  assert(summaries[1]!.setting.includes("mlp"), summaries[1]!.setting);
});

Deno.test("claimRow() has what fresh seeds say of a departure beside it", () => {
  const again = {
    firstSeed: 1_000_001,
    finding: { ...FINDING, verdict: "supported" as const, pHolm: 0.01 },
    isDeparture: false,
  };
  const row = claimRow({ ...FINDING, again }, {
    profile: "quick",
    family: 17,
  });
  assertEquals(row.verdict, "inconclusive");
  const line = lineOf(row);
  assert(line.endsWith(",1000001,0.1,-0.2,0.4,0.01,supported"), line);
});
