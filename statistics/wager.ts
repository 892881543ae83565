/**
 * The bets on an assertion: some support it, others contradict it. Not shown to
 * be true does not mean false. So there are two questions, and "neither" is a
 * possible answer.
 *
 * @module
 */

import type { Bets } from "./bets.ts";
import type { Quantity } from "./mean_quantity.ts";

/** The bets on an assertion, on both sides. */
export interface Wager {
  /** They win if the assertion is true. */
  readonly support: Bets;
  /** They win if it is clearly false. */
  readonly contradiction: Bets;
  /**
   * Whether both sides are wrong at one single value, such as a mean of exactly
   * the bound with a margin of 0. Then the assertion counts as two in a run.
   */
  readonly isTouching: boolean;
}

/**
 * Bets on "the quantity is greater than the bound". Supported means that it is
 * above the bound, even by little. Contradicted means that it is below bound +
 * margin. Between the two, both are true and either verdict is right.
 *
 * @param quantity A mean, a height or a range.
 * @param options The bound, and the smallest difference beyond it of practical
 * interest, 0 or more; both in the unit of the quantity.
 * @returns The bets.
 * @throws {RangeError} If the bound is not finite, or the margin negative.
 * @see D. G. Altman and J. M. Bland (1995), Absence of evidence is not evidence
 * of absence, DOI 10.1136/bmj.311.7003.485
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { logEvidence } from "./bets.ts";
 * import { meanQuantity } from "./mean_quantity.ts";
 * import { wagerGreater } from "./wager.ts";
 *
 * const mean = meanQuantity([0.5, 0.5], { lower: -1, upper: 1 });
 * const { support } = wagerGreater(mean, { bound: 0, margin: 0.05 });
 * assertEquals(Math.exp(logEvidence(support)[1] ?? 0).toFixed(3), "1.943");
 * ```
 */
export function wagerGreater(
  quantity: Quantity,
  { bound, margin }: { readonly bound: number; readonly margin: number },
): Wager {
  if (!Number.isFinite(bound) || !(margin >= 0)) {
    throw new RangeError(
      "Cannot bet on a claim: wanted a finite bound and a margin of 0 or " +
        `more, got ${bound} and ${margin}`,
    );
  }
  return {
    support: quantity.above(bound),
    contradiction: quantity.below(bound + margin),
    isTouching: margin === 0,
  };
}

/**
 * Bets on "the quantity is 0, give or take the margin". Supported means that it
 * is closer to 0 than the margin: two bets must win. Contradicted means that it
 * is farther from 0 than the margin, on either side.
 *
 * @param quantity A mean.
 * @param options The largest distance from 0 that is of no practical interest,
 * above 0, in the unit of the quantity.
 * @returns The bets.
 * @throws {RangeError} If the margin is not above 0.
 * @see D. J. Schuirmann (1987), A comparison of the two one-sided tests
 * procedure and the power approach, DOI 10.1007/BF01068419
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { logEvidence } from "./bets.ts";
 * import { meanQuantity } from "./mean_quantity.ts";
 * import { wagerEquivalent } from "./wager.ts";
 *
 * const scores = new Array<number>(40).fill(0);
 * const mean = meanQuantity(scores, { lower: -1, upper: 1 });
 * const { support } = wagerEquivalent(mean, { margin: 0.15 });
 * assert((logEvidence(support).at(-1) ?? 0) > Math.log(40));
 * ```
 */
export function wagerEquivalent(
  { above, below }: Quantity,
  { margin }: { readonly margin: number },
): Wager {
  if (!(margin > 0)) {
    throw new RangeError(
      `Cannot bet on no effect: wanted a margin above 0, got ${margin}`,
    );
  }
  return {
    support: { least: [above(-margin), below(margin)] },
    contradiction: { average: [above(margin), below(-margin)] },
    isTouching: true,
  };
}
