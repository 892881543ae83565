/**
 * Checks claims: runs their trials, decides, prints what came out, and writes
 * the reports.
 */
import { answer } from "../../reports/answer.ts";
import type { ClaimRow } from "../../reports/claims_csv.ts";
import { assertionLines, summarize } from "../../reports/summary.ts";
import { answerOf } from "./answer_of.ts";
import { verdictTable } from "../../reports/verdict_table.ts";
import { wrap } from "../../reports/wrap.ts";
import type { Claim } from "../study/claim.ts";
import {
  decideStudies,
  familyOf,
  type Finding,
} from "../study/decide_studies.ts";
import {
  expectationKey,
  expectedVerdict,
  reviewedFamily,
} from "../study/expectations.ts";
import { contrastRows } from "./contrast_rows.ts";
import { openRun } from "./open_run.ts";
import { claimRow, statementSummary, studySummaries } from "./report_rows.ts";
import { runOptions } from "./run_options.ts";
import { samplesOf } from "./sample_strips.ts";
import { type Session, sortLike } from "./session.ts";
import type { Settings } from "./settings.ts";
import { describeSite, siteName } from "../study/site.ts";
import { type Study, studySpecs } from "../study/study.ts";
import { canonicalSpec, type TrialResult } from "../trials/trial.ts";
import { assertWritable, writeReports } from "./write_reports.ts";

/** What a run came to. */
export interface CheckOutcome {
  claims: ClaimRow[];
  /** Trials that ended, with or without a result. */
  trials: number;
  /** Trials without a result. */
  failedTrials: number;
  /** For each verdict that is not the expected one, why. */
  departures: string[];
  /** Whether the run was stopped before its end. */
  interrupted: boolean;
}

/** Settings of {@linkcode checkClaims} that are not a matter of the claims. */
export interface CheckOptions {
  /** When aborted, running trials are finished and the reports are partial. */
  signal?: AbortSignal;
  /**
   * The arguments that the settings were read from: reports say how a trial is
   * run again.
   */
  args?: readonly string[];
}

/** A finding with the verdict that was reviewed for it. */
export type Reviewed = Finding & {
  expected: ReturnType<typeof expectedVerdict>;
};

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
  await assertWritable(settings.out);
  const { studies, leftOut, session, data } = await openRun(claims, settings);
  await using _open = session;
  for (const line of leftOut) console.error(`left out: ${line}`);
  const stop = new AbortController();
  options.signal?.addEventListener("abort", () => stop.abort());
  if (options.signal?.aborted) stop.abort();
  const results = new Map<string, TrialResult>();
  const done: Study[] = [];
  // What is not done, or not asked for, takes its part of the level all the
  // same: a verdict does not depend on how much of a profile is run.
  const family = Math.max(
    familyOf(studies),
    reviewedFamily(settings.sites, settings.profile),
  );
  const decide = () =>
    decideStudies(done, results, { family }).map((finding) => ({
      ...finding,
      expected: expectedVerdict(finding, settings.profile),
    }));
  let findings: Reviewed[] = [];
  try {
    for (const study of studies) {
      await runStudy(study, { settings, session, results, stop });
      if (stop.signal.aborted) break;
      done.push(study);
      if (settings.failFast && decide().some(isDeparture)) stop.abort();
    }
    findings = decide();
  } finally {
    // What was trained is kept, whatever stopped the rest; what an earlier run
    // left is not replaced by nothing.
    if (results.size > 0) {
      await writeReports(settings.out, {
        results: [...results.values()],
        claims: findings.map((finding) =>
          claimRow(finding, { ...settings, family })
        ),
        contrasts: findings.flatMap((finding) =>
          contrastRows(finding, { studies: done, results })
        ),
        samples: samplesOf(settings.sites, data),
        facts: {
          ...{ settings, options: options.args && runOptions(options.args) },
          isPartial: done.length < studies.length,
        },
      });
    }
  }
  print(done, findings, results);
  if (settings.images !== undefined) printAnswer(done, findings, results);
  const failed = [...results.values()].filter(({ status }) => status !== "ok");
  return {
    claims: findings.map((finding) =>
      claimRow(finding, { ...settings, family })
    ),
    trials: results.size,
    failedTrials: failed.length,
    departures: findings.filter(isDeparture).map(departureOf),
    interrupted: options.signal?.aborted === true,
  };
}

/** Runs the trials of a study that no study before has run. */
async function runStudy(
  study: Study,
  { settings, session, results, stop }: {
    settings: Settings;
    session: Session;
    /** By spec, the new ones added: studies share trials. */
    results: Map<string, TrialResult>;
    stop: AbortController;
  },
): Promise<void> {
  const { signal } = stop;
  const specs = studySpecs(study)
    .filter((spec) => !results.has(canonicalSpec(spec)));
  if (signal.aborted || specs.length === 0) return;
  if (settings.explain) console.log(session.explain(specs).join("\n") + "\n");
  const name = settings.sites.length > 1
    ? `${study.claim.name} on ${siteName(study.site)}`
    : study.claim.name;
  const ended: TrialResult[] = [];
  try {
    for await (const result of session.run(specs, { name, signal })) {
      ended.push(result);
      if (settings.failFast && result.status !== "ok") stop.abort();
    }
  } finally {
    for (const result of sortLike(specs, ended)) {
      results.set(canonicalSpec(result.spec), result);
    }
  }
}

function isDeparture({ verdict, expected }: Reviewed): boolean {
  return expected !== undefined && verdict !== expected;
}

/** For people: what was found, and where. */
function departureOf(finding: Reviewed): string {
  const { claim, sites } = finding;
  return [
    `${claim.name} on ${sites.map(describeSite).join("; ")}`,
    ...assertionLines(statementSummary(finding)),
  ].join("\n");
}

/** Prints a summary of each study, and then all verdicts. */
function print(
  studies: readonly Study[],
  findings: readonly Reviewed[],
  results: ReadonlyMap<string, TrialResult>,
): void {
  for (const summary of studySummaries(studies, findings, results)) {
    console.log(summarize(summary) + "\n");
  }
  const lines = findings.flatMap((finding) => {
    const { verdict, expected, estimate } = finding;
    if (verdict === undefined) return [];
    const { place: site, name } = expectationKey(finding);
    return [{ site, name, verdict, expected, estimate }];
  });
  if (lines.length > 0) console.log(verdictTable(lines));
}

/** Says to somebody who brought images whether the layer helps there. */
function printAnswer(
  studies: readonly Study[],
  findings: readonly Reviewed[],
  results: ReadonlyMap<string, TrialResult>,
): void {
  const evidence = answerOf(studies, findings, results);
  if (evidence === undefined) return;
  console.log(wrap(answer(evidence)).join("\n") + "\n");
}
