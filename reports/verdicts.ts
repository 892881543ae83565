/** What reports say of verdicts: in their order, in signs, and of a claim. */
import type { Verdict } from "../statistics/verdict.ts";

/** The verdicts that there are, in the order of reports. */
export const VERDICTS = ["supported", "contradicted", "inconclusive"] as const;

/** What stands for a verdict where there is no room for the word. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  supported: "\u2713",
  contradicted: "\u2717",
  inconclusive: "?",
};

/**
 * The verdict of a claim: supported if all of its assertions are, contradicted
 * if any is, else inconclusive.
 *
 * @param verdicts Those of its assertions.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { claimVerdict } from "./verdicts.ts";
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
