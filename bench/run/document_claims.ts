/** From what was decided to the claims of a run document. */
import type {
  DocumentClaim,
  Series as DocumentSeries,
} from "../../reports/document.ts";
import type { Series } from "../study/series.ts";
import { siteName } from "../study/site.ts";
import type { Study } from "../study/study.ts";
import { trialId } from "../trials/trial.ts";
import type { Decided } from "./decided.ts";

/**
 * The claims of a run, with what was found of each, seed by seed.
 *
 * @param studies Those of the run that are done, those of a claim in a row.
 * @param decided In the order of the run.
 */
export function documentClaims(
  studies: readonly Study[],
  decided: readonly Decided[],
): DocumentClaim[] {
  const claims = new Set(studies.map(({ claim }) => claim));
  return [...claims].map((claim) => ({
    name: claim.name,
    sentence: claim.sentence,
    source: claim.source,
    role: claim.role ?? "primary",
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
  { label, site, of, seeds }: Series,
  isPooled: boolean,
): DocumentSeries {
  return {
    label: isPooled ? siteName(site) : label,
    site: siteName(site),
    terms: of.map((term, at) => ({
      cell: term.cell,
      weight: term.weight,
      metric: term.metric ?? "minorityF1",
      inference: term.inference ?? "as-trained",
      epoch: term.epoch ?? seeds[0]?.terms[at]?.trial.spec.epochs ?? 1,
      reaches: term.reaches,
    })),
    seeds: seeds.map(({ seed, value, terms }) => ({
      seed,
      value: value ?? null,
      scores: terms.map(({ score }) => score ?? null),
      trials: terms.map(({ trial }) => trialId(trial)),
    })),
  };
}
