/** Results as rows of the reports. */
import type { Inference } from "../models/classifier.ts";
import { type Head, HEADS, usesBatchStatistics } from "../models/heads.ts";
import { OUTPUTS } from "../models/outputs.ts";
import type { ClaimRow } from "../reports/claims_csv.ts";
import { listCell } from "../reports/list_cell.ts";
import type { ArmSummary } from "../reports/summary.ts";
import type { TrialRow } from "../reports/trials_csv.ts";
import type { Claim } from "./claim.ts";
import type { AssertionOutcome } from "./decide_claim.ts";
import type { Settings } from "./settings.ts";
import type { TrialResult, TrialSpec } from "./trials/trial.ts";

/**
 * The rows of a trial in `trials.csv`.
 *
 * @returns One a way of inference; one without metrics if the trial failed.
 */
export function trialRows(result: TrialResult): TrialRow[] {
  const { spec, status, reason, evaluations, losses, origin } = result;
  const row: TrialRow = {
    dataset: spec.dataset,
    majority: listCell(spec.majority),
    minority: listCell(spec.minority),
    majority_count: spec.majorityCount,
    minority_count: spec.minorityCount,
    test_count: result.testCount,
    image_size: spec.imageSize,
    model: spec.model,
    head: spec.head,
    outputs: spec.outputs,
    momentum: usesBatchStatistics(spec.head) ? spec.momentum : undefined,
    batch_size: spec.batchSize,
    epochs: spec.epochs,
    learning_rate: spec.learningRate,
    seed: spec.seed,
    status,
    reason,
    final_loss: losses.at(-1),
    train_seconds: Number(result.trainSeconds.toFixed(3)),
    tensorflow: origin?.engine.tensorflow,
    device: origin?.engine.device,
    instruction_set: origin?.engine.instructionSet,
    content_sha256: origin?.data,
  };
  if (evaluations.length === 0) return [row];
  return evaluations.map(({ inference, metrics }) => ({
    ...row,
    inference,
    minority_f1: metrics.minorityF1,
    macro_f1: metrics.macroF1,
    balanced_accuracy: metrics.balancedAccuracy,
    accuracy: metrics.accuracy,
    mcc: metrics.mcc,
    confidence: metrics.confidence,
    confidence_correct: metrics.confidenceCorrect,
    confidence_wrong: metrics.confidenceWrong,
    accuracy_minus_confidence: metrics.accuracyMinusConfidence,
    ece_equal_width: metrics.eceEqualWidth,
    ece_equal_mass: metrics.eceEqualMass,
    auroc_confidence: metrics.aurocConfidence,
    log_loss: metrics.logLoss,
    brier: metrics.brier,
    precision_by_class: listCell(metrics.classes.map((c) => c.precision)),
    recall_by_class: listCell(metrics.classes.map((c) => c.recall)),
    f1_by_class: listCell(metrics.classes.map((c) => c.f1)),
    bin_count: listCell(metrics.reliability.count),
    bin_confidence: listCell(metrics.reliability.confidence.map(orEmpty)),
    bin_accuracy: listCell(metrics.reliability.accuracy.map(orEmpty)),
  }));
}

function orEmpty(value: number | null): number | string {
  return value ?? "";
}

/** The row of an assertion in `claims.csv`. */
export function claimRow(
  { name, level }: Claim,
  settings: Settings,
  outcome: AssertionOutcome,
): ClaimRow {
  const { assertion, estimate, p, verdict, expected, failed } = outcome;
  return {
    claim: name,
    assertion: assertion.name,
    dataset: settings.dataset,
    model: settings.model,
    majority: listCell(settings.majority),
    minority: listCell(settings.minority),
    majority_count: settings.majorityCount,
    minority_count: settings.minorityCount,
    estimate: estimate?.point,
    lower: estimate?.lower,
    upper: estimate?.upper,
    level,
    p,
    margin: assertion.margin,
    seeds: settings.seeds,
    failed,
    verdict,
    expected,
  };
}

/** The mean scores of each arm and way of inference, the plain arms first. */
export function armSummaries(results: readonly TrialResult[]): ArmSummary[] {
  const arms = new Map<string, TrialResult["evaluations"]>();
  for (const { spec, evaluations } of results) {
    for (const evaluation of evaluations) {
      const name = armName(spec, evaluation.inference);
      arms.set(name, [...arms.get(name) ?? [], evaluation]);
    }
  }
  return [...arms].sort(([a], [b]) => ARMS.indexOf(a) - ARMS.indexOf(b)).map(
    ([name, evaluations]) => {
      const mean = (of: (metrics: Metrics) => number) =>
        evaluations.reduce((sum, { metrics }) => sum + of(metrics), 0) /
        evaluations.length;
      return {
        name,
        minorityF1: mean((metrics) => metrics.minorityF1),
        balancedAccuracy: mean((metrics) => metrics.balancedAccuracy),
        mcc: mean((metrics) => metrics.mcc),
      };
    },
  );
}

type Metrics = TrialResult["evaluations"][number]["metrics"];

/** What people call a head, used as trained and removed after. */
const HEAD_NAMES: Readonly<Record<Head, readonly [string, string]>> = {
  "plain": ["without the layer", "without the layer"],
  "final-batch-norm": ["with the layer", "with it in training, removed after"],
  "final-affine": [
    "with its affine part",
    "with its affine part, removed after",
  ],
  "final-center": ["with its centring", "with its centring, removed after"],
  "final-scale": ["with its division", "with its division, removed after"],
};

/** The names of all arms, in the order of a summary. */
const ARMS = OUTPUTS.flatMap((outputs) =>
  (Object.keys(HEADS) as Head[]).flatMap((head) =>
    (["as-trained", "layer-removed"] as const).map((inference) =>
      armName({ head, outputs }, inference)
    )
  )
);

function armName(
  { head, outputs }: Pick<TrialSpec, "head" | "outputs">,
  inference: Inference,
): string {
  const [asTrained, removed] = HEAD_NAMES[head];
  const name = inference === "as-trained" ? asTrained : removed;
  return outputs === "softmax" ? name : `${name} (${outputs})`;
}
