/** What a run is about to do, as an event. */
import type { LeftOut } from "../../../reports/document.ts";
import type { StartedEvent } from "../../../reports/terminal/run_view.ts";
import { siteName } from "../../study/site.ts";
import { type Study, studyTrials } from "../../study/study.ts";
import { planOf } from "../../trials/plan.ts";
import { trainedImages } from "../../trials/trained_images.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * The event that a run begins with.
 *
 * @param studies Those of the run; trials that they share count once.
 * @param options What the run is of, and what it leaves out.
 */
export function startedEvent(
  studies: readonly Study[],
  { settings, leftOut }: {
    settings: Pick<Settings, "profile" | "seeds">;
    leftOut: readonly LeftOut[];
  },
): StartedEvent {
  const { trials } = planOf(studies.flatMap(studyTrials));
  const distinct = (names: string[]) => [...new Set(names)];
  return {
    event: "started",
    profile: settings.profile,
    claims: distinct(studies.map(({ claim }) => claim.name)),
    sites: distinct(studies.map(({ site }) => siteName(site))),
    seeds: settings.seeds,
    trials: trials.length,
    images: trials.reduce((sum, { spec }) => sum + trainedImages(spec), 0),
    leftOut,
  };
}
