/**
 * Two arms trained on the same seeds, and what their differences say.
 *
 * Write g(s) for the difference of the outcome at seed s, treated less control.
 * The arms of a seed share the drawn images, the initial weights and the order
 * of the batches, so that g holds what the arm changes and little else.
 */
import { countLogits, type Outputs } from "../models/outputs.ts";
import { bootstrapMean } from "./statistics/bootstrap_mean.ts";
import { decideGreater } from "./statistics/decide_greater.ts";
import type { Estimate } from "./statistics/estimate.ts";
import { minimumSeeds } from "./statistics/minimum_seeds.ts";
import { signFlip } from "./statistics/sign_flip.ts";
import type { Verdict } from "./statistics/verdict.ts";
import type { Arm, Assertion, Claim } from "./claim.ts";
import type { Settings } from "./settings.ts";
import type { TrialResult, TrialSpec } from "./trials/trial.ts";
import { UsageError } from "./usage_error.ts";

/** Seeds of the resampling, so that a report can be made again bit by bit. */
const RESAMPLING_SEED = 20210919;

/** Pairs up to which every pattern of signs is counted, and p is exact. */
const EXACT_UP_TO = 40;

/**
 * A study with more failed seeds than this share decides nothing: what failed
 * may be just what would have spoken against the claim.
 */
const MAX_FAILED_SHARE = 0.1;

/** What an assertion came to. */
export interface AssertionOutcome {
  assertion: Assertion;
  verdict: Verdict;
  /** What the paper leads one to expect. */
  expected: Verdict;
  /** The mean paired difference; absent if too few pairs are complete. */
  estimate: Estimate | undefined;
  /** Two-sided p of the sign-flip test against the bound; exact to 40 seeds. */
  p: number | undefined;
  /** Seeds of which a trial failed. */
  failed: number;
  /** Why nothing could be decided, where the numbers do not say it. */
  reason: string | undefined;
}

/**
 * The trials of a study: both arms of each seed, seed by seed.
 *
 * @param claim The two arms.
 * @param settings What they are trained on, and how often.
 * @returns One spec a trial.
 * @throws {UsageError} If no result of so few seeds can reach the level, or an
 * arm has outputs that are not for so many classes.
 */
export function pairedSpecs(claim: Claim, settings: Settings): TrialSpec[] {
  assertSeeds(claim, settings);
  assertOutputs(claim, settings);
  return Array.from({ length: settings.seeds }, (_, index) => index + 1)
    .flatMap((seed) =>
      [claim.control, claim.treated].map((arm) =>
        trialSpecOf(settings, arm, seed)
      )
    );
}

function assertSeeds({ name, level }: Claim, { seeds }: Settings): void {
  const needed = minimumSeeds(level);
  if (seeds >= needed) return;
  throw new UsageError(
    `Cannot decide ${name} with ${seeds} seeds: no result of so few can reach ` +
      `the level ${level}. Next step: --seeds ${needed} or more`,
  );
}

function assertOutputs(
  { name, treated, control }: Claim,
  { majority, minority }: Settings,
): void {
  try {
    for (const arm of [treated, control]) {
      countLogits(outputsOf(arm), majority.length + minority.length);
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(`Cannot check ${name}: ${cause.message}`, { cause });
  }
}

function outputsOf({ outputs = "softmax" }: Arm): Outputs {
  return outputs;
}

function trialSpecOf(settings: Settings, arm: Arm, seed: number): TrialSpec {
  return {
    dataset: settings.dataset,
    majority: settings.majority,
    minority: settings.minority,
    majorityCount: settings.majorityCount,
    minorityCount: settings.minorityCount,
    testCount: settings.testCount,
    imageSize: settings.imageSize,
    model: settings.model,
    momentum: settings.momentum,
    batchSize: settings.batchSize,
    epochs: settings.epochs,
    learningRate: settings.learningRate,
    head: arm.head,
    outputs: outputsOf(arm),
    seed,
  };
}

/**
 * Decides the assertions of a claim.
 *
 * @param claim The claim.
 * @param results Its trials, in any order.
 * @returns One outcome for each assertion.
 */
export function decideClaim(
  claim: Claim,
  results: readonly TrialResult[],
): AssertionOutcome[] {
  const { gains, failed } = gainsOf(claim, results);
  return claim.assertions.map((assertion) =>
    decideAssertion(assertion, { gains, failed, level: claim.level })
  );
}

/** The difference of each seed that has both arms, and how many have not. */
function gainsOf(
  claim: Claim,
  results: readonly TrialResult[],
): { gains: number[]; failed: number } {
  const scores = new Map<number, { treated?: number; control?: number }>();
  for (const { spec, status, evaluations } of results) {
    const pair = scores.get(spec.seed) ?? {};
    scores.set(spec.seed, pair);
    const score = evaluations.find(({ inference }) =>
      inference === "as-trained"
    )?.metrics.minorityF1;
    if (status !== "ok" || score === undefined) continue;
    pair[isOf(claim.treated, spec) ? "treated" : "control"] = score;
  }
  const pairs = [...scores].sort(([a], [b]) => a - b).map(([, pair]) => pair);
  const gains = pairs.flatMap(({ treated, control }) =>
    treated === undefined || control === undefined ? [] : [treated - control]
  );
  return { gains, failed: pairs.length - gains.length };
}

function isOf(arm: Arm, { head, outputs }: TrialSpec): boolean {
  return head === arm.head && outputs === outputsOf(arm);
}

function decideAssertion(
  assertion: Assertion,
  { gains, failed, level }: { gains: number[]; failed: number; level: number },
): AssertionOutcome {
  const expected: Verdict = "supported";
  const seeds = gains.length + failed;
  if (failed > MAX_FAILED_SHARE * seeds || gains.length < 2) {
    return {
      assertion,
      verdict: "inconclusive",
      expected,
      estimate: undefined,
      p: undefined,
      failed,
      reason: failed > 0
        ? `trials of ${failed} of ${seeds} seeds failed`
        : `only ${gains.length} seeds have both arms`,
    };
  }
  const { bound, margin } = assertion;
  const estimate = bootstrapMean(gains, { level, seed: RESAMPLING_SEED });
  const { p } = signFlip(gains.map((gain) => gain - bound), {
    seed: RESAMPLING_SEED,
    exactUpTo: EXACT_UP_TO,
  });
  return {
    assertion,
    verdict: decideGreater({ estimate, p }, { bound, margin }),
    expected,
    estimate,
    p,
    failed,
    reason: undefined,
  };
}
