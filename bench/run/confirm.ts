/**
 * Tries departures again on fresh seeds: what was chance does not come twice.
 */
import type { Finding } from "../study/decide.ts";
import { type Study, studyTrials } from "../study/study.ts";
import type { Trial } from "../trials/trial.ts";

/** A finding that is held against a reviewed verdict. */
export type Reviewed = Finding & {
  expected: Finding["verdict"];
  /** The same on fresh seeds, where the first was a departure. */
  again?: Confirmation;
};

/** What fresh seeds say of a departure. */
export interface Confirmation {
  /** The first of the fresh seeds; as many as before follow it. */
  firstSeed: number;
  finding: Finding;
  /** Whether they depart from what is expected as well. */
  isDeparture: boolean;
}

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
  /** Runs a study's trials. */
  run: (study: Study) => Promise<void>;
  /** Decides studies, each finding at the place of the first run's. */
  decide: (studies: readonly Study[]) => Reviewed[];
  /** When aborted, nothing is confirmed. */
  signal: AbortSignal;
}

/** Whether a verdict is not the reviewed one. */
export function isDeparture(
  { verdict, expected }: Pick<Reviewed, "verdict" | "expected">,
): boolean {
  return expected !== undefined && verdict !== expected;
}

/**
 * Trains the studies behind departures again, on as many seeds that no run has
 * used, and decides them as before: together with the rest of the run, whose
 * p-values are adjusted with theirs.
 *
 * @param findings Those of the run.
 * @returns The same, departures with what came of them.
 */
export async function confirm(
  findings: readonly Reviewed[],
  { studies, isUsed, run, decide, signal }: ConfirmOptions,
): Promise<Reviewed[]> {
  const departures = findings.filter(isDeparture);
  if (departures.length === 0) return [...findings];
  const isBehind = (study: Study) =>
    departures.some(({ claim, sites }) =>
      claim === study.claim && sites.includes(study.site)
    );
  // All are chosen before any is run: studies of the same trials share these.
  const again = studies.map((study) =>
    isBehind(study) ? withFreshSeeds(study, isUsed) : study
  );
  for (const study of again.filter((study) => !studies.includes(study))) {
    await run(study);
  }
  // Half of the seeds would decide nothing.
  if (signal.aborted) return [...findings];
  const seconds = decide(again);
  return findings.map((first, at) => {
    const finding = seconds[at];
    if (!isDeparture(first) || finding === undefined) return first;
    const firstSeed = again.find(({ claim, site }) =>
      claim === first.claim && first.sites.includes(site)
    )?.firstSeed ?? FIRST_FRESH;
    return {
      ...first,
      again: { firstSeed, finding, isDeparture: isDeparture(finding) },
    };
  });
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
