/**
 * Checks, claim by claim, what a batch normalization layer before the softmax
 * does to imbalanced image classification (Kocaman, Shir, Bäck 2021,
 * arXiv:2109.09016).
 *
 * The command `deno task bench` does it all. The parts are here for a study of
 * one's own: data sets and imbalanced draws, networks, training compiled to one
 * TensorFlow function, statistics and reports.
 *
 * @example From paired scores to a verdict.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bootstrapMean, decideGreater, signFlip } from "./mod.ts";
 *
 * // F1 with the layer less F1 without it, one number a seed.
 * const gains = [0.21, 0.18, 0.32, 0.11, 0.25, 0.29, 0.17, 0.2];
 * const estimate = bootstrapMean(gains, { seed: 1 });
 * const { p } = signFlip(gains, { seed: 1 });
 * const verdict = decideGreater({ estimate, p }, { bound: 0, margin: 0.05 });
 * assertEquals(verdict, "supported");
 * ```
 *
 * @module
 */

export { along, ARMS, bothArms, changesOf, GAIN } from "./bench/study/arms.ts";
export {
  afterEpochs,
  contrast,
  difference,
  value,
} from "./bench/study/assertion.ts";
export type {
  Assertion,
  Condition,
  Contrast,
  DifferAssertion,
  EquivalentAssertion,
  GreaterAssertion,
  Measure,
  MetricName,
  Named,
  PeakAssertion,
  PooledAssertion,
  Score,
} from "./bench/study/assertion.ts";
export { checkClaims } from "./bench/run/check_claims.ts";
export type { CheckOptions, CheckOutcome } from "./bench/run/check_claims.ts";
export { claim } from "./bench/study/claim.ts";
export type { Cell, Claim } from "./bench/study/claim.ts";
export { PROFILES } from "./bench/study/profiles.ts";
export type { Profile, ProfileName } from "./bench/study/profiles.ts";
export type { Site } from "./bench/study/site.ts";
export { readSettings } from "./bench/run/settings/settings.ts";
export type { OutputSettings } from "./bench/run/settings/read_output.ts";
export type {
  Settings,
  SettingsDefaults,
} from "./bench/run/settings/settings.ts";
export { blockPermutation } from "./bench/statistics/block_permutation.ts";
export type {
  BlockPermutationOptions,
  BlockPermutationResult,
} from "./bench/statistics/block_permutation.ts";
export { bootstrapArgmax } from "./bench/statistics/bootstrap_argmax.ts";
export type {
  BootstrapArgmaxOptions,
  BootstrapArgmaxResult,
} from "./bench/statistics/bootstrap_argmax.ts";
export { bootstrapMean } from "./bench/statistics/bootstrap_mean.ts";
export type { BootstrapMeanOptions } from "./bench/statistics/bootstrap_mean.ts";
export { bootstrapRatio } from "./bench/statistics/bootstrap_ratio.ts";
export type { BootstrapRatioOptions } from "./bench/statistics/bootstrap_ratio.ts";
export { boundedMean } from "./bench/statistics/bounded_mean.ts";
export type { BoundedMeanOptions } from "./bench/statistics/bounded_mean.ts";
export { decideEquivalent } from "./bench/statistics/decide_equivalent.ts";
export type {
  DecideEquivalentOptions,
  EquivalenceEvidence,
} from "./bench/statistics/decide_equivalent.ts";
export { decideGreater } from "./bench/statistics/decide_greater.ts";
export type {
  DecideGreaterOptions,
  Evidence,
} from "./bench/statistics/decide_greater.ts";
export { equivalence } from "./bench/statistics/equivalence.ts";
export type {
  EquivalenceOptions,
  EquivalenceResult,
} from "./bench/statistics/equivalence.ts";
export type { Estimate } from "./bench/statistics/estimate.ts";
export { holm } from "./bench/statistics/holm.ts";
export { interquartileMean } from "./bench/statistics/interquartile_mean.ts";
export { minimumSeeds } from "./bench/statistics/minimum_seeds.ts";
export type { MinimumSeedsOptions } from "./bench/statistics/minimum_seeds.ts";
export { pageTrend } from "./bench/statistics/page_trend.ts";
export type {
  PageTrendOptions,
  PageTrendResult,
  TrendDirection,
} from "./bench/statistics/page_trend.ts";
export { peakHeight } from "./bench/statistics/peak_height.ts";
export type {
  PeakHeightOptions,
  PeakHeightResult,
} from "./bench/statistics/peak_height.ts";
export { randomEffects } from "./bench/statistics/random_effects.ts";
export type {
  RandomEffectsOptions,
  RandomEffectsResult,
} from "./bench/statistics/random_effects.ts";
export { signedRank } from "./bench/statistics/signed_rank.ts";
export type { SignedRankResult } from "./bench/statistics/signed_rank.ts";
export { signFlip } from "./bench/statistics/sign_flip.ts";
export type {
  SignFlipOptions,
  SignFlipResult,
} from "./bench/statistics/sign_flip.ts";
export { spread } from "./bench/statistics/spread.ts";
export type { SpreadOptions, SpreadResult } from "./bench/statistics/spread.ts";
export { stratifiedBootstrap } from "./bench/statistics/stratified_bootstrap.ts";
export type {
  StratifiedBootstrapOptions,
  StratifiedStatistic,
} from "./bench/statistics/stratified_bootstrap.ts";
export type { Verdict } from "./bench/statistics/verdict.ts";
export type { RunOptions, TrialExecutor } from "./bench/trials/executor.ts";
export { WorkerError } from "./bench/trials/executor.ts";
export { KeptTrials } from "./bench/trials/kept_trials.ts";
export { mergeStores } from "./bench/trials/store/merge_stores.ts";
export type { MergeOutcome } from "./bench/trials/store/merge_stores.ts";
export { TrialStore } from "./bench/trials/store/store.ts";
export type { KeptTrial, ShardRecord } from "./bench/trials/store/store.ts";
export type {
  EngineDescription,
  Evaluation,
  TrialOrigin,
  TrialResult,
  TrialSpec,
  TrialStart,
} from "./bench/trials/trial.ts";
export { TrialRunner } from "./bench/trials/workers/trial_runner.ts";
export { WorkerPool } from "./bench/trials/workers/worker_pool.ts";
export { UsageError } from "./bench/study/usage_error.ts";
export type { Explanation } from "./bench/trials/_explain.ts";
export type { Shard } from "./bench/trials/plan.ts";
export type { ShardGap } from "./bench/trials/store/shard_gaps.ts";
export type {
  Dataset,
  DatasetEntry,
  DatasetProgress,
  DatasetSource,
  PublishedFile,
  Split,
} from "./datasets/dataset.ts";
export { drawImbalanced } from "./datasets/draw.ts";
export type { Draw, DrawnImages, DrawOptions } from "./datasets/draw.ts";
export { fetchFile } from "./datasets/fetch_file.ts";
export type { FetchFileOptions, FetchProgress } from "./datasets/fetch_file.ts";
export { readIdx } from "./datasets/idx.ts";
export type { IdxArray } from "./datasets/idx.ts";
export { loadImageDataset } from "./datasets/image_dataset.ts";
export type {
  ImageDatasetOptions,
  PreparationProgress,
} from "./datasets/image_dataset.ts";
export { drawLeaf, LEAF_CLASSES } from "./datasets/leaves/draw_leaf.ts";
export type { LeafClass, LeafOptions } from "./datasets/leaves/draw_leaf.ts";
export { ownImages } from "./datasets/photographs.ts";
export { DATASETS, findDataset } from "./datasets/registry.ts";
export { Adam } from "./models/adam.ts";
export type { Calibration } from "./models/calibration.ts";
export { Classifier } from "./models/classifier.ts";
export type { Inference } from "./models/classifier.ts";
export type { Engine, EngineName, EngineStart } from "./models/engine.ts";
export { ENGINE_NAMES } from "./models/engine.ts";
export { FinalBatchNormalization } from "./models/final_batch_normalization.ts";
export type { FinalLayer } from "./models/final_layer.ts";
export type { FineTune } from "./models/fine_tune.ts";
export { FINE_TUNES } from "./models/fine_tune.ts";
export { HEADS } from "./models/heads.ts";
export type { Head } from "./models/heads.ts";
export { LOSSES } from "./models/losses.ts";
export type { Loss } from "./models/losses.ts";
export { classificationMetrics } from "./models/metrics.ts";
export type {
  ClassMetrics,
  Metrics,
  MetricsOptions,
} from "./models/metrics.ts";
export type { NetworkName, NetworkOptions } from "./models/network.ts";
export { NETWORK_NAMES } from "./models/network.ts";
export { networkCost } from "./models/network_cost.ts";
export type { NetworkCost } from "./models/network_cost.ts";
export { NETWORKS } from "./models/networks.ts";
export type { NetworkBuilder } from "./models/networks.ts";
export { randomUniform } from "./models/ops/random.ts";
export { OPTIMIZERS } from "./models/optimizers.ts";
export type { Optimizer } from "./models/optimizers.ts";
export { countLogits, OUTPUTS } from "./models/outputs.ts";
export type { Outputs } from "./models/outputs.ts";
export {
  AUGMENTATIONS,
  OPTIMIZER_NAMES,
  PRECISIONS,
  REFERENCE_RECIPE,
  REMEDIES,
  SCHEDULE_NAMES,
} from "./models/recipe.ts";
export type {
  Augmentation,
  OptimizerName,
  Precision,
  Recipe,
  Remedy,
  Schedule,
} from "./models/recipe.ts";
export { PublishedWeights } from "./models/published_weights.ts";
export type { ReliabilityBins } from "./models/reliability_bins.ts";
export { REMEDY_LOSSES } from "./models/remedy_losses.ts";
export type { RemedyLoss, RemedyTargets } from "./models/remedy_losses.ts";
export { SafetensorsFile } from "./models/safetensors.ts";
export type { SafetensorsPiece } from "./models/safetensors.ts";
export { SCHEDULES } from "./models/schedules.ts";
export type { RateOfStep } from "./models/schedules.ts";
export { eagerly } from "./models/step_compiler.ts";
export type {
  ReadyStep,
  Step,
  StepCompiler,
  StepOptions,
} from "./models/step_compiler.ts";
export { startEngine } from "./models/start_engine.ts";
export { startTensorFlow } from "./models/tensorflow/backend.ts";
export { compile } from "./models/tensorflow/compile.ts";
export type {
  CompiledStep,
  CompileOptions,
} from "./models/tensorflow/compile.ts";
export type { EagerContextOptions } from "./models/tensorflow/context.ts";
export { installLibrary } from "./models/tensorflow/install.ts";
export type { InstallOptions } from "./models/tensorflow/install.ts";
export { locateLibrary } from "./models/tensorflow/locate.ts";
export type {
  Device,
  LibrarySource,
  LocatedLibrary,
} from "./models/tensorflow/locate.ts";
export { Trainer } from "./models/trainer.ts";
export type {
  LabelledImages,
  Training,
  TrainOptions,
} from "./models/trainer.ts";
export { toCsv } from "./reports/tables/csv.ts";
export type { CsvCell } from "./reports/tables/csv.ts";
export type {
  FinishedEvent,
  RunEvent,
  RunView,
  StartedEvent,
  StudyEvent,
  TrialEvent,
  VerdictEvent,
} from "./reports/terminal/run_view.ts";
export type { ClaimRow } from "./reports/tables/claims_csv.ts";
export type { SafetensorsEntry } from "./models/_safetensors_header.ts";
export type { InstallProgress } from "./models/tensorflow/install_progress.ts";
export type { Build, Variant, Wheel } from "./models/tensorflow/wheels.ts";
