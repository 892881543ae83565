/** What of the claims of a run can be checked, where. */
import type { LeftOut } from "../../reports/document.ts";
import { leftOutLines } from "../../reports/statements.ts";
import type { Claim } from "../study/claim.ts";
import { leastSites } from "../study/standings.ts";
import type { RunData } from "./data/prepare_data.ts";
import type { SeedPlan, Settings } from "./settings/settings.ts";
import { isWhole } from "../study/select_claims.ts";
import { siteName, takesClaim } from "../study/site.ts";
import { planStudy } from "../study/plan_study.ts";
import type { Study } from "../study/study.ts";
import { UsageError } from "../study/usage_error.ts";

/**
 * Plans the studies of a run: every claim at every site that it is about.
 *
 * @returns The studies with something to decide, those of a claim in a row; and
 * what had to be left out.
 * @throws {UsageError} If nothing at all can be decided.
 */
export function planStudies(
  claims: readonly Claim[],
  { settings, data }: {
    settings: Pick<Settings, "sites"> & {
      seeds: Pick<SeedPlan, "most">;
      filter?: readonly string[];
    };
    data: RunData;
  },
): { studies: Study[]; leftOut: LeftOut[] } {
  const planned = claims.flatMap((claim) =>
    settings.sites
      .filter((site) =>
        takesClaim(site, { name: claim.name, leastSites: leastSites(claim) })
      )
      .map((site) =>
        planStudy(claim, {
          site,
          seeds: settings.seeds.most,
          dataset: data.datasetOf(site),
        })
      )
  );
  const studies = planned.filter(({ assertions }) => assertions.length > 0);
  const leftOut = planned.flatMap(({ claim, site, leftOut }): LeftOut[] =>
    leftOut.map((reason) => ({
      claim: claim.name,
      site: siteName(site),
      reason,
    }))
  );
  for (const claim of claims) {
    if (!isWhole(claim, settings.filter ?? [])) {
      leftOut.push({
        claim: claim.name,
        reason: "its other assertions are not asked for, so that the claim " +
          "cannot be supported",
      });
    }
    const sites = studies.filter((study) => study.claim === claim).length;
    const least = leastSites(claim);
    if (least === 1 || sites >= least) continue;
    leftOut.push({
      claim: claim.name,
      reason: `it needs ${least} data sets or networks, and there ` +
        `${sites === 1 ? "is" : "are"} ${sites}`,
    });
  }
  if (studies.length === 0) {
    throw new UsageError(
      "Cannot check anything: all is left out.\n" +
        leftOutLines(leftOut).join("\n"),
    );
  }
  return { studies, leftOut };
}
