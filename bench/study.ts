/**
 * The trials of a claim: its cells, trained on the same seeds.
 *
 * The cells of a seed share the drawn images, the initial weights and the order
 * of the batches as far as what they change allows, so that their differences
 * hold that and little else.
 */
import type { Contrast, Score } from "./assertion.ts";
import type { Cell, Claim } from "./claim.ts";
import type { Settings } from "./settings.ts";
import { countLogits } from "../models/outputs.ts";
import { minimumSeeds } from "./statistics/minimum_seeds.ts";
import {
  canonicalSpec,
  type TrialResult,
  type TrialSpec,
} from "./trials/trial.ts";
import { UsageError } from "./usage_error.ts";

/**
 * The trials of a claim, seed by seed; two cells may ask for the same one.
 *
 * @param claim The cells.
 * @param settings What they are trained on, and how often.
 * @returns One spec a trial.
 * @throws {UsageError} If no result of so few seeds can reach the level, or a
 * cell has outputs that are not for so many classes.
 */
export function studySpecs(claim: Claim, settings: Settings): TrialSpec[] {
  assertSeeds(claim, settings);
  assertOutputs(claim, settings);
  const cells = Object.values(claim.cells);
  const specs = seedsOf(settings).flatMap((seed) =>
    cells.map((cell) => specOf(cell, settings, seed))
  );
  const unique = new Map(specs.map((spec) => [canonicalSpec(spec), spec]));
  return [...unique.values()];
}

/**
 * The value of a contrast for each seed.
 *
 * @param results Trials of the claim, in any order, and others.
 * @returns One value a seed whose trials all ended well, in the order of the
 * seeds; and how many seeds have none.
 */
export function contrastValues(
  contrast: Contrast,
  { claim, settings, results }: {
    claim: Claim;
    settings: Settings;
    results: readonly TrialResult[];
  },
): { values: number[]; failed: number } {
  const found = new Map(
    results.map((result) => [canonicalSpec(result.spec), result]),
  );
  const values = seedsOf(settings).flatMap((seed) => {
    const terms = contrast.map((score) => {
      const spec = specOf(cellOf(claim, score.cell), settings, seed);
      return scoreOf(found.get(canonicalSpec(spec)), score);
    });
    if (!terms.every((term) => term !== undefined)) return [];
    return [
      terms.reduce(
        (sum, term, at) => sum + term * (contrast[at]?.weight ?? 0),
        0,
      ),
    ];
  });
  return { values, failed: settings.seeds - values.length };
}

/** What a trial scored; nothing if it failed, or the metric has no value. */
function scoreOf(
  trial: TrialResult | undefined,
  { inference = "as-trained", metric = "minorityF1" }: Score,
): number | undefined {
  if (trial?.status !== "ok") return undefined;
  const evaluation = trial.evaluations.find((candidate) =>
    candidate.inference === inference
  );
  return evaluation?.metrics[metric];
}

function seedsOf({ seeds }: Settings): number[] {
  return Array.from({ length: seeds }, (_, index) => index + 1);
}

function cellOf({ name, cells }: Claim, cell: string): Cell {
  const found = cells[cell];
  if (found !== undefined) return found;
  throw new RangeError(
    `Cannot decide ${name}: it has no cell "${cell}", but ` +
      Object.keys(cells).join(", "),
  );
}

function specOf(cell: Cell, settings: Settings, seed: number): TrialSpec {
  const { seedOffset = 0, ...changes } = cell;
  return {
    dataset: settings.dataset,
    majority: settings.majority,
    minority: settings.minority,
    majorityCount: settings.majorityCount,
    minorityCount: settings.minorityCount,
    testCount: settings.testCount,
    imageSize: settings.imageSize,
    model: settings.model,
    head: "plain",
    outputs: "softmax",
    momentum: settings.momentum,
    batchSize: settings.batchSize,
    epochs: settings.epochs,
    learningRate: settings.learningRate,
    ...changes,
    seed: seed + seedOffset,
  };
}

function assertSeeds({ name, level }: Claim, { seeds }: Settings): void {
  const needed = minimumSeeds(level);
  if (seeds >= needed) return;
  throw new UsageError(
    `Cannot decide ${name} with ${seeds} seeds: no result of so few can reach ` +
      `the level ${level}. Next step: --seeds ${needed} or more`,
  );
}

function assertOutputs(claim: Claim, settings: Settings): void {
  try {
    for (const cell of Object.values(claim.cells)) {
      const { outputs, majority, minority } = specOf(cell, settings, 0);
      countLogits(outputs, majority.length + minority.length);
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(`Cannot check ${claim.name}: ${cause.message}`, {
      cause,
    });
  }
}
