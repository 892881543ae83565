/** The numbers of a study's trials, condition by condition, seed by seed. */
import type { Trial, TrialResult } from "../trials/trial.ts";
import type { BoundedTerm } from "../../statistics/bounds.ts";
import { rangeOf } from "../trials/metric_titles.ts";
import type { Condition, Contrast, Score } from "./contrast.ts";
import type { SiteScores } from "./kinds/kind.ts";
import { kindOf, type Statement } from "./kinds/mod.ts";
import type { Site } from "./site.ts";
import {
  type CellsOf,
  FIRST_SEED,
  seedsOf,
  type Study,
  trialAt,
} from "./study.ts";

/** Results by the keys of their trials. */
export type Results = ReadonlyMap<string, TrialResult>;

/** The numbers of one condition of a statement, at one site. */
export interface Series extends Condition {
  site: Site;
  /** What a number is made of, with the ranges of its scores. */
  bounded: readonly BoundedTerm[];
  /** In the order of the seeds of the study. */
  seeds: SeriesSeed[];
}

/** What a contrast came to for one seed. */
export interface SeriesSeed {
  seed: number;
  /** Nothing if a trial failed. */
  value: number | undefined;
  /** The trial and the score of each term, in their order. */
  terms: { trial: Trial; score: number | undefined }[];
}

/**
 * The numbers of a statement.
 *
 * @param results Trials of the study, and others.
 * @returns A series for each condition, in their order, of the first seeds that
 * were trained under all of them, failed or not.
 */
export function seriesOf(
  statement: Statement,
  { study, results }: { study: Study; results: Results },
): Series[] {
  const conditions = kindOf(statement).conditions(statement);
  const cells = new Set(
    conditions.flatMap(({ of }) => of).map(({ cell }) => cell),
  );
  const all = seedsOf(study);
  const end = all.findIndex((seed) =>
    [...cells].some((cell) => !results.has(trialAt(study, cell, seed).key))
  );
  const seeds = end === -1 ? all : all.slice(0, end);
  return conditions.map(({ label, of }) => ({
    label,
    of,
    site: study.site,
    bounded: boundedTerms(of, study),
    seeds: seeds.map((seed) => {
      const terms = of.map((term) => {
        const trial = trialAt(study, term.cell, seed);
        return { trial, score: scoreOf(results.get(trial.key), term) };
      });
      const value = of.reduce<number | undefined>((sum, { weight }, at) => {
        const score = terms[at]?.score;
        return sum === undefined || score === undefined
          ? undefined
          : sum + weight * score;
      }, 0);
      return { seed, value, terms };
    }),
  }));
}

/** The numbers of a statement at one site, as kinds take them. */
export function scoresOf(series: readonly Series[]): SiteScores {
  const seeds = series[0]?.seeds ?? [];
  return {
    scores: seeds.map((_, at) => series.map(({ seeds }) => seeds[at]?.value)),
    terms: series.map(({ bounded }) => bounded),
  };
}

/**
 * What a contrast is made of. Scores of trials that are the same trial are the
 * same number.
 */
export function boundedTerms(of: Contrast, study: CellsOf): BoundedTerm[] {
  return of.map(({ weight, ...score }) => {
    const { cell, metric = "minorityF1", inference = "as-trained" } = score;
    const { key, spec } = trialAt(study, cell, FIRST_SEED);
    const { epoch = spec.epochs, reaches } = score;
    const [min, max] = reaches === undefined
      ? rangeOf(metric, spec)
      : [spec.checkpoints[0] ?? spec.epochs, spec.epochs];
    const name = JSON.stringify([key, metric, inference, epoch, reaches]);
    return { key: name, weight, min, max };
  });
}

/** What a trial scored; nothing if it failed, or the metric has no value. */
export function scoreOf(
  trial: TrialResult | undefined,
  { inference = "as-trained", metric = "minorityF1", epoch, reaches }: Score,
): number | undefined {
  if (trial?.status !== "ok") return undefined;
  const used = trial.evaluations.filter((each) => each.inference === inference);
  if (reaches !== undefined) {
    const reached = used.find((each) => (each.metrics[metric] ?? 0) >= reaches);
    return (reached ?? used.at(-1))?.epoch;
  }
  const at = used.find((each) => each.epoch === (epoch ?? trial.spec.epochs));
  return at?.metrics[metric];
}
