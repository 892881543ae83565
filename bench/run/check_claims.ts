/**
 * Checks claims: runs their trials, decides, prints what came out, and writes
 * the reports.
 */
import type { ClaimRow } from "../../reports/tables/claims_csv.ts";
import { leftOutLine } from "../../reports/statements.ts";
import type { RunView } from "../../reports/terminal/run_view.ts";
import type { Claim } from "../study/claim.ts";
import { studyTrials } from "../study/study.ts";
import { planOf } from "../trials/plan.ts";
import { ClaimRun } from "./claim_run.ts";
import { isDeparture, type Reviewed } from "./confirm.ts";
import { departureText } from "./outputs/departure_text.ts";
import { openRun } from "./open_run.ts";
import { openView } from "./open_view.ts";
import { printOutcome } from "./outputs/print_outcome.ts";
import type { Settings } from "./settings/settings.ts";
import { startedEvent } from "./outputs/started_event.ts";
import { assertOutputs } from "./outputs/write_outputs.ts";
import { assertWritable } from "./outputs/write_reports.ts";
import { claimRowsOf, writeRun } from "./outputs/write_run.ts";

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
 * import { readSettings } from "./settings/settings.ts";
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
  const { view = openView(settings), signal, args } = options;
  const began = new Date();
  await assertWritable(settings.out);
  await assertOutputs(settings);
  const opened = await openRun(claims, settings, view.note);
  await using session = opened.session;
  const { studies, sites, data, leftOut } = opened;
  for (const each of leftOut) view.note(`left out: ${leftOutLine(each)}`);
  const { trials } = planOf(studies.flatMap(studyTrials));
  for (const line of session.warnings(trials, settings)) {
    view.note(`note: ${line}`);
  }
  const run = new ClaimRun({ settings, session, studies, view, signal });
  try {
    view.show(startedEvent(studies, { settings, leftOut }));
    await run.train();
  } finally {
    view.end();
    // What was trained is kept, whatever stopped the rest; what an earlier run
    // left is not replaced by nothing.
    if (run.results.size > 0) {
      await writeRun(run, {
        settings: { ...settings, sites },
        studies,
        leftOut,
        data,
        args,
        began,
      });
    }
  }
  const { done, findings, results } = run;
  printOutcome({ studies: done, findings, results }, settings);
  return outcomeOf(run, { settings, isInterrupted: signal?.aborted === true });
}

/** A departure that fresh seeds did not repeat is told, and is no alarm. */
function outcomeOf(
  run: ClaimRun,
  { settings, isInterrupted }: { settings: Settings; isInterrupted: boolean },
): CheckOutcome {
  const departures = run.findings.filter(isDeparture);
  const isAlarm = ({ again }: Reviewed) => again?.isDeparture !== false;
  const trials = [...run.results.values()];
  return {
    claims: claimRowsOf(run, settings),
    trials: trials.length,
    failedTrials: trials.filter(({ status }) => status !== "ok").length,
    departures: departures.filter(isAlarm).map(departureText),
    unconfirmed: departures.filter((finding) => !isAlarm(finding))
      .map(departureText),
    interrupted: isInterrupted,
  };
}
