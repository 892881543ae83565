/** How each class is told, arm by arm: what a mean over classes hides. */
import type {
  Evaluation,
  TrialResult,
  TrialSpec,
} from "../bench/trials/trial.ts";
import type { DocumentClaim, Series } from "./document.ts";
import { lastEvaluation } from "./last_evaluation.ts";
import { meanOf } from "./mean_of.ts";

/** A class, as the trainings of an arm tell it. */
export interface ClassScore {
  name: string;
  isRare: boolean;
  /** Test images. */
  tests: number;
  /** Means over seeds, after the last epoch. */
  recall: number;
  f1: number;
}

/** An arm of a claim. */
export interface ArmClasses {
  /** The cell of the claim. */
  cell: string;
  /** Trainings that ended, which all scores are means of. */
  seeds: number;
  /** Common ones first. */
  classes: ClassScore[];
}

/**
 * Averages the scores of each class over the trials of each arm, as trained.
 *
 * @param claim The claim.
 * @param options The name of a site, and the trials of the run by their ids.
 * @returns The arms that were trained there, in the order of the claim's cells.
 */
export function classScores(
  { cells, statements }: Pick<DocumentClaim, "cells" | "statements">,
  { site, trials }: {
    site: string;
    trials: ReadonlyMap<string, TrialResult>;
  },
): ArmClasses[] {
  const series = statements.flatMap(({ series }) => series)
    .filter((each) => each.site === site);
  return cells.flatMap((cell) => {
    const ids = new Set(series.flatMap((each) => idsOf(each, cell)));
    const results = [...ids].flatMap((id) => trials.get(id) ?? []);
    const [first] = results;
    const ends = results
      .flatMap((result) => lastEvaluation(result, "as-trained") ?? []);
    return first === undefined || ends.length === 0
      ? []
      : [{ cell, seeds: ends.length, classes: meansOf(ends, first.spec) }];
  });
}

/** The trials of a cell. */
function idsOf({ terms, seeds }: Series, cell: string): string[] {
  return terms.flatMap((term, at) =>
    term.cell === cell ? seeds.flatMap(({ trials }) => trials[at] ?? []) : []
  );
}

function meansOf(
  ends: readonly Evaluation[],
  { majority, minority }: TrialSpec,
): ClassScore[] {
  return [...majority, ...minority].map((name, at) => {
    const scores = ends.map(({ metrics }) => metrics.classes[at]!);
    return {
      name,
      isRare: at >= majority.length,
      tests: scores[0]!.support,
      recall: meanOf(scores.map(({ recall }) => recall)),
      f1: meanOf(scores.map(({ f1 }) => f1)),
    };
  });
}
