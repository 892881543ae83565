/** What happens in a run, as events. */
import { statementAgain } from "../../reports/statements.ts";
import type {
  StartedEvent,
  TrialEvent,
  VerdictEvent,
} from "../../reports/terminal/run_view.ts";
import { siteName } from "../study/site.ts";
import { type Study, studyTrials } from "../study/study.ts";
import { planOf } from "../trials/plan.ts";
import { trainedImages } from "../trials/trained_images.ts";
import type { TrialResult } from "../trials/trial.ts";
import type { Decided } from "./decided.ts";

/** What a run will do. */
type PlannedWork = Pick<
  StartedEvent,
  "claims" | "sites" | "seeds" | "trials" | "images"
>;

/**
 * What a run will do.
 *
 * @param studies Those of the run; trials that they share count once.
 */
export function plannedWork(studies: readonly Study[]): PlannedWork {
  const { trials } = planOf(studies.flatMap(studyTrials));
  const distinct = (names: string[]) => [...new Set(names)];
  return {
    claims: distinct(studies.map(({ claim }) => claim.name)),
    sites: distinct(studies.map(({ site }) => siteName(site))),
    seeds: studies[0]?.seeds ?? 0,
    trials: trials.length,
    images: trials.reduce((sum, { spec }) => sum + trainedImages(spec), 0),
  };
}

/**
 * The event of a trial that ended.
 *
 * @param result What came of it.
 * @param study The study that it is of.
 * @returns The event; its F1 is of the network as it was trained, at the end.
 */
export function trialEvent(result: TrialResult, study: string): TrialEvent {
  const { spec, status, reason, evaluations, trainSeconds } = result;
  const { head, remedy, seed } = spec;
  const arm = remedy === "none" ? head : `${head}, ${remedy},`;
  const asTrained = evaluations.findLast(({ inference }) =>
    inference === "as-trained"
  );
  return {
    event: "trial",
    study,
    status,
    reason,
    trainSeconds,
    spec: { ...spec },
    name: `${arm} seed ${seed}`,
    minorityF1: asTrained?.metrics.minorityF1,
    images: trainedImages(spec),
  };
}

/**
 * The event of a verdict.
 *
 * @param decided What was decided.
 * @param options Whether all of the run is in.
 * @returns One; none for what is measured beside.
 */
export function verdictEvents(
  { finding: { claim }, statement }: Decided,
  { isFinal }: Pick<VerdictEvent, "isFinal">,
): VerdictEvent[] {
  return statement.verdict === undefined ? [] : [{
    event: "verdict",
    isFinal,
    isConfirmation: false,
    claim: claim.name,
    statement,
  }];
}

/** The event of what fresh seeds said; none where none were tried. */
export function confirmationEvents(
  { finding: { claim }, statement }: Decided,
): VerdictEvent[] {
  const again = statementAgain(statement);
  return again === undefined ? [] : [{
    event: "verdict",
    isFinal: true,
    isConfirmation: true,
    claim: claim.name,
    statement: again,
  }];
}
