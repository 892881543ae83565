/**
 * Tries departures again on fresh seeds: what was chance does not come twice.
 */
import type { DecidedStatement } from "../../reports/document.ts";
import { isDeparture } from "../../reports/statements.ts";
import { type Study, studyTrials } from "../study/study.ts";
import type { Trial } from "../trials/trial.ts";
import type { Decided } from "./decided.ts";

/**
 * Beyond the seeds of any run that was asked for by their number: what is
 * trained from here on was trained to confirm.
 */
const FIRST_FRESH = 1_000_001;

/** What confirming takes. */
export interface ConfirmOptions {
  /** All studies of the run. */
  studies: readonly Study[];
  /** Whether a trial was ever run. */
  isUsed: (trial: Trial) => boolean;
  /** Runs the trials of studies, as far as they are needed. */
  run: (studies: readonly Study[]) => Promise<void>;
  /** Decides studies, each statement at the place of the first run's. */
  decide: (studies: readonly Study[]) => Decided[];
  /** When aborted, nothing is confirmed. */
  signal: AbortSignal;
}

/**
 * Trains the studies behind departures again, on as many seeds that no run has
 * used, and decides them as before, together with the rest of the run.
 *
 * @param decided What the run decided.
 * @returns The same, departures with what came of them.
 */
export async function confirm(
  decided: readonly Decided[],
  { studies, isUsed, run, decide, signal }: ConfirmOptions,
): Promise<Decided[]> {
  const departed = decided.filter(({ statement }) => isDeparture(statement));
  if (departed.length === 0) return [...decided];
  // All are chosen before any is run: studies of the same trials share these.
  const again = studies.map((study) =>
    departed.some((each) => isBehind(study, each))
      ? withFreshSeeds(study, isUsed)
      : study
  );
  await run(again.filter((study) => !studies.includes(study)));
  // Half of the seeds would decide nothing.
  if (signal.aborted) return [...decided];
  const seconds = decide(again);
  return decided.map((first, at) => {
    const second = seconds[at];
    if (!isDeparture(first.statement) || second === undefined) return first;
    const study = again.find((study) => isBehind(study, first));
    const firstSeed = study?.firstSeed ?? FIRST_FRESH;
    const confirmed = { firstSeed, ...confirmationOf(second.statement) };
    return { ...first, statement: { ...first.statement, again: confirmed } };
  });
}

/** Whether a statement is about a study. */
function isBehind({ claim, site }: Study, { finding }: Decided): boolean {
  return finding.claim === claim && finding.sites.includes(site);
}

/** What of a statement on fresh seeds is told. */
function confirmationOf(
  statement: DecidedStatement,
): Omit<NonNullable<DecidedStatement["again"]>, "firstSeed"> {
  const { estimate, evidence, detail, verdict, reason } = statement;
  return {
    estimate,
    evidence,
    detail,
    verdict: verdict ?? "inconclusive",
    reason,
    isDeparture: isDeparture(statement),
  };
}

/**
 * The first seeds beyond all runs that are not used up. A confirmation that was
 * cut short is gone on with: nobody has seen what it would have said.
 */
function withFreshSeeds(
  study: Study,
  isUsed: ConfirmOptions["isUsed"],
): Study {
  for (let firstSeed = FIRST_FRESH;; firstSeed += study.seeds) {
    const fresh = { ...study, firstSeed };
    if (!studyTrials(fresh).every(isUsed)) return fresh;
  }
}
