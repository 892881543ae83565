/** From the trials of a claim to the verdicts on its assertions. */
import type { Assertion } from "./assertion.ts";
import type { Claim } from "./claim.ts";
import type { Settings } from "./settings.ts";
import { expectedVerdict } from "./expectations.ts";
import { bootstrapMean } from "./statistics/bootstrap_mean.ts";
import { decideGreater } from "./statistics/decide_greater.ts";
import type { Estimate } from "./statistics/estimate.ts";
import { signFlip } from "./statistics/sign_flip.ts";
import type { Verdict } from "./statistics/verdict.ts";
import { contrastValues } from "./study.ts";
import type { TrialResult } from "./trials/trial.ts";

/** Seeds of the resampling, so that a report can be made again bit by bit. */
const RESAMPLING_SEED = 20210919;

/** Pairs up to which every pattern of signs is counted, and p is exact. */
const EXACT_UP_TO = 40;

/**
 * A study with more failed seeds than this share decides nothing: what failed
 * may be just what would have spoken against the claim.
 */
const MAX_FAILED_SHARE = 0.1;

/** What an assertion came to. */
export interface AssertionOutcome {
  assertion: Assertion;
  verdict: Verdict;
  /** The verdict that was reviewed; absent where none was. */
  expected: Verdict | undefined;
  /** The mean, with its interval; absent if too few seeds are complete. */
  estimate: Estimate | undefined;
  /** Two-sided p of the sign-flip test against the bound; exact to 40 seeds. */
  p: number | undefined;
  /** Seeds of which a trial failed. */
  failed: number;
  /** Why nothing could be decided, where the numbers do not say it. */
  reason: string | undefined;
}

/**
 * Decides the assertions of a claim.
 *
 * @param claim The claim.
 * @param study What it was run on, and its trials, in any order.
 * @returns One outcome for each assertion.
 */
export function decideClaim(
  claim: Claim,
  study: { settings: Settings; results: readonly TrialResult[] },
): AssertionOutcome[] {
  return claim.assertions.map((assertion) => {
    const sample = contrastValues(assertion.of, { claim, ...study });
    const name = `${claim.name}/${assertion.name}`;
    return {
      ...decide(assertion, { ...sample, level: claim.level }),
      expected: expectedVerdict(study.settings, name),
    };
  });
}

function decide(
  assertion: Assertion,
  { values, failed, level }: {
    values: readonly number[];
    failed: number;
    level: number;
  },
): Omit<AssertionOutcome, "expected"> {
  const reason = obstacle(values.length, failed);
  if (reason !== undefined) {
    const nothing = { estimate: undefined, p: undefined };
    const verdict: Verdict = "inconclusive";
    return { assertion, verdict, failed, reason, ...nothing };
  }
  const { bound, margin } = assertion;
  const estimate = bootstrapMean(values, { level, seed: RESAMPLING_SEED });
  const { p } = signFlip(values.map((value) => value - bound), {
    seed: RESAMPLING_SEED,
    exactUpTo: EXACT_UP_TO,
  });
  const verdict = decideGreater({ estimate, p }, { bound, margin });
  return { assertion, verdict, estimate, p, failed, reason };
}

/** Why nothing can be decided, if so. */
function obstacle(complete: number, failed: number): string | undefined {
  const seeds = complete + failed;
  const isTooMany = failed > MAX_FAILED_SHARE * seeds || complete < 2;
  if (!isTooMany) return undefined;
  return failed > 0
    ? `trials of ${failed} of ${seeds} seeds failed`
    : `only ${complete} seeds are complete`;
}
