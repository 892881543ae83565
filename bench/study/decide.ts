/** From the evidence of a run to its verdicts, by Holm's method. */
import { holm } from "../../statistics/holm.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import type { Claim } from "./claim.ts";
import type { Found } from "./evidence.ts";
import { assertionKey } from "./expectations.ts";
import type { Evidence } from "./kinds/kind.ts";
import { type Assertion, isAssertion, kindOf } from "./kinds/mod.ts";
import type { Site } from "./site.ts";
import type { Study } from "./study.ts";

/** What a statement came to. */
export interface Finding extends Found {
  /** Absent for what is measured beside. */
  verdict?: Verdict;
  /** Adjusted by Holm over the assertions of the run. */
  pHolm?: number | undefined;
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
 * What shares the level and was not found is taken to come out as it was
 * reviewed: rejected before all others where it was supported, and not at all
 * otherwise. So a part of a profile comes to the verdicts of the whole: of what
 * Holm's method rejects, nothing has a larger p-value than what it does not.
 *
 * @param found What the studies of the run came to.
 * @param family What shares the level.
 * @returns The same, with the verdicts of assertions.
 */
export function decide(
  found: readonly Found[],
  { keys, reviewed }: Family,
): Finding[] {
  const primary = found.filter(({ statement, claim }) =>
    isAssertion(statement) && isPrimary(claim)
  );
  const here = new Set(primary.map(assertionKey));
  const others = [...keys].filter((key) => !here.has(key));
  const adjusted = holm([
    ...primary.map(({ p }) => p ?? 1),
    ...others.map((key) => reviewed.get(key) === "supported" ? 0 : 1),
  ]);
  return found.map((each) => {
    const { statement, p, claim } = each;
    if (!isAssertion(statement)) return each;
    const pHolm = p === undefined || !isPrimary(claim)
      ? p
      : adjusted[primary.indexOf(each)];
    const verdict = verdictOf(statement, { ...each, p: pHolm });
    return { ...each, pHolm, verdict };
  });
}

/** The assertions of a run that share its level: those about the paper. */
export function familyKeys(studies: readonly Study[]): Set<string> {
  const own = studies.filter(({ claim }) => isPrimary(claim));
  const keys = own.flatMap(({ claim, site, assertions }) =>
    assertions.flatMap((statement) => {
      const { leastSites } = kindOf(statement);
      const sites = leastSites === undefined
        ? [site]
        : sitesOf({ claim, statement }, own);
      const isEnough = sites.length >= (leastSites ?? 1);
      return isEnough ? [assertionKey({ claim, statement, sites })] : [];
    })
  );
  return new Set(keys);
}

function sitesOf(
  { claim, statement }: { claim: Claim; statement: Assertion },
  studies: readonly Study[],
): Site[] {
  return studies
    .filter((study) =>
      study.claim === claim && study.assertions.includes(statement)
    )
    .map(({ site }) => site);
}

/** The sites that a claim takes: more than one if it is about many of them. */
export function leastSites({ assertions }: Pick<Claim, "assertions">): number {
  return Math.max(
    1,
    ...assertions.map((assertion) => kindOf(assertion).leastSites ?? 1),
  );
}

/**
 * Decides an assertion.
 *
 * @param evidence The p-value in it is adjusted for the other tests.
 * @returns Inconclusive where there is no estimate or no p-value.
 */
export function verdictOf(
  assertion: Assertion,
  { estimate, p, ceiling, obstacle }: Evidence,
): Verdict {
  if (estimate === undefined || p === undefined) return "inconclusive";
  const evidence = { estimate, p, ceiling };
  const verdict = kindOf(assertion).decide(assertion, evidence);
  return verdict === "supported" && obstacle !== undefined
    ? "inconclusive"
    : verdict;
}

/** Whether a claim is about the paper. */
function isPrimary({ role = "primary" }: Claim): boolean {
  return role === "primary";
}
