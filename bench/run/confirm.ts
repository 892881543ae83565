/**
 * Tries lost verdicts again on fresh seeds: what was chance does not come twice.
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
  /** Whether a verdict is to be confirmed. */
  isLost: (decided: Decided) => boolean;
  /** Whether a trial was ever run. */
  isUsed: (trial: Trial) => boolean;
  /** Runs the trials of studies, as far as they are needed. */
  run: (studies: readonly Study[]) => Promise<void>;
  /** Decides studies, each statement at the place of the first run's. */
  decide: (studies: readonly Study[]) => Decided[];
  /** When aborted, nothing is confirmed. */
  signal: AbortSignal;
}

/** What came of it. */
export interface Confirmed {
  /** What the run decided, lost verdicts with what came of them. */
  decided: Decided[];
  /** What was found on fresh seeds, of all that was trained on them. */
  fresh: Decided[];
}

/**
 * Trains the studies behind lost verdicts again, on as many seeds that no run
 * has used, and decides them as before, together with the rest of the run.
 *
 * @param decided What the run decided.
 */
export async function confirm(
  decided: readonly Decided[],
  { studies, isLost, isUsed, run, decide, signal }: ConfirmOptions,
): Promise<Confirmed> {
  const lost = decided.filter(isLost);
  const nothing = { decided: [...decided], fresh: [] };
  if (lost.length === 0) return nothing;
  // All are chosen before any is run: studies of the same trials share these.
  const again = studies.map((study) =>
    lost.some((each) => isBehind(study, each))
      ? withFreshSeeds(study, isUsed)
      : study
  );
  const trained = again.filter((study) => !studies.includes(study));
  await run(trained);
  // Half of the seeds would decide nothing.
  if (signal.aborted) return nothing;
  const seconds = decide(again);
  return {
    decided: decided.map((first, at) => {
      const second = seconds[at];
      if (!isLost(first) || second === undefined) return first;
      const study = again.find((study) => isBehind(study, first));
      const firstSeed = study?.firstSeed ?? FIRST_FRESH;
      const confirmed = { firstSeed, ...confirmationOf(second.statement) };
      return { ...first, statement: { ...first.statement, again: confirmed } };
    }),
    fresh: seconds.filter((each) =>
      trained.some((study) => isBehind(study, each))
    ),
  };
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
