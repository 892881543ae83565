/**
 * Checks, claim by claim, what a batch normalization layer before the softmax
 * does to imbalanced image classification (Kocaman, Shir, Bäck 2021,
 * arXiv:2109.09016).
 *
 * The command `deno task bench` does it all, and `benchClaims()` does it for
 * claims of your own. The parts are here as well: data sets and imbalanced
 * draws, networks, training compiled to one TensorFlow function, statistics and
 * reports.
 *
 * @example From paired scores to a verdict.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meanQuantity, replay, wagerGreater } from "./mod.ts";
 *
 * // F1 with the layer minus F1 without it, one number a seed.
 * const gains = [0.5, 0.3, 0.6, 0.4, 0.7, 0.5, 0.2, 0.6, 0.4, 0.5, 0.6, 0.3];
 * const mean = meanQuantity(gains, { lower: -1, upper: 1 });
 * const wager = wagerGreater(mean, { bound: 0, margin: 0.05 });
 * const run = [{ key: "gain", claim: "gain", family: "ours", wager }];
 * const { standings } = replay(run, { first: 8, step: 2, most: 12 });
 * const { verdict, seeds } = standings.get("gain")!;
 * assertEquals([verdict, seeds], ["supported", 12]);
 * ```
 *
 * @example From images to the F1 of a rare class, with the parts of a trial.
 * ```ts
 * import { assert } from "@std/assert";
 * import * as suite from "./mod.ts";
 *
 * const source = { data: undefined, images: undefined, cache: "cache" };
 * const leaves = await suite.findDataset("leaves").load(source, { size: 32 });
 * const { train, test } = suite.drawImbalanced(leaves, {
 *   majority: [0], // healthy
 *   minority: [1], // with spot
 *   majorityCount: 20,
 *   minorityCount: 4,
 *   testCount: 10,
 *   seed: 1,
 * });
 * const { imageShape } = leaves;
 * const { compile } = await suite.openEngine({ name: "wasm" });
 * const network = suite.NETWORKS["mlp"]({ imageShape, logits: 2 });
 * const recipe: suite.Recipe = {
 *   ...suite.REFERENCE_RECIPE,
 *   head: "final-batch-norm",
 *   batchSize: 8,
 * };
 * const classifier = new suite.Classifier(network, recipe);
 * const trainer = new suite.Trainer(classifier, compile);
 * const imagesOf = (split: suite.Split, drawn: suite.DrawnImages) => ({
 *   images: split.images(drawn.indices),
 *   labels: drawn.labels,
 *   imageShape,
 * });
 * trainer.train(imagesOf(leaves.train, train), {
 *   ...recipe,
 *   seed: 1,
 *   epochs: 1,
 * });
 * const logits = trainer.infer(imagesOf(leaves.test, test)).get("as-trained")!;
 * const { minorityF1 } = suite.classificationMetrics(logits, {
 *   labels: test.labels,
 *   classes: 2,
 *   minority: [1],
 * });
 * assert(minorityF1 >= 0 && minorityF1 <= 1);
 * ```
 *
 * @module
 */

// Claims, and how they are checked.
export { benchClaims } from "./bench/tasks/bench_claims.ts";
export type { RunDocument } from "./reports/document.ts";
export { readDocument } from "./reports/read_document.ts";
export { along, ARMS, bothArms, changesOf, GAIN } from "./bench/study/arms.ts";
export { claim } from "./bench/study/claim.ts";
export type { BenchFile, Cell, Claim } from "./bench/study/claim.ts";
export {
  afterEpochs,
  contrast,
  difference,
  value,
} from "./bench/study/contrast.ts";
export type { Condition, Contrast } from "./bench/study/contrast.ts";
export type { Assertion, Measure } from "./bench/study/kinds/mod.ts";

// Statistics.
export type { Estimate } from "./statistics/estimate.ts";
export { intervalOf } from "./statistics/interval.ts";
export { meanQuantity } from "./statistics/mean_quantity.ts";
export { replay } from "./statistics/replay.ts";
export type { Verdict } from "./statistics/verdict.ts";
export { wagerGreater } from "./statistics/wager.ts";

// Data sets and draws.
export type { Dataset, DatasetEntry, Split } from "./datasets/dataset.ts";
export { drawImbalanced } from "./datasets/draw.ts";
export type { Draw, DrawnImages, DrawOptions } from "./datasets/draw.ts";
export { DATASETS, findDataset, ownImages } from "./datasets/registry.ts";

// Networks, training and metrics; more of the engine is in `./engine`.
export type { Engine } from "./models/engines/engine.ts";
export { openEngine } from "./models/engines/open_engine.ts";
export type { OpenEngineOptions } from "./models/engines/open_engine.ts";
export { FinalBatchNormalization } from "./models/layers/final_batch_normalization.ts";
export { classificationMetrics } from "./models/metrics/metrics.ts";
export type { Metrics } from "./models/metrics/metrics.ts";
export type { NetworkName } from "./models/networks/network.ts";
export { NETWORKS } from "./models/networks/networks.ts";
export { Classifier } from "./models/training/classifier.ts";
export { countLogits } from "./models/training/outputs.ts";
export { REFERENCE_RECIPE } from "./models/training/recipe.ts";
export type { Recipe } from "./models/training/recipe.ts";
export { Trainer } from "./models/training/trainer.ts";
export type { LabelledImages, Training } from "./models/training/trainer.ts";
