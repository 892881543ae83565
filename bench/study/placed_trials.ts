/** The trials that statements need. */
import { trainedImages } from "../trials/trained_images.ts";
import type { Trial } from "../trials/trial.ts";
import type { Placed } from "./standings.ts";
import { cellsOf, seedsOf, trialAt } from "./study.ts";

/**
 * The trials that statements need on the first seeds of their studies.
 *
 * @param placed Statements, with their studies.
 * @param seeds How many seeds.
 * @returns Each trial once: data set by data set, seed by seed, and those of a
 * seed that take longest first, so that no worker is at one while others wait.
 */
export function placedTrials(
  placed: readonly Pick<Placed, "statement" | "studies">[],
  seeds: number,
): Trial[] {
  const all = placed.flatMap(({ statement, studies }) =>
    studies.flatMap((study) =>
      seedsOf({ ...study, seeds }).flatMap((seed) =>
        cellsOf(statement).map((cell) => trialAt(study, cell, seed))
      )
    )
  );
  const trials = [...new Map(all.map((trial) => [trial.key, trial])).values()];
  const datasets = [...new Set(trials.map(({ spec }) => spec.dataset))];
  return trials.toSorted(({ spec }, { spec: other }) =>
    datasets.indexOf(spec.dataset) - datasets.indexOf(other.dataset) ||
    spec.seed - other.seed || trainedImages(other) - trainedImages(spec)
  );
}
