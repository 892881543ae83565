/** What the networks of a claim score: how they name images, and rank them. */
import { type Evaluation, evaluation } from "../bench/trials/trial.ts";
import { useTitle } from "../bench/trials/use_title.ts";
import type { TrialsById } from "./arm_roles.ts";
import type { DocumentClaim } from "./document.ts";
import { lastEvaluation } from "./last_evaluation.ts";
import { meanOf } from "./mean_of.ts";

/** Mean scores of a network, used in one way, after its last epoch. */
export interface ArmScores {
  /** Such as `"with, layer removed"`. */
  name: string;
  /** Trainings that ended, which all scores are means of. */
  seeds: number;
  minorityF1: number;
  /** Absent where the test images are of one class. */
  minorityAuroc: number | undefined;
  balancedAccuracy: number;
  mcc: number;
}

/**
 * Averages the scores of each cell over its trials, as trained and in the other
 * ways that the statements look at.
 *
 * @param claim Its cells, and its statements or some of them.
 * @param options The name of a site, and the trials of the run.
 * @returns The arms in the order of the cells; those that failed are left out.
 */
export function armScores(
  { cells, statements }: Pick<DocumentClaim, "cells" | "statements">,
  { site, trials }: { site: string; trials: TrialsById },
): ArmScores[] {
  const used = new Map<string, Set<string>>();
  const series = statements.flatMap(({ series }) => series)
    .filter((each) => each.site === site);
  for (const { terms, seeds } of series) {
    for (const [at, { cell, inference }] of terms.entries()) {
      const key = `${cell} ${inference}`;
      const ids = seeds.flatMap(({ trials }) => trials[at] ?? []);
      used.set(key, new Set([...used.get(key) ?? [], ...ids]));
    }
  }
  return cells.flatMap((cell) =>
    evaluation.shape.inference.options.flatMap((inference) => {
      const evaluations = [...used.get(`${cell} ${inference}`) ?? []]
        .flatMap((id) => trials.get(id) ?? [])
        .flatMap((trial) => lastEvaluation(trial, inference) ?? []);
      const name = useTitle(cell, inference);
      return evaluations.length === 0 ? [] : [meanScores(name, evaluations)];
    })
  );
}

function meanScores(
  name: string,
  evaluations: readonly Evaluation[],
): ArmScores {
  const mean = (of: (metrics: Evaluation["metrics"]) => number) =>
    meanOf(evaluations.map(({ metrics }) => of(metrics)));
  const auroc = mean(({ minorityAuroc = NaN }) => minorityAuroc);
  return {
    name,
    seeds: evaluations.length,
    minorityF1: mean(({ minorityF1 }) => minorityF1),
    minorityAuroc: Number.isNaN(auroc) ? undefined : auroc,
    balancedAccuracy: mean(({ balancedAccuracy }) => balancedAccuracy),
    mcc: mean(({ mcc }) => mcc),
  };
}
