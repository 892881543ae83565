/**
 * From evidence to a verdict, for a claim of the kind "this changes nothing".
 * That no difference was found never shows it: the claim is supported by an
 * interval with no room for a difference that matters.
 *
 * @module
 */

import { requireFinite } from "./_require.ts";
import { requireEvidence } from "./_require_evidence.ts";
import type { Estimate } from "./estimate.ts";
import type { Verdict } from "./verdict.ts";

/** What two one-sided tests found. */
export interface EquivalenceEvidence {
  /** The mean difference and its interval, in the unit of the margin. */
  readonly estimate: Estimate;
  /** The larger of the two one-sided p-values against ±margin. */
  readonly p: number;
}

/** What the claim says. */
export interface DecideEquivalentOptions {
  /**
   * The largest mean difference of no practical interest, in the unit of the
   * estimate; above 0. It must be the one that p was computed for.
   */
  readonly margin: number;
}

const ACTION = "decide on an equivalence";

/**
 * Decides whether a mean difference is nothing that matters.
 *
 * Supported: the interval lies inside ±margin, and p is at most
 * (1 - level) / 2, the level of each one-sided test. Contradicted: the
 * interval lies outside ±margin as a whole. Otherwise inconclusive.
 *
 * @param evidence The estimate at level 1 - 2α, and the p-value.
 * @param options The margin, in the unit of the estimate.
 * @returns The verdict.
 * @throws {RangeError} If any number is NaN, the margin is not a positive
 * number, the interval is upside down, or the level or p-value is no fraction.
 * @see D. J. Schuirmann (1987), DOI 10.1007/BF01068419
 * @see D. G. Altman and J. M. Bland (1995), Absence of evidence is not evidence
 * of absence, DOI 10.1136/bmj.311.7003.485
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decideEquivalent } from "./decide_equivalent.ts";
 *
 * const estimate = {
 *   point: 0.01,
 *   lower: -0.01,
 *   upper: 0.03,
 *   level: 0.9,
 *   runs: 20,
 * };
 * const decide = (margin: number, p: number) =>
 *   decideEquivalent({ estimate, p }, { margin });
 * assertEquals(decide(0.05, 0.004), "supported");
 * assertEquals(decide(0.02, 0.2), "inconclusive");
 * ```
 */
export function decideEquivalent(
  evidence: EquivalenceEvidence,
  options: DecideEquivalentOptions,
): Verdict {
  const { estimate: { lower, upper, level }, p } = evidence;
  const { margin } = options;
  requireEvidence(ACTION, evidence);
  requireMargin(margin);
  // As a sum, because 1 - 0.9 is less than 0.1 in binary.
  const significant = 2 * p + level <= 1;
  if (significant && lower > -margin && upper < margin) return "supported";
  if (lower > margin || upper < -margin) return "contradicted";
  return "inconclusive";
}

function requireMargin(margin: number): void {
  requireFinite(ACTION, { name: "margin", got: [margin], least: 1 });
  if (margin <= 0) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted a margin above 0, got ${margin}`,
    );
  }
}
