/**
 * What an assertion stakes: the bets that support it, and the bets that
 * contradict it. What is not known to be true is not thereby false, so that
 * there are two questions, with room for "neither" between them.
 *
 * @module
 */

import type { Bets } from "./bets.ts";
import type { Quantity } from "./mean_quantity.ts";

/** The bets on an assertion, on both sides. */
export interface Wager {
  /** They win if it is true. */
  readonly support: Bets;
  /** They win if it is not even nearly true. */
  readonly contradiction: Bets;
  /**
   * Whether what the two refute can both be so, at a single value between them.
   * Then the assertion counts twice among those of a run.
   */
  readonly isTouching: boolean;
}

/**
 * Bets on "the quantity is greater than the bound". Supported, it is above the
 * bound, by however little; contradicted, it is below bound + margin. In
 * between both are true, and either verdict is right.
 *
 * @param quantity A mean, a height or a range.
 * @param options What the quantity is claimed to exceed, and the smallest
 * difference beyond it of practical interest, 0 or more, both in its unit.
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
 * Bets on "the quantity is 0, give or take the margin". Supported, it is less
 * than the margin from 0, for which two bets must win; contradicted, it is
 * farther from 0, on either side.
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
