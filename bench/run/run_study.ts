/** Runs the trials of one study after another. */
import type { RunView } from "../../reports/terminal/run_view.ts";
import { siteName } from "../study/site.ts";
import { type Study, studyTrials } from "../study/study.ts";
import type { TrialResult } from "../trials/trial.ts";
import { type Session, sortLike } from "./session.ts";
import type { Settings } from "./settings/settings.ts";

/** What the studies of a run share. */
export interface RunStudyOptions {
  settings: Settings;
  session: Session;
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
  { settings, session, results, stop, view }: RunStudyOptions,
): Promise<void> {
  const { signal } = stop;
  const trials = studyTrials(study).filter(({ key }) => !results.has(key));
  if (signal.aborted || trials.length === 0) return;
  if (settings.explain) {
    view.end();
    console.log(session.explain(trials).join("\n") + "\n");
  }
  const ended: TrialResult[] = [];
  const isConfirmation = study.firstSeed !== undefined;
  const name = nameOf(study, settings) +
    (isConfirmation ? ", again on fresh seeds:" : "");
  const options = { name, view, signal, isConfirmation };
  try {
    for await (const result of session.run(trials, options)) {
      ended.push(result);
      if (settings.failFast && result.status !== "ok") stop.abort();
    }
  } finally {
    for (const result of sortLike(trials, ended)) {
      results.set(result.key, result);
    }
  }
}

function nameOf({ claim, site }: Study, { sites }: Settings): string {
  return sites.length > 1 ? `${claim.name} on ${siteName(site)}` : claim.name;
}
