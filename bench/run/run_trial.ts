/** One trial of a run, trained again. */
import type { DocumentTrial } from "../../reports/document.ts";
import type { Claim } from "../study/claim.ts";
import { studyTrials } from "../study/study.ts";
import { planOf } from "../trials/plan.ts";
import { UsageError } from "../study/usage_error.ts";
import { openRun } from "./open_run.ts";
import { openView } from "./open_view.ts";
import type { Settings } from "./settings/settings.ts";
import { trialId } from "../trials/trial.ts";

/**
 * Trains one trial of a run, whether it is kept or not.
 *
 * @param claims What the run checks.
 * @param options The settings of the run, and the trial's name in its reports,
 * or the start of it.
 * @returns What came of it.
 * @throws {UsageError} If the run has no such trial, or several.
 */
export async function runTrial(
  claims: readonly Claim[],
  { settings, trial: name }: { settings: Settings; trial: string },
): Promise<DocumentTrial> {
  const view = openView(settings);
  const { studies, session } = await openRun(
    claims,
    { ...settings, fresh: true, workers: 1 },
    { onNote: view.note },
  );
  await using _open = session;
  const { trials } = planOf(studies.flatMap(studyTrials));
  const found = trials.filter((each) => trialId(each).startsWith(name));
  const [trial, ...others] = found;
  if (trial === undefined || others.length > 0) {
    throw new UsageError(
      `Cannot train ${name} again: ${found.length} trials of the run with ` +
        "these options have that name. Next step: give the options of its " +
        "run, as the report has them, and this version of the suite",
    );
  }
  const id = trialId(trial);
  try {
    const [result] = await Array.fromAsync(
      session.run([trial], { view }),
    );
    if (result !== undefined) return { id, result };
    throw new Error(`Cannot train ${id} again: it ended without a result`);
  } finally {
    view.end();
  }
}
