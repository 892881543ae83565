/** From a finding to what the run document says of it. */
import type {
  DecidedStatement,
  DocumentEstimate,
  DocumentEvidence,
} from "../../reports/document.ts";
import type { Estimate } from "../../statistics/estimate.ts";
import type { Finding, FoundBets } from "../study/decide.ts";
import {
  type Expectations,
  expectedVerdict,
  placeOf,
  type ReviewName,
} from "../study/expectations.ts";
import { isAssertion, kindNamed } from "../study/kinds/mod.ts";
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
 * @param options The profile whose reviewed verdicts it is compared with, if any;
 * and reviewed verdicts, if they are not the project's own.
 */
export function decidedOf(
  finding: Finding,
  { profile, expectations }: {
    profile: ReviewName | undefined;
    expectations?: Expectations;
  },
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
      unit: unitOf(finding),
      estimate: estimate && documentEstimate(estimate),
      evidence: finding.bets && documentEvidence(finding.bets),
      detail: finding.detail,
      seeds: finding.seeds,
      failed: finding.failed,
      verdict,
      expected: expectedVerdict(finding, profile, expectations),
      reason,
    },
  };
}

/** Most numbers are scores; what counts until a score is reached, epochs. */
function unitOf({ statement, series }: Finding): string | undefined {
  if (kindNamed(statement.kind)?.isRatio) return undefined;
  const terms = series.flatMap(({ of }) => of);
  const isEpochs = terms.length > 0 &&
    terms.every(({ reaches }) => reaches !== undefined);
  return isEpochs ? "epochs" : undefined;
}

/** What the bets came to; nothing before the first look. */
function documentEvidence(
  { standing, firstMean, support, contradiction }: FoundBets,
): DocumentEvidence | undefined {
  const { seeds, bar, together, state, wanted } = standing;
  const { isTouching, isBoth, isStarred } = standing;
  if (seeds === 0) return undefined;
  const { least, most } = wanted ?? {};
  return {
    support: standing.support,
    contradiction: standing.contradiction,
    bar,
    together,
    state,
    isTouching,
    isBoth,
    isStarred,
    wanted: least === undefined || !Number.isFinite(least)
      ? undefined
      : { least, most: Number.isFinite(most) ? most : undefined },
    firstMean,
    path: { support: [...support], contradiction: [...contradiction] },
  };
}

/** JSON has no infinity: an interval without an end has `null` there. */
function documentEstimate(
  { point, lower, upper, level, runs }: Estimate,
): DocumentEstimate {
  const end = (value: number) => Number.isFinite(value) ? value : null;
  return { point, lower: end(lower), upper: end(upper), level, runs };
}
