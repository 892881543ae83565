/** From a statement and what the numbers say of it to a verdict. */
import type { Assertion } from "./assertion.ts";
import type { Evidence } from "./evidence.ts";
import { decideEquivalent } from "../../statistics/decide_equivalent.ts";
import { decideGreater } from "../../statistics/decide_greater.ts";
import type { Verdict } from "../../statistics/verdict.ts";

/**
 * Decides an assertion.
 *
 * @param assertion What is asserted, with its bound and margin.
 * @param evidence What the numbers say; its p-value is the one that decides,
 * adjusted for other tests where there are any.
 * @returns The verdict; without an estimate or a p-value it is inconclusive.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { verdictOf } from "./verdict_of.ts";
 * const estimate = { point: 0.4, lower: 0.3, upper: 0.5, level: 0.95, runs: 9 };
 * const claim = { name: "positive", says: "mean gain > 0", of: [] };
 * const assertion = { ...claim, kind: "greater", bound: 0, margin: 0.05 } as const;
 * assertEquals(verdictOf(assertion, { estimate, p: 0.004 }), "supported");
 * assertEquals(verdictOf(assertion, { estimate }), "inconclusive");
 * ```
 */
export function verdictOf(assertion: Assertion, evidence: Evidence): Verdict {
  const { estimate, p, ceiling, obstacle } = evidence;
  if (estimate === undefined || p === undefined) return "inconclusive";
  const verdict = compare(assertion, { estimate, p, ceiling });
  return verdict === "supported" && obstacle !== undefined
    ? "inconclusive"
    : verdict;
}

function compare(
  assertion: Assertion,
  evidence:
    & { estimate: NonNullable<Evidence["estimate"]>; p: number }
    & Pick<Evidence, "ceiling">,
): Verdict {
  const { margin } = assertion;
  switch (assertion.kind) {
    case "equivalent":
      return decideEquivalent(evidence, { margin });
    case "peak":
      return decideGreater(evidence, { bound: 0, margin });
    case "differ":
      // A range is never below 0: what it must exceed is the margin itself.
      return decideGreater(evidence, { bound: margin, margin: 0 });
    default:
      return decideGreater(evidence, { bound: assertion.bound, margin });
  }
}
