/** From what was decided to the claims of a run document. */
import type {
  DocumentClaim,
  Series as DocumentSeries,
} from "../../reports/document.ts";
import { contrastBounds } from "../../statistics/bounds.ts";
import type { RunClaimStanding } from "../../statistics/decide_claims.ts";
import type { Claim } from "../study/claim.ts";
import { isWhole } from "../study/select_claims.ts";
import type { Series } from "../study/series.ts";
import { siteName } from "../study/site.ts";
import { trialId } from "../trials/trial.ts";
import type { Decided } from "./decided.ts";

/**
 * The claims of a run, with what was found of each, seed by seed.
 *
 * @param claims Those of the run, in its order, with what they came to.
 * @param decided In the order of the run.
 * @param filter What was asked for: a part of a claim has no evidence on it.
 */
export function documentClaims(
  claims: ReadonlyMap<Claim, RunClaimStanding>,
  decided: readonly Decided[],
  filter: readonly string[] = [],
): DocumentClaim[] {
  return [...claims].map(([claim, { verdict, ...evidence }]) => ({
    name: claim.name,
    sentence: claim.sentence,
    source: claim.source,
    role: claim.role ?? "primary",
    verdict,
    // That of a part is not the claim's; a claim without assertions has none.
    evidence: isWhole(claim, filter) && Number.isFinite(evidence.support)
      ? evidence
      : undefined,
    cells: Object.keys(claim.cells),
    statements: decided.filter(({ finding }) => finding.claim === claim)
      .map(({ finding, statement }) => ({
        ...statement,
        series: finding.series.map((series) =>
          documentSeries(series, finding.sites.length > 1)
        ),
      })),
  }));
}

/** What the statistics saw of a condition. */
function documentSeries(
  { label, site, of, bounded, seeds }: Series,
  isPooled: boolean,
): DocumentSeries {
  const bounds = contrastBounds(bounded);
  return {
    label: isPooled ? siteName(site) : label,
    site: siteName(site),
    bounds: Number.isFinite(bounds.upper - bounds.lower) ? bounds : undefined,
    terms: of.map((term, at) => ({
      cell: term.cell,
      weight: term.weight,
      metric: term.metric ?? "minorityF1",
      inference: term.inference ?? "as-trained",
      epoch: term.epoch ?? seeds[0]?.terms[at]?.trial.spec.epochs ?? 1,
      reaches: term.reaches,
      min: bounded[at]!.min,
      max: Number.isFinite(bounded[at]!.max) ? bounded[at]!.max : undefined,
    })),
    seeds: seeds.map(({ seed, value, terms }) => ({
      seed,
      value: value ?? null,
      scores: terms.map(({ score }) => score ?? null),
      trials: terms.map(({ trial }) => trialId(trial)),
    })),
  };
}
