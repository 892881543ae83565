/** How networks rank images, beside what their names for them score. */
import { useTitle } from "../bench/trials/use_title.ts";
import type { TrialsById } from "./arm_roles.ts";
import type { DocumentStatement, Series } from "./document.ts";
import { type MeanEstimate, meanEstimate } from "./mean_estimate.ts";
import { meanOf } from "./mean_of.ts";
import { seriesInRanking } from "./series_in_ranking.ts";

/** A network, used in one way, by its means over seeds. */
export interface RankedArm {
  /** Such as `"with, batch 8"`. */
  name: string;
  /** What of its name tells it from the others, such as `"with"`. */
  label: string;
  f1: number;
  auroc: number;
}

/** The same numbers in minority F1 and in the AUROC of the rare classes. */
export interface RankingBeside {
  /** What is compared: of two arms, the plain one first. */
  arms: RankedArm[];
  /** The statement's mean in AUROC; absent where it is of several conditions. */
  auroc: MeanEstimate | undefined;
}

/**
 * Measures a statement about minority F1 in the AUROC of the rare classes, which
 * no threshold moves.
 *
 * @param statement An assertion, or a measure.
 * @param trials The trials of the run.
 * @returns Nothing of statements about anything else, or about several sites, and
 * where the test images are of one class.
 */
export function rankingBeside(
  { series, sites }: Pick<DocumentStatement, "series" | "sites">,
  trials: TrialsById,
): RankingBeside | undefined {
  if (sites.length > 1) return undefined;
  const ranked = series.flatMap((each) => seriesInRanking(each, trials) ?? []);
  if (ranked.length === 0 || ranked.length < series.length) return undefined;
  const arms = new Map<string, RankedArm>();
  for (const [at, { terms }] of series.entries()) {
    for (const place of terms.keys().toArray().reverse()) {
      const { cell, inference } = terms[place]!;
      const name = useTitle(cell, inference);
      const f1 = termMean(series[at]!, place);
      const auroc = termMean(ranked[at]!, place);
      if (f1 === undefined || auroc === undefined) return undefined;
      arms.set(name, { name, label: name, f1, auroc });
    }
  }
  const [lone, ...others] = ranked;
  return {
    arms: labelled([...arms.values()]),
    auroc: others.length > 0 ? undefined : meanEstimate(
      lone!.seeds.map(({ value }) => value),
      lone!.bounds,
    ),
  };
}

/** Of several arms, leaves out what all of their names have. */
function labelled(arms: readonly RankedArm[]): RankedArm[] {
  const parts = arms.map(({ name }) => name.split(", "));
  return arms.map((arm, at) => {
    const own = parts[at]!.filter((part) =>
      !parts.every((other) => other.includes(part))
    );
    return own.length === 0 ? arm : { ...arm, label: own.join(", ") };
  });
}

/** The mean of a term over the seeds that have it. */
function termMean({ seeds }: Series, at: number): number | undefined {
  const scores = seeds.flatMap(({ scores }) => scores[at] ?? []);
  return scores.length === 0 ? undefined : meanOf(scores);
}
