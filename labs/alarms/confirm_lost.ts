/**
 * Lost verdicts, tried again as `--confirm` does.
 *
 * @module
 */
import type { Schedule, Standing } from "../../statistics/standing.ts";
import {
  decideScores,
  type ScoredAssertion,
  type Scores,
} from "./scored_run.ts";

/** What lost verdicts are tried again with. */
export interface ConfirmLostOptions {
  assertions: readonly ScoredAssertion[];
  /** What was reviewed of each. */
  then: readonly Standing[];
  /** On fresh seeds. */
  scores: Scores;
  schedule: Schedule;
}

/**
 * Decides the studies of lost verdicts on fresh seeds. All other assertions count
 * with their reviewed evidence.
 *
 * @returns Where all assertions of these studies stand; none if none is lost.
 */
export function confirmLost(
  lost: readonly ScoredAssertion[],
  { assertions, then, scores, schedule }: ConfirmLostOptions,
): Standing[] {
  const studies = new Set(lost.map(({ study }) => study));
  const isTried = ({ study }: ScoredAssertion) => studies.has(study);
  const others = then.filter((_, at) => !isTried(assertions[at]!));
  return decideScores(assertions.filter(isTried), {
    scores,
    schedule: { ...schedule, others, isWhole: () => false },
  });
}
