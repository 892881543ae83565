/** Results as rows of the reports. */
import type { Inference } from "../../../models/training/classifier.ts";
import { usesBatchStatistics } from "../../../models/layers/heads.ts";
import type { ClaimRow } from "../../../reports/tables/claims_csv.ts";
import { listCell } from "../../../reports/tables/list_cell.ts";
import type {
  ArmSummary,
  ClaimSummary,
  StatementSummary,
} from "../../../reports/terminal/summary.ts";
import type { TrialRow } from "../../../reports/tables/trials_csv.ts";
import type { Confirmation, Reviewed } from "../confirm.ts";
import { isAssertion } from "../../study/kinds/mod.ts";
import { expectationKey } from "../../study/expectations.ts";
import type { Settings } from "../settings/settings.ts";
import { describeSite, type Site } from "../../study/site.ts";
import {
  cellResults,
  contrastsOf,
  type Results,
  type Study,
} from "../../study/study.ts";
import {
  type Evaluation,
  trialId,
  type TrialResult,
} from "../../trials/trial.ts";

/**
 * The rows of a trial in `trials.csv`.
 *
 * @returns One a checkpoint and way of inference; one without metrics if the
 * trial failed.
 */
export function trialRows(result: TrialResult): TrialRow[] {
  const { spec, status, reason, evaluations, losses, origin } = result;
  const row: TrialRow = {
    trial: trialId(result),
    dataset: spec.dataset,
    majority: listCell(spec.majority),
    minority: listCell(spec.minority),
    majority_count: spec.majorityCount,
    minority_count: spec.minorityCount,
    test_count: result.testCount,
    image_size: spec.imageSize,
    model: spec.model,
    weights: spec.weights,
    fine_tune: spec.fineTune,
    head: spec.head,
    outputs: spec.outputs,
    bn_momentum: usesBatchStatistics(spec.head) ? spec.bnMomentum : undefined,
    optimizer: spec.optimizer,
    weight_decay: spec.weightDecay,
    learning_rate: spec.learningRate,
    schedule: spec.schedule,
    augmentation: spec.augmentation,
    remedy: spec.remedy,
    precision: spec.precision,
    batch_size: spec.batchSize,
    micro_batch_size: spec.microBatchSize ?? undefined,
    epochs: spec.epochs,
    seed: spec.seed,
    status,
    reason,
    final_loss: losses.at(-1),
    train_seconds: Number(result.trainSeconds.toFixed(3)),
    engine: origin?.engine.name,
    engine_version: origin?.engine.version,
    device: origin?.engine.device,
    instruction_set: origin?.engine.instructionSet,
    content_sha256: origin?.data,
  };
  if (evaluations.length === 0) return [row];
  return evaluations.map(({ epoch, inference, metrics }) => ({
    ...row,
    epoch,
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

/** The row of a finding in `claims.csv`. */
export function claimRow(
  finding: Reviewed,
  { profile, family }: Pick<Settings, "profile"> & { family: number },
): ClaimRow {
  const { claim, statement, sites, estimate, p, pHolm } = finding;
  const { seeds, failed, verdict, expected, detail, peakSet, again } = finding;
  const [site, ...others] = sites;
  const only = others.length === 0 ? site : undefined;
  const each = (of: (site: Site) => string) =>
    listCell([...new Set(sites.map(of))]);
  return {
    profile,
    claim: claim.name,
    assertion: statement.name,
    role: roleOf(finding),
    kind: statement.kind,
    sentence: claim.sentence,
    source: claim.source,
    says: statement.says,
    site: expectationKey(finding).place,
    dataset: each(({ dataset }) => dataset),
    model: each(({ model }) => model),
    majority: only && listCell(only.majority),
    minority: only && listCell(only.minority),
    majority_count: only?.majorityCount,
    minority_count: only?.minorityCount,
    estimate: finite(estimate?.point),
    lower: finite(estimate?.lower),
    upper: finite(estimate?.upper),
    level: estimate?.level ?? claim.level,
    p,
    p_holm: pHolm,
    family,
    bound: "bound" in statement ? statement.bound : undefined,
    margin: isAssertion(statement) ? statement.margin : undefined,
    seeds,
    failed,
    verdict,
    expected,
    detail,
    reason: reasonOf(finding),
    peak_set: peakSet && listCell(peakSet),
    ...(again === undefined ? {} : againCells(again)),
  };
}

/** What fresh seeds say. */
function againCells({ firstSeed, finding }: Confirmation): Partial<ClaimRow> {
  const { estimate, pHolm, verdict } = finding;
  return {
    again_first_seed: firstSeed,
    again_estimate: finite(estimate?.point),
    again_lower: finite(estimate?.lower),
    again_upper: finite(estimate?.upper),
    again_p_holm: pHolm,
    again_verdict: verdict,
  };
}

/** A table has no infinity: an interval that is unbounded has no end there. */
function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function roleOf({ statement, claim }: Reviewed): string {
  if (!isAssertion(statement)) return "reported";
  return claim.role ?? "primary";
}

/** A finding as a summary has it. */
export function statementSummary(finding: Reviewed): StatementSummary {
  const { statement } = finding;
  return {
    ...finding,
    says: statement.says,
    p: finding.pHolm ?? finding.p,
    margin: isAssertion(statement) ? statement.margin : 0,
    reason: reasonOf(finding),
  };
}

/** Why nothing was decided, or could not be supported, if so. */
function reasonOf({ reason, verdict, obstacle }: Reviewed): string | undefined {
  return reason ?? (verdict === "inconclusive" ? obstacle : undefined);
}

/**
 * The summaries of studies, each with its findings; what is pooled stands with
 * the last study of its claim.
 */
export function studySummaries(
  studies: readonly Study[],
  findings: readonly Reviewed[],
  results: Results,
): ClaimSummary[] {
  return studies.map((study, at) => {
    const { claim, site } = study;
    const isLast = studies[at + 1]?.claim !== claim;
    const own = findings.filter((finding) =>
      finding.claim === claim && (
        finding.sites.length > 1 ? isLast : finding.sites[0] === site
      )
    );
    return {
      name: claim.name,
      sentence: claim.sentence,
      setting: describeSite(site),
      statements: own.map(statementSummary),
      arms: armSummaries(study, results),
    };
  });
}

/**
 * The mean scores of each cell, as trained and in the other ways that the
 * statements of the study look at.
 */
function armSummaries(study: Study, results: Results): ArmSummary[] {
  const { assertions, measures } = study;
  const used = new Set(
    [...assertions, ...measures].flatMap(contrastsOf).flat()
      .map(({ cell, inference = "as-trained" }) => `${cell} ${inference}`),
  );
  const inferences: Inference[] = ["as-trained", "layer-removed"];
  return [...cellResults(study, results)].flatMap(([cell, trials]) =>
    inferences.filter((inference) => used.has(`${cell} ${inference}`))
      .flatMap((inference) => {
        const evaluations = trials.flatMap((trial) =>
          trial.evaluations.filter((each) =>
            each.inference === inference && each.epoch === trial.spec.epochs
          )
        );
        const name = inference === "as-trained"
          ? cell
          : `${cell}, layer removed`;
        return evaluations.length === 0 ? [] : [meanScores(name, evaluations)];
      })
  );
}

function meanScores(
  name: string,
  evaluations: readonly Evaluation[],
): ArmSummary {
  const mean = (of: (metrics: Evaluation["metrics"]) => number) =>
    evaluations.reduce((sum, { metrics }) => sum + of(metrics), 0) /
    evaluations.length;
  return {
    name,
    minorityF1: mean((metrics) => metrics.minorityF1),
    balancedAccuracy: mean((metrics) => metrics.balancedAccuracy),
    mcc: mean((metrics) => metrics.mcc),
  };
}
