/** What is wrong with a run, for the page of a job of CI. */
import type { RunDocument } from "../document.ts";
import { findingsOf } from "../terminal/findings.ts";
import { trialTitle } from "./_trial_title.ts";

/** Something that is wrong, or worth knowing. */
export interface Problem {
  title: string;
  /** As it is, in a fixed width. */
  text: string;
}

/** What is wrong with a run, by how wrong it is. */
export interface Problems {
  /** What is not as it was reviewed, and fails the run. */
  alarms: Problem[];
  failedTrials: Problem[];
  /** What is not as it was reviewed, and may well be chance. */
  notices: Problem[];
}

/** Collects what is wrong with a run. */
export function problemsOf(document: RunDocument): Problems {
  const findings = findingsOf(document).map((
    { isAlarm, title, text, step },
  ) => ({
    isAlarm,
    problem: { title, text: `${text}\nnext step: ${step}` },
  }));
  const problemsWith = (wanted: boolean) =>
    findings.filter(({ isAlarm }) => isAlarm === wanted)
      .map(({ problem }) => problem);
  return {
    alarms: problemsWith(true),
    failedTrials: document.trials.flatMap(({ result }) => {
      const { spec, status, reason = "" } = result;
      return status === "ok" ? [] : [{
        title: `${status}: ${trialTitle(spec)}`,
        text: `${reason}\n${JSON.stringify(spec)}`,
      }];
    }),
    notices: problemsWith(false),
  };
}
