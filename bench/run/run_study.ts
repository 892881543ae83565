/** Runs the trials of one study after another. */
import type { RunView } from "../../reports/terminal/run_view.ts";
import { siteName } from "../study/site.ts";
import { type Study, studyTrials } from "../study/study.ts";
import type { TrialResult } from "../trials/trial.ts";
import { type Session, sortLike } from "./session.ts";
import type { Settings } from "./settings/settings.ts";

/** What is done beside training. */
export type RunRules = Pick<Settings, "failFast" | "explain">;

/** What the studies of a run share. */
export interface RunStudyOptions {
  rules: RunRules;
  session: Session;
  /** Whether the run is of one site: then it need not be named. */
  isOnlySite: boolean;
  /** By the keys of trials, the new ones added: studies share trials. */
  results: Map<string, TrialResult>;
  stop: AbortController;
  view: RunView;
}

/**
 * Runs the trials of a study that no study before has run.
 *
 * @param study With other seeds than the first if it is a confirmation.
 */
export async function runStudy(
  study: Study,
  { rules, session, isOnlySite, results, stop, view }: RunStudyOptions,
): Promise<void> {
  const { signal } = stop;
  const trials = studyTrials(study).filter(({ key }) => !results.has(key));
  if (signal.aborted || trials.length === 0) return;
  if (rules.explain) {
    view.end();
    console.log(session.explain(trials).join("\n") + "\n");
  }
  const ended: TrialResult[] = [];
  const isConfirmation = study.firstSeed !== undefined;
  const { claim, site } = study;
  const name =
    (isOnlySite ? claim.name : `${claim.name} on ${siteName(site)}`) +
    (isConfirmation ? ", again on fresh seeds:" : "");
  const options = { name, view, signal, isConfirmation };
  try {
    for await (const result of session.run(trials, options)) {
      ended.push(result);
      if (rules.failFast && result.status !== "ok") stop.abort();
    }
  } finally {
    for (const result of sortLike(trials, ended)) {
      results.set(result.key, result);
    }
  }
}
