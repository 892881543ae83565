/** The arithmetic of a trial, whichever program computes it. */
import { ARMS, CLASS_COUNT, imagesPerTrial, type SetUp } from "./set_up.ts";

/** The multiply-adds of convolutions and dense layers, for one image. */
export interface MultiplyAdds {
  /** Of all layers. */
  forward: number;
  /** Of the first of them. */
  first: number;
}

/** A multiply-add is two operations. */
const OPERATIONS = 2;

/** A step is a pass forward, the gradients of weights, and those of layers. */
const STEP_PASSES = 3;

/**
 * Counts the floating-point operations of a trial with both arms, as
 * convolutions and products of matrices need them: a step takes three times
 * those of a pass forward, minus those of the first layer's inputs, which need
 * no gradient. What computes them with fewer, or does more, is not counted by
 * what it does.
 *
 * @param setUp The trial.
 * @param multiplyAdds Those of its network.
 * @returns Operations of the steps and of the evaluation.
 *
 * @example One image trained on and two tested, in each of two arms.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { SET_UPS } from "./set_up.ts";
 * import { trialOperations } from "./trial_operations.ts";
 * const counts = { majorityCount: 1, minorityCount: 0, testCount: 1 };
 * const setUp = { ...SET_UPS[0]!, ...counts, epochs: 1 };
 * const operations = trialOperations(setUp, { forward: 10, first: 4 });
 * assertEquals(operations, 2 * 2 * ((3 * 10 - 4) + 2 * 10));
 * ```
 */
export function trialOperations(
  setUp: SetUp,
  { forward, first }: MultiplyAdds,
): number {
  const steps = imagesPerTrial(setUp) * (STEP_PASSES * forward - first);
  const evaluation = ARMS.length * CLASS_COUNT * setUp.testCount * forward;
  return OPERATIONS * (steps + evaluation);
}
