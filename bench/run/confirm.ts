/**
 * Tries lost verdicts again on fresh seeds: what was chance does not come twice.
 */
import type { DecidedStatement } from "../../reports/document.ts";
import { isDeparture } from "../../reports/statements.ts";
import type { Study } from "../study/study.ts";
import type { Decided } from "./decided.ts";

/**
 * Beyond the seeds of any run that was asked for by their number. It is the same
 * each time: a red run that is run again stays red.
 */
const FIRST_FRESH = 1_000_001;

/** What confirming takes. */
export interface ConfirmOptions {
  /** All studies of the run. */
  studies: readonly Study[];
  /** Whether a verdict is to be confirmed. */
  isLost: (decided: Decided) => boolean;
  /** Runs the trials of studies, as far as they are needed. */
  run: (studies: readonly Study[]) => Promise<void>;
  /** Decides studies, beside what was reviewed of all others. */
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
 * Trains the studies behind lost verdicts again, on as many fresh seeds, and
 * decides these alone. All else counts with its reviewed evidence, as it did
 * while they were trained: beside the rest of this run, they might need more.
 *
 * @param decided What the run decided.
 */
export async function confirm(
  decided: readonly Decided[],
  { studies, isLost, run, decide, signal }: ConfirmOptions,
): Promise<Confirmed> {
  const lost = decided.filter(isLost);
  const nothing = { decided: [...decided], fresh: [] };
  if (lost.length === 0) return nothing;
  const again = studies
    .filter((study) => lost.some((each) => isBehind(study, each)))
    .map((study) => ({ ...study, firstSeed: FIRST_FRESH }));
  await run(again);
  // Half of the seeds would decide nothing.
  if (signal.aborted) return nothing;
  const fresh = decide(again);
  const found = new Map(fresh.map((each) => [keyOf(each), each.statement]));
  return {
    decided: decided.map((first) => {
      const second = lost.includes(first) && found.get(keyOf(first));
      if (!second) return first;
      const again = { firstSeed: FIRST_FRESH, ...confirmationOf(second) };
      return { ...first, statement: { ...first.statement, again } };
    }),
    fresh,
  };
}

/** What tells an assertion from all others; measures are never lost. */
function keyOf({ finding }: Decided): string | undefined {
  return finding.bets?.standing.key;
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
