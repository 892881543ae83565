/** What is told of a run when a trial ends. */
import type { TrialEvent } from "../../../reports/terminal/run_view.ts";
import { trainedImages } from "../../trials/trained_images.ts";
import type { TrialResult } from "../../trials/trial.ts";

/**
 * Describes a trial that ended.
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
