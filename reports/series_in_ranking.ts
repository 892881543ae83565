/** Numbers in minority F1, as they are in the AUROC of the rare classes. */
import type { TrialsById } from "./arm_roles.ts";
import type { Series } from "./document.ts";

/**
 * Puts the AUROC of the rare classes, of the same networks, in the place of
 * their minority F1: no threshold moves it.
 *
 * @param series The numbers of a condition.
 * @param trials The trials of the run.
 * @returns The same condition with other numbers, in the same bounds; nothing of
 * numbers that are not in minority F1.
 */
export function seriesInRanking(
  series: Series,
  trials: TrialsById,
): Series | undefined {
  const { terms } = series;
  const isF1 = terms.every(({ metric, reaches }) =>
    metric === "minorityF1" && reaches === undefined
  );
  if (!isF1) return undefined;
  const scoreOf = (id: string, at: number) => {
    const { inference, epoch } = terms[at]!;
    const used = trials.get(id)?.evaluations.find((each) =>
      each.inference === inference && each.epoch === epoch
    );
    return used?.metrics.minorityAuroc ?? null;
  };
  return {
    ...series,
    terms: terms.map((term) => ({ ...term, metric: "minorityAuroc" })),
    seeds: series.seeds.map((seed) => {
      const scores = seed.trials.map(scoreOf);
      const value = scores.reduce<number | null>(
        (sum, score, at) =>
          sum === null || score === null
            ? null
            : sum + terms[at]!.weight * score,
        0,
      );
      return { ...seed, scores, value };
    }),
  };
}
