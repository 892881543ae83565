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
} from "./bench/study/contrast.ts";
export type {
  Condition,
  Contrast,
  MetricName,
  Score,
} from "./bench/study/contrast.ts";
export type { Assertion, Measure } from "./bench/study/kinds/mod.ts";
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
export { blockPermutation } from "./statistics/block_permutation.ts";
export type {
  BlockPermutationOptions,
  BlockPermutationResult,
} from "./statistics/block_permutation.ts";
export { bootstrapArgmax } from "./statistics/bootstrap_argmax.ts";
export type {
  BootstrapArgmaxOptions,
  BootstrapArgmaxResult,
} from "./statistics/bootstrap_argmax.ts";
export { bootstrapMean } from "./statistics/bootstrap_mean.ts";
export type { BootstrapMeanOptions } from "./statistics/bootstrap_mean.ts";
export { bootstrapRatio } from "./statistics/bootstrap_ratio.ts";
export type { BootstrapRatioOptions } from "./statistics/bootstrap_ratio.ts";
export { boundedMean } from "./statistics/bounded_mean.ts";
export type { BoundedMeanOptions } from "./statistics/bounded_mean.ts";
export { decideEquivalent } from "./statistics/decide_equivalent.ts";
export type {
  DecideEquivalentOptions,
  EquivalenceEvidence,
} from "./statistics/decide_equivalent.ts";
export { decideGreater } from "./statistics/decide_greater.ts";
export type {
  DecideGreaterOptions,
  Evidence,
} from "./statistics/decide_greater.ts";
export { equivalence } from "./statistics/equivalence.ts";
export type {
  EquivalenceOptions,
  EquivalenceResult,
} from "./statistics/equivalence.ts";
export type { Estimate } from "./statistics/estimate.ts";
export { holm } from "./statistics/holm.ts";
export { minimumSeeds } from "./statistics/minimum_seeds.ts";
export type { MinimumSeedsOptions } from "./statistics/minimum_seeds.ts";
export { pageTrend } from "./statistics/page_trend.ts";
export type {
  PageTrendOptions,
  PageTrendResult,
} from "./statistics/page_trend.ts";
export { peakHeight } from "./statistics/peak_height.ts";
export type {
  PeakHeightOptions,
  PeakHeightResult,
} from "./statistics/peak_height.ts";
export { randomEffects } from "./statistics/random_effects.ts";
export type {
  RandomEffectsOptions,
  RandomEffectsResult,
} from "./statistics/random_effects.ts";
export { signFlip } from "./statistics/sign_flip.ts";
export type {
  SignFlipOptions,
  SignFlipResult,
} from "./statistics/sign_flip.ts";
export { spread } from "./statistics/spread.ts";
export type { SpreadOptions, SpreadResult } from "./statistics/spread.ts";
export type { Verdict } from "./statistics/verdict.ts";
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
  DatasetFile,
  DatasetProgress,
  DatasetReader,
  DatasetSource,
  PublishedFile,
  Split,
} from "./datasets/dataset.ts";
export { drawImbalanced } from "./datasets/draw.ts";
export type { Draw, DrawnImages, DrawOptions } from "./datasets/draw.ts";
export { fetchFile } from "./datasets/acquire/fetch_file.ts";
export type {
  FetchFileOptions,
  FetchProgress,
} from "./datasets/acquire/fetch_file.ts";
export { readIdx } from "./datasets/read/idx.ts";
export type { IdxArray } from "./datasets/read/idx.ts";
export { loadImageDataset } from "./datasets/read/image_dataset.ts";
export type {
  ImageDatasetOptions,
  PreparationProgress,
} from "./datasets/read/image_dataset.ts";
export { drawLeaf, LEAF_CLASSES } from "./datasets/leaves/draw_leaf.ts";
export type { LeafClass, LeafOptions } from "./datasets/leaves/draw_leaf.ts";

export { DATASETS, findDataset, ownImages } from "./datasets/registry.ts";
export { Adam } from "./models/training/adam.ts";
export type { Calibration } from "./models/metrics/calibration.ts";
export { Classifier } from "./models/training/classifier.ts";
export type { Inference } from "./models/training/classifier.ts";
export type {
  Engine,
  EngineName,
  EngineStart,
} from "./models/engines/engine.ts";
export { ENGINE_NAMES } from "./models/engines/engine.ts";
export { FinalBatchNormalization } from "./models/layers/final_batch_normalization.ts";
export type { FinalLayer } from "./models/layers/final_layer.ts";
export type { FineTune } from "./models/training/fine_tune.ts";
export { FINE_TUNES } from "./models/training/fine_tune.ts";
export { HEADS } from "./models/layers/heads.ts";
export type { Head } from "./models/layers/heads.ts";
export { LOSSES } from "./models/training/losses.ts";
export type { Loss } from "./models/training/losses.ts";
export { classificationMetrics } from "./models/metrics/metrics.ts";
export type {
  ClassMetrics,
  Metrics,
  MetricsOptions,
} from "./models/metrics/metrics.ts";
export type { NetworkName, NetworkOptions } from "./models/networks/network.ts";
export { NETWORK_NAMES } from "./models/networks/network.ts";
export { networkCost } from "./models/networks/network_cost.ts";
export type { NetworkCost } from "./models/networks/network_cost.ts";
export { NETWORKS } from "./models/networks/networks.ts";
export type { NetworkBuilder } from "./models/networks/networks.ts";
export { randomUniform } from "./models/engines/ops/random.ts";
export { OPTIMIZERS } from "./models/training/optimizers.ts";
export type { Optimizer } from "./models/training/optimizers.ts";
export { countLogits, OUTPUTS } from "./models/training/outputs.ts";
export type { Outputs } from "./models/training/outputs.ts";
export {
  AUGMENTATIONS,
  OPTIMIZER_NAMES,
  PRECISIONS,
  REFERENCE_RECIPE,
  REMEDIES,
  SCHEDULE_NAMES,
} from "./models/training/recipe.ts";
export type {
  Augmentation,
  OptimizerName,
  Precision,
  Recipe,
  Remedy,
  Schedule,
} from "./models/training/recipe.ts";
export { PublishedWeights } from "./models/weights/published_weights.ts";
export type { ReliabilityBins } from "./models/metrics/reliability_bins.ts";
export { REMEDY_LOSSES } from "./models/training/remedy_losses.ts";
export type {
  RemedyLoss,
  RemedyTargets,
} from "./models/training/remedy_losses.ts";
export { SafetensorsFile } from "./models/weights/safetensors.ts";
export type { SafetensorsPiece } from "./models/weights/safetensors.ts";
export { SCHEDULES } from "./models/training/schedules.ts";
export type { RateOfStep } from "./models/training/schedules.ts";
export { eagerly } from "./models/engines/step_compiler.ts";
export type {
  ReadyStep,
  Step,
  StepCompiler,
  StepOptions,
} from "./models/engines/step_compiler.ts";
export { startEngine } from "./models/engines/start_engine.ts";
export { startTensorFlow } from "./models/engines/tensorflow/start_tensorflow.ts";
export { compile } from "./models/engines/tensorflow/compile.ts";
export type {
  CompiledStep,
  CompileOptions,
} from "./models/engines/tensorflow/compile.ts";
export type { EagerContextOptions } from "./models/engines/tensorflow/context.ts";
export { installLibrary } from "./models/engines/tensorflow/install.ts";
export type { InstallOptions } from "./models/engines/tensorflow/install.ts";
export { locateLibrary } from "./models/engines/tensorflow/locate.ts";
export type {
  Device,
  LibrarySource,
  LocatedLibrary,
} from "./models/engines/tensorflow/locate.ts";
export { Trainer } from "./models/training/trainer.ts";
export type {
  LabelledImages,
  Training,
  TrainOptions,
} from "./models/training/trainer.ts";
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
export type { SafetensorsEntry } from "./models/weights/_safetensors_header.ts";
export type { InstallProgress } from "./models/engines/tensorflow/install_progress.ts";
export type {
  Build,
  Variant,
  Wheel,
} from "./models/engines/tensorflow/wheels.ts";
