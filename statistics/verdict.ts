/**
 * What the evidence says about a claim. There are three answers and not two
 * because "could not be shown" and "was shown to be false" are different
 * findings, and too few runs must never pass for either.
 *
 * @module
 */

/** The outcomes of comparing a claim with the evidence. */
export const VERDICTS = ["supported", "contradicted", "inconclusive"] as const;

/** One of the {@linkcode VERDICTS}. */
export type Verdict = typeof VERDICTS[number];

/**
 * The verdict of a claim: supported if all of its assertions are, contradicted
 * if any is, else inconclusive.
 *
 * @param verdicts Those of its assertions.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { claimVerdict } from "./verdict.ts";
 * assertEquals(claimVerdict(["supported", "supported"]), "supported");
 * assertEquals(claimVerdict(["supported", "inconclusive"]), "inconclusive");
 * assertEquals(claimVerdict(["supported", "contradicted"]), "contradicted");
 * ```
 */
export function claimVerdict(
  verdicts: readonly (Verdict | undefined)[],
): Verdict {
  if (verdicts.includes("contradicted")) return "contradicted";
  const isSupported = verdicts.length > 0 &&
    verdicts.every((verdict) => verdict === "supported");
  return isSupported ? "supported" : "inconclusive";
}
