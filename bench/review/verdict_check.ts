/** How far a verdict is from the reviewed one. */
import type { Departure } from "../../reports/document.ts";
import type { Verdict } from "../../statistics/verdict.ts";

/**
 * Tells what chance does from what it does not.
 *
 * @param verdict Another one than was reviewed.
 * @param options The reviewed verdict, and whether it is firm.
 * @returns `opposite` where both are decided; `lost` where a firm one is open;
 * else a `notice`.
 */
export function verdictCheck(
  verdict: Verdict,
  { expected, isFirm }: { expected: Verdict; isFirm: boolean },
): Exclude<Departure["check"], "rules"> {
  if (expected === "inconclusive") return "notice";
  if (verdict !== "inconclusive") return "opposite";
  return isFirm ? "lost" : "notice";
}
