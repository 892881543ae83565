/**
 * Checks claims: runs their trials, decides, prints what came out, and writes
 * the reports.
 */
import type { ClaimRow } from "../reports/claims_csv.ts";
import {
  assertionLines,
  type ClaimSummary,
  summarize,
} from "../reports/summary.ts";
import type { Claim } from "./claim.ts";
import { type AssertionOutcome, decideClaim } from "./decide_claim.ts";
import { armSummaries, claimRow } from "./report_rows.ts";
import { Session, sortLike } from "./session.ts";
import { studySpecs } from "./study.ts";
import type { Settings } from "./settings.ts";
import {
  canonicalSpec,
  type TrialResult,
  type TrialSpec,
} from "./trials/trial.ts";
import { assertWritable, writeReports } from "./write_reports.ts";

/** What a run came to. */
export interface CheckOutcome {
  claims: ClaimRow[];
  /** Trials that ended, with or without a result. */
  trials: number;
  /** Trials without a result. */
  failedTrials: number;
  /** For each verdict that is not the expected one, why. */
  evidence: string[];
  /** Whether the run was stopped before its end. */
  interrupted: boolean;
}

/** Settings of {@linkcode checkClaims} that are not a matter of the claims. */
export interface CheckOptions {
  /** When aborted, running trials are finished and the reports are partial. */
  signal?: AbortSignal;
}

/** What a run has so far. */
interface Findings {
  /** By spec: claims share trials. */
  results: Map<string, TrialResult>;
  rows: ClaimRow[];
  evidence: string[];
}

/**
 * Checks claims, shows how far it is on standard error, prints each claim's
 * summary, and writes `trials.csv` and `claims.csv`.
 *
 * @param claims What to check.
 * @param settings On what, how, and where the reports go.
 * @returns The verdicts.
 * @throws {UsageError} If the settings ask for what cannot be had: more images
 * than there are, or too few seeds to reach the level.
 * @throws {Error} If the data, the engine or the store is missing or broken.
 */
export async function checkClaims(
  claims: readonly Claim[],
  settings: Settings,
  options: CheckOptions = {},
): Promise<CheckOutcome> {
  const studies = claims.map((claim) => ({
    claim,
    specs: studySpecs(claim, settings),
  }));
  await assertWritable(settings.out);
  await using session = await Session.open(settings);
  const findings: Findings = { results: new Map(), rows: [], evidence: [] };
  const stop = new AbortController();
  const { signal } = stop;
  options.signal?.addEventListener("abort", () => stop.abort());
  if (options.signal?.aborted) stop.abort();
  try {
    for (const study of studies) {
      if (signal.aborted) break;
      await checkClaim(study, { settings, session, findings, stop });
      if (settings.failFast && findings.evidence.length > 0) stop.abort();
    }
  } finally {
    // What was trained is kept, whatever stopped the rest; what an earlier run
    // left is not replaced by nothing.
    const { rows: claims } = findings;
    const results = [...findings.results.values()];
    if (results.length > 0) {
      await writeReports(settings.out, { results, claims });
    }
  }
  const failed = [...findings.results.values()]
    .filter(({ status }) => status !== "ok");
  return {
    claims: findings.rows,
    trials: findings.results.size,
    failedTrials: failed.length,
    evidence: findings.evidence,
    interrupted: options.signal?.aborted === true,
  };
}

/** Runs the trials of a claim, decides it, and prints what came out. */
async function checkClaim(
  { claim, specs }: { claim: Claim; specs: readonly TrialSpec[] },
  { settings, session, findings, stop }: {
    settings: Settings;
    session: Session;
    findings: Findings;
    stop: AbortController;
  },
): Promise<void> {
  const { signal } = stop;
  if (settings.explain) console.log(session.explain(specs).join("\n") + "\n");
  const ended: TrialResult[] = [];
  let results: TrialResult[] = [];
  try {
    for await (
      const result of session.run(specs, { name: claim.name, signal })
    ) {
      ended.push(result);
      if (settings.failFast && result.status !== "ok") stop.abort();
    }
  } finally {
    results = sortLike(specs, ended);
    for (const result of results) {
      findings.results.set(canonicalSpec(result.spec), result);
    }
  }
  if (signal.aborted) return;
  const outcomes = decideClaim(claim, { settings, results });
  const summary = {
    name: claim.name,
    sentence: claim.sentence,
    setting: describe(settings),
    assertions: outcomes.map(toSummary),
    arms: armSummaries(results),
  };
  console.log(summarize(summary) + "\n");
  findings.evidence.push(...departures(summary));
  findings.rows.push(
    ...outcomes.map((outcome) => claimRow(claim, settings, outcome)),
  );
}

/** For each verdict that is not the expected one, its evidence. */
function departures({ name, setting, assertions }: ClaimSummary): string[] {
  return assertions
    .filter(({ verdict, expected }) =>
      expected !== undefined && verdict !== expected
    )
    .map((assertion) =>
      [`${name} on ${setting}`, ...assertionLines(assertion)].join("\n")
    );
}

function toSummary({ assertion, ...outcome }: AssertionOutcome) {
  return { ...assertion, ...outcome };
}

function describe(settings: Settings): string {
  const { majority, minority, majorityCount, minorityCount } = settings;
  return `${settings.dataset}, ${majorityCount} of ${majority.join(" and ")} ` +
    `to ${minorityCount} of ${minority.join(" and ")}, ${settings.model}, ` +
    `${settings.epochs} epoch${settings.epochs === 1 ? "" : "s"}`;
}
