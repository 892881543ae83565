/** From a finding to what the run document says of it. */
import type {
  DecidedStatement,
  DocumentEstimate,
} from "../../reports/document.ts";
import type { Estimate } from "../../statistics/estimate.ts";
import type { Finding } from "../study/decide.ts";
import { expectedVerdict, placeOf } from "../study/expectations.ts";
import { isAssertion } from "../study/kinds/mod.ts";
import type { ProfileName } from "../study/profiles.ts";
import { siteName } from "../study/site.ts";

/** A finding, and what is told of it. */
export interface Decided {
  finding: Finding;
  statement: DecidedStatement;
}

/**
 * Describes a finding.
 *
 * @param finding What was found.
 * @param options How many assertions share the level of the run, and the
 * profile whose reviewed verdicts it is compared with, if any.
 */
export function decidedOf(
  finding: Finding,
  { family, profile }: { family: number; profile: ProfileName | undefined },
): Decided {
  const { claim, statement, sites, estimate, reason, verdict } = finding;
  const role = claim.role ?? "primary";
  return {
    finding,
    statement: {
      name: statement.name,
      says: statement.says,
      kind: statement.kind,
      role: isAssertion(statement) ? role : "reported",
      place: placeOf(sites),
      sites: sites.map(siteName),
      bound: "bound" in statement ? statement.bound : undefined,
      margin: isAssertion(statement) ? statement.margin : undefined,
      level: claim.level,
      estimate: estimate && documentEstimate(estimate),
      p: finding.p,
      pHolm: finding.pHolm,
      family,
      detail: finding.detail,
      peakSet: finding.peakSet && [...finding.peakSet],
      seeds: finding.seeds,
      failed: finding.failed,
      verdict,
      expected: expectedVerdict(finding, profile),
      // An obstacle keeps from nothing but a verdict of "supported".
      reason: reason ??
        (verdict === "inconclusive" ? finding.obstacle : undefined),
    },
  };
}

/** JSON has no infinity: an interval without an end has `null` there. */
function documentEstimate(
  { point, lower, upper, level, runs }: Estimate,
): DocumentEstimate {
  const end = (value: number) => Number.isFinite(value) ? value : null;
  return { point, lower: end(lower), upper: end(upper), level, runs };
}
