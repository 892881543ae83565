/** What happens in a run, as events. */
import { statementAgain } from "../../reports/statements.ts";
import type {
  StartedEvent,
  TrialEvent,
  VerdictEvent,
} from "../../reports/terminal/run_view.ts";
import { siteName } from "../study/site.ts";
import { unusualOf } from "../trials/describe_spec.ts";
import { trainedImages } from "../trials/trained_images.ts";
import type { Trial, TrialResult } from "../trials/trial.ts";
import type { Decided } from "./decided.ts";
import type { OpenRun } from "./open_run.ts";
import type { Settings } from "./settings/settings.ts";

/**
 * The event of a run that begins to train.
 *
 * @param trials Those before the first look for verdicts.
 * @param options What is planned, and on how many seeds.
 */
export function startedEvent(
  trials: readonly Trial[],
  { profile, seeds: { first, most }, studies, leftOut }:
    & Pick<Settings, "profile" | "seeds">
    & Pick<OpenRun, "studies" | "leftOut">,
): StartedEvent {
  const distinct = (names: string[]) => [...new Set(names)];
  return {
    event: "started",
    profile,
    claims: distinct(studies.map(({ claim }) => claim.name)),
    sites: distinct(studies.map(({ site }) => siteName(site))),
    seeds: { first, most },
    trials: trials.length,
    images: imagesOf(trials),
    leftOut,
  };
}

/** Images that trials train on, counted in each epoch. */
export function imagesOf(trials: readonly Pick<Trial, "spec">[]): number {
  return trials.reduce((sum, { spec }) => sum + trainedImages(spec), 0);
}

/**
 * The event of a trial that ended.
 *
 * @param result What came of it.
 * @returns The event; its F1 is of the network as it was trained, at the end.
 */
export function trialEvent(result: TrialResult): TrialEvent {
  const { spec, status, reason, evaluations, trainSeconds } = result;
  const { dataset, model, head, seed } = spec;
  const parts = [`${dataset} ${model}`, head, ...unusualOf(spec)];
  const asTrained = evaluations.findLast(({ inference }) =>
    inference === "as-trained"
  );
  return {
    event: "trial",
    status,
    reason,
    trainSeconds,
    spec: { ...spec },
    name: `${parts.join(", ")}, seed ${seed}`,
    minorityF1: asTrained?.metrics.minorityF1,
    images: trainedImages(spec),
  };
}

/**
 * The event of a verdict.
 *
 * @param decided What was decided.
 * @returns One; none for what is measured beside.
 */
export function verdictEvents(
  { finding: { claim }, statement }: Decided,
): VerdictEvent[] {
  return statement.verdict === undefined ? [] : [{
    event: "verdict",
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
    isConfirmation: true,
    claim: claim.name,
    statement: again,
  }];
}
