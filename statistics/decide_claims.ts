/**
 * From the verdicts on assertions to those on claims. A promise on assertions
 * is none on claims: one wrong assertion in eighty may be one wrong claim in
 * eleven. So claims have evidence, and a promise, of their own.
 *
 * @module
 */

import { logMean } from "./_log_mean.ts";
import { eBenjaminiHochberg } from "./e_benjamini_hochberg.ts";
import type { Standing } from "./standing.ts";
import type { Verdict } from "./verdict.ts";

/** What is known of an assertion of a claim, where its bets stopped. */
export type ClaimPart = Pick<
  Standing,
  "verdict" | "isTouching" | "support" | "contradiction"
>;

/** What a claim came to. */
export interface ClaimStanding {
  readonly verdict: Verdict;
  /** The verdict that its assertions have together, before its evidence. */
  readonly drawn: Verdict;
  /** The natural logarithm of the evidence that all its assertions are so. */
  readonly support: number;
  /** That of the evidence that any of them is not. */
  readonly contradiction: number;
}

/**
 * Decides claims. One is supported if all its assertions are, and contradicted
 * if any of them is, and if its own evidence is enough for the false discovery
 * rate of claims: the least for its assertions, the mean against them.
 *
 * @param claims `claims[claim][assertion]`; a claim without any has no evidence.
 * @param options The share of the verdicts that is expected to be wrong at
 * most, if not 0.05.
 * @returns `standings[claim]`, in the same order.
 * @throws {RangeError} If evidence is NaN, or the rate not inside 0..1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decideClaims } from "./decide_claims.ts";
 *
 * const part = {
 *   verdict: "supported",
 *   isTouching: false,
 *   support: Math.log(90),
 *   contradiction: Math.log(0.5),
 * } as const;
 * const open = { ...part, verdict: "inconclusive", support: 0 } as const;
 * const [first, second] = decideClaims([[part], [part, open]]);
 * assertEquals(first?.verdict, "supported");
 * assertEquals(second?.verdict, "inconclusive");
 * ```
 */
export function decideClaims(
  claims: readonly (readonly ClaimPart[])[],
  { rate = 0.05 }: { readonly rate?: number } = {},
): ClaimStanding[] {
  const found = claims.map((parts) => ({
    drawn: drawVerdict(parts),
    // The least of nothing would be infinite.
    support: parts.length === 0
      ? -Infinity
      : Math.min(...parts.map(({ support }) => support)),
    contradiction: logMean(parts.map(({ contradiction }) => contradiction)),
  }));
  const logs = found.map(evidenceOf);
  const touching = claims.filter((parts) =>
    parts.some(({ isTouching }) => isTouching)
  );
  const hypotheses = claims.length + touching.length;
  const bar = eBenjaminiHochberg(logs, { rate, hypotheses, least: 1 });
  return found.map((claim, at) => ({
    ...claim,
    verdict: logs[at]! >= Math.log(bar) ? claim.drawn : "inconclusive",
  }));
}

function drawVerdict(parts: readonly ClaimPart[]): Verdict {
  if (parts.some(({ verdict }) => verdict === "contradicted")) {
    return "contradicted";
  }
  const isSupported = parts.length > 0 &&
    parts.every(({ verdict }) => verdict === "supported");
  return isSupported ? "supported" : "inconclusive";
}

/**
 * The evidence for the verdict that is drawn. Without one it counts as none:
 * what is decided and not told would lower the bar for what is told.
 */
function evidenceOf(
  { drawn, support, contradiction }: Omit<ClaimStanding, "verdict">,
): number {
  if (drawn === "inconclusive") return -Infinity;
  return drawn === "supported" ? support : contradiction;
}
