/** What one network scored, of the numbers that compare several. */
import type { Series } from "./document.ts";

/**
 * Takes one term out of a series.
 *
 * @param series The numbers of a condition.
 * @param at Which of its terms.
 * @returns The scores of that term, as a series of its own.
 */
export function seriesOfArm(series: Series, at: number): Series {
  const { min, max, ...term } = series.terms[at]!;
  const hasEnds = min !== undefined && max !== undefined;
  return {
    label: series.label,
    site: series.site,
    ...hasEnds ? { bounds: { lower: min, upper: max } } : {},
    terms: [{ ...term, min, max, weight: 1 }],
    seeds: series.seeds.map(({ seed, scores, trials }) => ({
      seed,
      value: scores[at] ?? null,
      scores: [scores[at] ?? null],
      trials: [trials[at]!],
    })),
  };
}
