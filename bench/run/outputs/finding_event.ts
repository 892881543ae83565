/** Verdicts as events. */
import type { VerdictEvent } from "../../../reports/terminal/run_view.ts";
import { placeOf } from "../../study/expectations.ts";
import type { Reviewed } from "../confirm.ts";

/**
 * The event of a finding.
 *
 * @param finding What was found.
 * @param options Whether all of the run is in, and whether it is of fresh seeds.
 * @returns One; none for what is measured beside.
 */
export function findingEvents(
  finding: Reviewed,
  options: Pick<VerdictEvent, "isFinal" | "isConfirmation">,
): VerdictEvent[] {
  const { claim, statement, verdict, expected, estimate, pHolm } = finding;
  if (verdict === undefined) return [];
  return [{
    event: "verdict",
    ...options,
    claim: claim.name,
    assertion: statement.name,
    site: placeOf(finding.sites),
    verdict,
    expected,
    estimate: estimate?.point,
    lower: estimate?.lower,
    upper: estimate?.upper,
    level: estimate?.level,
    pHolm,
  }];
}
