/** Verdicts for the eye and for the ear: a sign, a word and a colour. */
import type { Verdict } from "../../statistics/verdict.ts";
import type { ClaimRow } from "../tables/claims_csv.ts";
import type { ClaimReport } from "../report_model.ts";
import { html, type Markup } from "./html.ts";

/** What stands for a verdict where there is no room for the word. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  supported: "\u2713",
  contradicted: "\u2717",
  inconclusive: "?",
};

/** A verdict as a badge. */
export function badge(verdict: Verdict): Markup {
  return html`
    <span
      class="v ${verdict}"><span aria-hidden="true">${SIGNS[
        verdict
      ]}</span> ${verdict}</span>
  `;
}

/**
 * The verdict of a claim: supported when all its assertions are, contradicted
 * when any is.
 *
 * @param verdicts Those of its assertions.
 */
export function verdictOfAll(
  verdicts: readonly (Verdict | undefined)[],
): Verdict {
  if (verdicts.includes("contradicted")) return "contradicted";
  const isSupported = verdicts.length > 0 &&
    verdicts.every((verdict) => verdict === "supported");
  return isSupported ? "supported" : "inconclusive";
}

/** What was expected of a claim, and whether it came out. */
export function expectation({ assertions }: ClaimReport): Markup {
  const reviewed = assertions.map(({ row }) => row)
    .filter(({ expected }) => expected !== undefined);
  if (reviewed.length === 0) {
    return html`<span class="quiet">not reviewed</span>`;
  }
  const expected = verdictOfAll(reviewed.map(expectedOf));
  const others = reviewed.filter(isDeparture).length;
  return others === 0 ? html`${expected}` : html`
    <strong
      class="departure">${expected}; ${others} of ${reviewed
        .length} differ</strong>
  `;
}

/** Whether an assertion came out otherwise than it was reviewed. */
export function isDeparture({ verdict, expected }: ClaimRow): boolean {
  return expected !== undefined && expected !== verdict;
}

function expectedOf({ expected }: ClaimRow): Verdict {
  return expected === "supported" || expected === "contradicted"
    ? expected
    : "inconclusive";
}
