/**
 * Checks claims: runs their trials, decides, prints what came out, and writes
 * the reports.
 */
import type { ClaimRow } from "../../reports/claims_csv.ts";
import type { RunView } from "../../reports/run_view.ts";
import type { Claim } from "../study/claim.ts";
import { decideStudies, familyOf } from "../study/decide_studies.ts";
import { expectedVerdict, reviewedFamily } from "../study/expectations.ts";
import { contrastRows } from "./contrast_rows.ts";
import { confirm, isDeparture, type Reviewed } from "./confirm.ts";
import { departureText } from "./departure_text.ts";
import { findingEvents } from "./finding_event.ts";
import { openRun } from "./open_run.ts";
import { openView } from "./open_view.ts";
import { printOutcome } from "./print_outcome.ts";
import { claimRow } from "./report_rows.ts";
import { runOptions } from "./run_options.ts";
import { runStudy } from "./run_study.ts";
import { samplesOf } from "./sample_strips.ts";
import type { Settings } from "./settings.ts";
import { startedEvent } from "./started_event.ts";
import { type Study, studySpecs } from "../study/study.ts";
import { planOf } from "../trials/plan.ts";
import { isSettled } from "../trials/is_settled.ts";
import type { TrialResult } from "../trials/trial.ts";
import { assertOutputs, writeOutputs } from "./write_outputs.ts";
import { assertWritable, writeReports } from "./write_reports.ts";

/** What a run came to. */
export interface CheckOutcome {
  /** A row for each assertion and measure, as in `claims.csv`. */
  claims: ClaimRow[];
  /** Trials that ended, with or without a result. */
  trials: number;
  /** Trials without a result. */
  failedTrials: number;
  /** For each verdict that is not the expected one, why. */
  departures: string[];
  /** Likewise, for those that fresh seeds did not repeat. */
  unconfirmed: string[];
  /** Whether the run was stopped before its end. */
  interrupted: boolean;
}

/** Settings of {@linkcode checkClaims} that are not a matter of the claims. */
export interface CheckOptions {
  /** When aborted, running trials are finished and the reports are partial. */
  signal?: AbortSignal;
  /** Who is told of what happens. @default {as the settings say} */
  view?: RunView;
  /**
   * The arguments that the settings were read from: reports say how a trial is
   * run again.
   */
  args?: readonly string[];
}

/**
 * Checks claims, shows how far it is on standard error, prints each claim's
 * summary, and writes the reports.
 *
 * @param claims What to check.
 * @param settings On what, how, and where the reports go.
 * @param options Who is told of it, and what stops it.
 * @returns The verdicts.
 * @throws {UsageError} If the settings ask for what cannot be had: more images
 * than there are, or too few seeds to reach the level.
 * @throws {Error} If the data, the engine or the store is missing or broken.
 *
 * @example It trains, and so is not run here.
 * ```ts ignore
 * import { checkClaims } from "./check_claims.ts";
 * import { readSettings } from "./settings.ts";
 * import gain from "../gain_bench.ts";
 * const settings = await readSettings(["--dataset", "mnist"], { cores: 2 });
 * const { claims, departures } = await checkClaims([gain], settings);
 * ```
 */
export async function checkClaims(
  claims: readonly Claim[],
  settings: Settings,
  options: CheckOptions = {},
): Promise<CheckOutcome> {
  const { view = openView(settings), signal } = options;
  await assertWritable(settings.out);
  await assertOutputs(settings);
  const opened = await openRun(claims, settings, view.note);
  await using session = opened.session;
  const { studies, leftOut, data } = opened;
  for (const line of leftOut) view.note(`left out: ${line}`);
  const { specs } = planOf(studies.flatMap(studySpecs));
  for (const line of session.warnings(specs, settings)) {
    view.note(`note: ${line}`);
  }
  const stop = new AbortController();
  signal?.addEventListener("abort", () => stop.abort());
  if (signal?.aborted) stop.abort();
  const results = new Map<string, TrialResult>();
  const done: Study[] = [];
  // What is not done, or not asked for, takes its part of the level all the
  // same: a verdict does not depend on how much of a profile is run.
  const family = Math.max(
    familyOf(studies),
    reviewedFamily(settings.sites, settings.profile),
  );
  const rowOf = (finding: Reviewed) =>
    claimRow(finding, { ...settings, family });
  const decide = (of: readonly Study[]): Reviewed[] =>
    decideStudies(of, results, { family }).map((finding) => ({
      ...finding,
      expected: expectedVerdict(finding, settings.profile),
    }));
  const tell = (
    found: readonly Reviewed[],
    how: { isFinal: boolean; isConfirmation: boolean },
  ) =>
    found.flatMap((finding) => findingEvents(finding, how)).forEach(view.show);
  const run = (study: Study) =>
    runStudy(study, { settings, session, results, stop, view });
  let findings: Reviewed[] = [];
  try {
    view.show(startedEvent(studies, { settings, leftOut }));
    for (const study of studies) {
      await run(study);
      if (stop.signal.aborted) break;
      done.push(study);
      tell(decide([study]), { isFinal: false, isConfirmation: false });
      if (settings.failFast && decide(done).some(isDeparture)) stop.abort();
    }
    findings = decide(done);
    tell(findings, { isFinal: true, isConfirmation: false });
    if (settings.confirm && !stop.signal.aborted) {
      findings = await confirm(findings, {
        ...{ studies: done, decide, run, signal: stop.signal },
        isUsed: (spec) =>
          session.store.findAll(spec)
            .some(({ result }) => isSettled(result.status)),
      });
      const again = findings.flatMap(({ again, expected }) =>
        again === undefined ? [] : { ...again.finding, expected }
      );
      tell(again, { isFinal: true, isConfirmation: true });
    }
  } finally {
    view.end();
    // What was trained is kept, whatever stopped the rest; what an earlier run
    // left is not replaced by nothing.
    if (results.size > 0) {
      const trials = [...results.values()];
      const claims = findings.map(rowOf);
      await writeReports(settings.out, {
        ...{ results: trials, claims },
        contrasts: findings.flatMap((finding) =>
          contrastRows(finding, { studies: done, results })
        ),
        samples: samplesOf(settings.sites, data),
        facts: {
          ...{ settings, options: options.args && runOptions(options.args) },
          isPartial: done.length < studies.length,
        },
      });
      await writeOutputs(
        {
          ...{ studies: done, findings, results, leftOut, claims },
          isInterrupted: stop.signal.aborted,
          date: trials.map(({ started }) => started).sort().at(-1) ?? "",
        },
        settings,
        Deno.env.toObject(),
      );
    }
  }
  printOutcome({ studies: done, findings, results }, settings);
  return outcomeOf(findings, {
    ...{ results, claims: findings.map(rowOf) },
    interrupted: signal?.aborted === true,
  });
}

/** A departure that fresh seeds did not repeat is told, and is no alarm. */
function outcomeOf(
  findings: readonly Reviewed[],
  { results, claims, interrupted }:
    & Pick<CheckOutcome, "claims" | "interrupted">
    & { results: ReadonlyMap<string, TrialResult> },
): CheckOutcome {
  const departures = findings.filter(isDeparture);
  const isAlarm = ({ again }: Reviewed) => again?.isDeparture !== false;
  return {
    ...{ claims, interrupted },
    trials: results.size,
    failedTrials:
      [...results.values()].filter(({ status }) => status !== "ok").length,
    departures: departures.filter(isAlarm).map(departureText),
    unconfirmed: departures.filter((finding) => !isAlarm(finding))
      .map(departureText),
  };
}
