/** What bets are made on: the numbers of seeds, and what they can be. */
import type { BoundedTerm } from "../../statistics/bounds.ts";
import { rangeOf } from "../trials/metric_titles.ts";
import type { Score } from "./contrast.ts";
import type { SiteScores } from "./kinds/kind.ts";
import { kindOf, type Statement } from "./kinds/mod.ts";
import { type Results, seriesOf } from "./series.ts";
import { seedsOf, type Study, trialAt } from "./study.ts";

/**
 * The numbers of a statement, as far as its seeds were trained.
 *
 * @param results Trials of the study, and others.
 */
export function scoresOf(
  statement: Statement,
  { study, results }: { study: Study; results: Results },
): SiteScores {
  const series = seriesOf(statement, { study, results });
  const seeds = series[0]?.seeds ?? [];
  return {
    scores: seeds.map((_, at) => series.map(({ seeds }) => seeds[at]?.value)),
    terms: termsOf(statement, study),
  };
}

/** What the numbers of a statement are made of, condition by condition. */
export function termsOf(statement: Statement, study: Study): BoundedTerm[][] {
  return kindOf(statement).conditions(statement).map(({ of }) =>
    of.map(({ weight, ...score }) => boundedTerm(score, { weight, study }))
  );
}

/** Scores of trials that are the same trial are the same number. */
function boundedTerm(
  { cell, metric = "minorityF1", inference = "as-trained", ...rest }: Score,
  { weight, study }: { weight: number; study: Study },
): BoundedTerm {
  const { key, spec } = trialAt(study, cell, seedsOf(study)[0] ?? 1);
  const { epoch = spec.epochs, reaches } = rest;
  const [min, max] = reaches === undefined
    ? rangeOf(metric, spec)
    : [spec.checkpoints[0] ?? spec.epochs, spec.epochs];
  const score = JSON.stringify([key, metric, inference, epoch, reaches]);
  return { key: score, weight, min, max };
}
