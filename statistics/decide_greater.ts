/**
 * From evidence to a verdict, for a claim of the kind "the mean is greater
 * than this". A large p-value alone never decides: a claim is contradicted by
 * an interval that leaves no room for it, and else it stays open.
 *
 * @module
 */

import { requireFinite } from "./_require.ts";
import { requireEvidence } from "./_require_evidence.ts";
import type { Estimate } from "./estimate.ts";
import type { Verdict } from "./verdict.ts";

/** What is known about a mean. */
export interface Evidence {
  /** The mean and its interval, in the unit of the bound. */
  readonly estimate: Estimate;
  /** Two-sided p-value of the mean being equal to the bound. */
  readonly p: number;
  /**
   * The largest mean that is not ruled out by other means, such as
   * `boundedMean`; never less than the interval's upper end.
   *
   * @default {the interval's upper end}
   */
  readonly ceiling?: number | undefined;
}

/** What the claim says. */
export interface DecideGreaterOptions {
  /** What the mean is claimed to be greater than, in its unit. */
  readonly bound: number;
  /**
   * The smallest difference from the bound that is of practical interest, in
   * the same unit; 0 or more.
   */
  readonly margin: number;
}

const ACTION = "decide on a claim";

/**
 * Decides whether a mean is greater than a bound.
 *
 * Supported: the interval lies above the bound and the test agrees at the
 * interval's level, however small the difference. Otherwise contradicted: the
 * interval ends below bound + margin, and the ceiling is below it too, so that
 * every value that would matter is excluded. Otherwise inconclusive.
 *
 * @param evidence The estimate, and the p-value against the same bound.
 * @param options The bound and the margin, in the unit of the estimate.
 * @returns The verdict.
 * @throws {RangeError} If any number is NaN, the bound or margin is infinite,
 * the margin is negative, the interval is upside down, or the level or
 * p-value is no fraction.
 * @see D. G. Altman and J. M. Bland (1995), Absence of evidence is not evidence
 * of absence, DOI 10.1136/bmj.311.7003.485
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decideGreater } from "./decide_greater.ts";
 *
 * const estimate = {
 *   point: 0.04,
 *   lower: 0.01,
 *   upper: 0.07,
 *   level: 0.95,
 *   runs: 10,
 * };
 * const claim = { bound: 0, margin: 0.02 };
 * assertEquals(decideGreater({ estimate, p: 0.004 }, claim), "supported");
 * assertEquals(decideGreater({ estimate, p: 0.4 }, claim), "inconclusive");
 * ```
 */
export function decideGreater(
  evidence: Evidence,
  options: DecideGreaterOptions,
): Verdict {
  const { estimate, p, ceiling = -Infinity } = evidence;
  const { bound, margin } = options;
  requireEvidence(ACTION, evidence);
  if (Number.isNaN(ceiling)) {
    throw new RangeError(`Cannot ${ACTION}: wanted a ceiling, got NaN`);
  }
  requireClaim(options);
  // As a sum, because 1 - 0.9 is less than 0.1 in binary.
  const significant = p + estimate.level <= 1;
  if (significant && estimate.lower > bound) return "supported";
  const largest = Math.max(estimate.upper, ceiling);
  if (largest < bound + margin) return "contradicted";
  return "inconclusive";
}

function requireClaim({ bound, margin }: DecideGreaterOptions): void {
  requireFinite(ACTION, {
    name: "bound and margin",
    got: [bound, margin],
    least: 2,
  });
  if (margin < 0) {
    throw new RangeError(
      `Cannot ${ACTION}: wanted a margin of 0 or more, got ${margin}`,
    );
  }
}
