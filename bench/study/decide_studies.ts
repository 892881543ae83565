/** From the trials of all studies of a run to the verdicts on all assertions. */
import type { Assertion, Measure } from "./assertion.ts";
import { assertPaired } from "./_assert_paired.ts";
import type { Claim } from "./claim.ts";
import { assertionKey, expectationKey } from "./expectations.ts";
import {
  differEvidence,
  equivalenceEvidence,
  type Evidence,
  meanEvidence,
  peakEvidence,
  pooledEvidence,
  ratioEvidence,
  trendEvidence,
} from "./evidence.ts";
import type { Site } from "./site.ts";
import { holm } from "../../statistics/holm.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import {
  contrastsOf,
  contrastValues,
  type ResultsBySpec,
  type Study,
} from "./study.ts";
import { verdictOf } from "./verdict_of.ts";

/**
 * A study with more failed seeds than this share decides nothing: what failed
 * may be just what would have spoken against the claim.
 */
const MAX_FAILED_SHARE = 0.1;

/** Sites that a pooled mean takes: of two, the spread is all but unknown. */
export const LEAST_SITES = 3;

/** What a statement came to. */
export interface Finding extends Evidence {
  claim: Claim;
  /** Where it was checked: one site, or all that were pooled. */
  sites: readonly Site[];
  statement: Assertion | Measure;
  /** Seeds of each site. */
  seeds: number;
  /** Seeds of which a trial failed. */
  failed: number;
  /** Absent for what is measured beside. */
  verdict?: Verdict;
  /** Adjusted by Holm over the assertions of the run. */
  pHolm?: number | undefined;
  /** Why nothing could be decided, where the numbers do not say it. */
  reason?: string | undefined;
}

/** The assertions that share a run's level, decided in it or not. */
export interface Family {
  /** Of those that the run plans, or was reviewed with. */
  keys: ReadonlySet<string>;
  /** Verdicts that were reviewed, by {@linkcode assertionKey}. */
  reviewed: ReadonlyMap<string, Verdict>;
}

/**
 * Decides every assertion of a run.
 *
 * What shares the level and is not among the studies is taken to come out as it
 * was reviewed: rejected before all others where it was supported, and not at
 * all otherwise. So a part of a profile comes to the verdicts of the whole: of
 * what Holm's method rejects, nothing has a larger p-value than what it does
 * not.
 *
 * @param studies The studies of the run that are done, those of a claim in a
 * row.
 * @param results Their trials.
 * @param options What shares the level; the assertions of the studies unless
 * told otherwise.
 * @returns A finding for each statement, study by study; what is pooled over
 * the studies of a claim comes after them.
 * @throws {Error} If trials that ought to share images or weights do not.
 */
export function decideStudies(
  studies: readonly Study[],
  results: ResultsBySpec,
  { family = { keys: familyKeys(studies), reviewed: new Map() } }: {
    family?: Family;
  } = {},
): Finding[] {
  assertPaired([...results.values()]);
  const claims = [...new Set(studies.map(({ claim }) => claim))];
  const findings = claims.flatMap((claim) => {
    const own = studies.filter((study) => study.claim === claim);
    const each = own.flatMap((study) => findingsOf(study, results));
    const pooled = claim.assertions.flatMap((assertion) =>
      assertion.kind === "pooled" ? pool(assertion, own, results) : []
    );
    return [...each, ...pooled];
  });
  return withVerdicts(findings, family);
}

/** The assertions of a run that share its level: those about the paper. */
export function familyKeys(studies: readonly Study[]): Set<string> {
  const own = studies.filter(({ claim }) => isPrimary(claim));
  const keyOf = (found: Parameters<typeof expectationKey>[0]) => {
    const { place, name } = expectationKey(found);
    return assertionKey(place, name);
  };
  const single = own.flatMap(({ claim, site, assertions }) =>
    assertions.filter(({ kind }) => kind !== "pooled")
      .map((statement) => keyOf({ claim, statement, sites: [site] }))
  );
  const pooled = [...new Set(own.map(({ claim }) => claim))]
    .flatMap((claim) => {
      const studies = own.filter((study) => study.claim === claim);
      return claim.assertions.flatMap((statement) =>
        statement.kind === "pooled" && studies.length >= LEAST_SITES
          ? keyOf({ claim, statement, sites: studies.map(({ site }) => site) })
          : []
      );
    });
  return new Set([...single, ...pooled]);
}

/** Whether a claim is about the paper. */
function isPrimary({ role = "primary" }: Claim): boolean {
  return role === "primary";
}

/** Whether a claim is about many sites at once. */
export function isPooled({ assertions }: Pick<Claim, "assertions">): boolean {
  return assertions.some(({ kind }) => kind === "pooled");
}

function findingsOf(study: Study, results: ResultsBySpec): Finding[] {
  const { claim, site, seeds, assertions, measures } = study;
  return [...assertions, ...measures].flatMap((statement) => {
    if (statement.kind === "pooled") return [];
    const { values, failed } = contrastValues(contrastsOf(statement), {
      study,
      results,
    });
    const reason = tooFew(values.length, failed);
    const evidence = reason === undefined
      ? evidenceOf(statement, values, claim.level)
      : {};
    const found = { claim, sites: [site], statement, seeds, failed, reason };
    return [{ ...evidence, ...found }];
  });
}

/** A mean over the sites of a claim, if there are enough of them. */
function pool(
  assertion: Extract<Assertion, { kind: "pooled" }>,
  studies: readonly Study[],
  results: ResultsBySpec,
): Finding[] {
  const own = studies.filter(({ assertions }) =>
    assertions.includes(assertion)
  );
  const [first] = own;
  if (first === undefined || own.length < LEAST_SITES) return [];
  const samples = own.map((study) =>
    contrastValues([assertion.of], { study, results })
  );
  const { claim, seeds } = first;
  const [reason] = samples.flatMap(({ values, failed }) =>
    tooFew(values.length, failed) ?? []
  );
  const { bound } = assertion;
  const groups = samples.map(({ values }) => values.flat());
  const evidence = reason === undefined
    ? pooledEvidence(groups, { bound, level: claim.level })
    : {};
  return [{
    ...evidence,
    ...{ claim, sites: own.map(({ site }) => site), statement: assertion },
    ...{ seeds, reason },
    failed: samples.reduce((sum, { failed }) => sum + failed, 0),
  }];
}

/** @param values `values[seed][contrast]`. */
function evidenceOf(
  statement: Exclude<Assertion | Measure, { kind: "pooled" }>,
  values: readonly (readonly number[])[],
  level: number,
): Evidence {
  const single = values.map(([value]) => value as number);
  const labels = "along" in statement
    ? statement.along.map(({ label }) => label)
    : [];
  switch (statement.kind) {
    case "greater":
      return meanEvidence(single, {
        ...{ bound: statement.bound, level },
        largest: statement.largest ?? 1,
      });
    case "mean":
      return meanEvidence(single, { bound: 0, level });
    case "equivalent":
      return equivalenceEvidence(single, { ...statement, level });
    case "peak":
      return peakEvidence(values, {
        ...{ labels, level },
        largest: statement.largest ?? 2,
      });
    case "differ":
      return differEvidence(values, {
        ...{ labels, level, margin: statement.margin },
      });
    case "ratio": {
      const pairs = values.map(([top, bottom]) =>
        [top as number, bottom as number] as const
      );
      return ratioEvidence(pairs, { level });
    }
    case "trend":
      return trendEvidence(values, { labels });
  }
}

/** Adjusts the p-values of all assertions, and decides each. */
function withVerdicts(
  findings: readonly Finding[],
  { keys, reviewed }: Family,
): Finding[] {
  const primary = findings.filter(({ statement, claim }) =>
    isAssertion(statement) && isPrimary(claim)
  );
  const here = new Set(primary.map((finding) => {
    const { place, name } = expectationKey(finding);
    return assertionKey(place, name);
  }));
  const others = [...keys].filter((key) => !here.has(key));
  const adjusted = holm([
    ...primary.map(({ p }) => p ?? 1),
    ...others.map((key) => reviewed.get(key) === "supported" ? 0 : 1),
  ]);
  return findings.map((finding) => {
    if (!isAssertion(finding.statement)) return finding;
    const { p, claim } = finding;
    const pHolm = p === undefined || !isPrimary(claim)
      ? p
      : adjusted[primary.indexOf(finding)];
    const verdict = verdictOf(finding.statement, { ...finding, p: pHolm });
    return { ...finding, pHolm, verdict };
  });
}

/** Whether a statement decides, and is not only measured beside. */
export function isAssertion(
  statement: Assertion | Measure,
): statement is Assertion {
  return "margin" in statement;
}

/** Why nothing can be decided, if so. */
function tooFew(complete: number, failed: number): string | undefined {
  const seeds = complete + failed;
  const isTooMany = failed > MAX_FAILED_SHARE * seeds || complete < 2;
  if (!isTooMany) return undefined;
  return failed > 0
    ? `trials of ${failed} of ${seeds} seeds failed`
    : `only ${complete} seeds are complete`;
}
