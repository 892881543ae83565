/** From findings to the claims of a run document. */
import type {
  DocumentClaim,
  DocumentEstimate,
  DocumentStatement,
  Series as DocumentSeries,
} from "../../reports/document.ts";
import type { Estimate } from "../../statistics/estimate.ts";
import type { Finding } from "../study/decide.ts";
import { placeOf } from "../study/expectations.ts";
import { isAssertion } from "../study/kinds/mod.ts";
import type { Series } from "../study/series.ts";
import { siteName } from "../study/site.ts";
import type { Study } from "../study/study.ts";
import type { Confirmation, Reviewed } from "./confirm.ts";
import { trialId } from "../trials/trial.ts";

/** What findings are a part of. */
export interface FindingSource {
  /** The studies of the run that are done, those of a claim in a row. */
  studies: readonly Study[];
  /** How many assertions share the level of the run. */
  family: number;
}

/**
 * The claims of a run, with what was found of each.
 *
 * @param findings In the order of the run.
 * @param source What they were made of.
 */
export function documentClaims(
  findings: readonly Reviewed[],
  source: FindingSource,
): DocumentClaim[] {
  const claims = new Set(source.studies.map(({ claim }) => claim));
  return [...claims].map((claim) => ({
    name: claim.name,
    sentence: claim.sentence,
    source: claim.source,
    role: claim.role ?? "primary",
    cells: Object.keys(claim.cells),
    statements: findings.filter((finding) => finding.claim === claim)
      .map((finding) => documentStatement(finding, source)),
  }));
}

/** A finding as a statement of a document. */
function documentStatement(
  finding: Reviewed,
  source: FindingSource,
): DocumentStatement {
  const { claim, statement, sites, estimate, again } = finding;
  return {
    name: statement.name,
    says: statement.says,
    kind: statement.kind,
    role: isAssertion(statement) ? claim.role ?? "primary" : "reported",
    place: placeOf(sites),
    sites: sites.map(siteName),
    bound: "bound" in statement ? statement.bound : undefined,
    margin: isAssertion(statement) ? statement.margin : undefined,
    level: claim.level,
    estimate: estimate && documentEstimate(estimate),
    p: finding.p,
    pHolm: finding.pHolm,
    family: source.family,
    detail: finding.detail,
    peakSet: finding.peakSet && [...finding.peakSet],
    seeds: finding.seeds,
    failed: finding.failed,
    verdict: finding.verdict,
    expected: finding.expected,
    reason: reasonOf(finding),
    again: again && documentConfirmation(again),
    series: finding.series.map((series) =>
      documentSeries(series, sites.length > 1)
    ),
  };
}

/** Why nothing was decided, or could not be supported, if so. */
function reasonOf(
  { reason, verdict, obstacle }: Finding,
): string | undefined {
  return reason ?? (verdict === "inconclusive" ? obstacle : undefined);
}

function documentConfirmation(
  { firstSeed, finding, isDeparture }: Confirmation,
): NonNullable<DocumentStatement["again"]> {
  const { estimate, pHolm, detail, verdict = "inconclusive" } = finding;
  return {
    firstSeed,
    estimate: estimate && documentEstimate(estimate),
    pHolm,
    detail,
    verdict,
    reason: reasonOf(finding),
    isDeparture,
  };
}

/** JSON has no infinity: an interval without an end has `null` there. */
function documentEstimate(
  { point, lower, upper, level, runs }: Estimate,
): DocumentEstimate {
  const end = (value: number) => Number.isFinite(value) ? value : null;
  return { point, lower: end(lower), upper: end(upper), level, runs };
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
