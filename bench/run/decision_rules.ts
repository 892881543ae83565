/** What a run is decided by, from its settings. */
import { type Expectations, reviewedEvidence } from "../study/expectations.ts";
import { isWhole } from "../study/select_claims.ts";
import type { Site } from "../study/site.ts";
import type { DecideOptions } from "../study/standings.ts";
import type { Settings } from "./settings/settings.ts";

/**
 * What a run is decided by, beside its claims and results.
 *
 * @param settings Of the run.
 * @param options Where it checks claims, and what was reviewed.
 */
export function decisionRules(
  { seeds, profile, filter }: Pick<Settings, "seeds" | "profile" | "filter">,
  { sites, expectations }: {
    sites: readonly Site[];
    expectations: Expectations;
  },
): Omit<DecideOptions, "results"> {
  return {
    schedule: seeds,
    reviewed: reviewedEvidence(sites, profile, expectations),
    isWhole: (name) => isWhole({ name }, filter),
  };
}
