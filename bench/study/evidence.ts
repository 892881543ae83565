/** From the numbers of a study to estimates, intervals and p-values. */
import { boundedMean } from "../../statistics/bounded_mean.ts";
import { bootstrapMean } from "../../statistics/bootstrap_mean.ts";
import { bootstrapRatio } from "../../statistics/bootstrap_ratio.ts";
import { equivalence } from "../../statistics/equivalence.ts";
import type { Estimate } from "../../statistics/estimate.ts";
import { pageTrend } from "../../statistics/page_trend.ts";
import { peakHeight } from "../../statistics/peak_height.ts";
import { randomEffects } from "../../statistics/random_effects.ts";
import { signFlip } from "../../statistics/sign_flip.ts";
import { spread } from "../../statistics/spread.ts";

/** What the numbers of a study say. */
export interface Evidence {
  /** Absent where there is none to give. */
  estimate?: Estimate | undefined;
  /** Not adjusted for other tests. */
  p?: number | undefined;
  /** No mean below it is ruled out, whatever few seeds have not shown. */
  ceiling?: number | undefined;
  /** What else is to be known, such as where a peak is; one line. */
  detail?: string | undefined;
  /** Conditions at which a peak may be, by their labels. */
  peakSet?: readonly string[] | undefined;
  /** Why a verdict of "supported" is out of the question, if it is. */
  obstacle?: string | undefined;
}

/** Seeds of the resampling, so that a report can be made again bit by bit. */
const SEED = 20210919;

/** Seeds up to which every pattern of signs is counted, and p is exact. */
const EXACT_UP_TO = 40;

/**
 * The mean of a number, and its sign-flip test against a bound.
 *
 * @param options The bound, and the largest magnitude that the number can have
 * if a claim may be contradicted.
 */
export function meanEvidence(
  values: readonly number[],
  { bound, level, largest }: {
    bound: number;
    level: number;
    largest?: number;
  },
): Evidence {
  const estimate = bootstrapMean(values, {
    ...{ level, seed: SEED, isExpanded: true },
  });
  const { p } = signFlip(values.map((value) => value - bound), {
    seed: SEED,
    exactUpTo: EXACT_UP_TO,
  });
  const ceiling = largest === undefined
    ? undefined
    : boundedMean(values, { largest, level, seed: SEED }).upper;
  return { estimate, p, ceiling };
}

/**
 * The mean of a number that is claimed to be 0, give or take a margin. Its two
 * tests are each at the level of the study, so its interval has less coverage.
 */
export function equivalenceEvidence(
  values: readonly number[],
  { margin, largest, level }: {
    margin: number;
    largest: number;
    level: number;
  },
): Evidence {
  const least = seedsForEquivalence({ margin, largest, level });
  return {
    ...equivalence(values, {
      ...{ margin, largest, seed: SEED },
      level: 1 - 2 * (1 - level),
    }),
    obstacle: values.length < least
      ? `${values.length} seeds cannot show a mean within ${margin} of 0, ` +
        `whatever they score: ${least} or more can`
      : undefined,
  };
}

/**
 * Seeds that all score 0 and still leave open, below this number, a mean beyond
 * the margin: as when one seed in so many scores the largest there is.
 */
export function seedsForEquivalence(
  { margin, largest, level }: {
    margin: number;
    largest: number;
    level: number;
  },
): number {
  return Math.ceil(Math.log(1 - level) / Math.log(1 - margin / largest));
}

/**
 * How far the best inner condition stands above both ends.
 *
 * @param scores `scores[seed][condition]`.
 * @param options What the conditions are called, and the largest magnitude that
 * their differences can have.
 */
export function peakEvidence(
  scores: readonly (readonly number[])[],
  { labels, level, largest }: {
    labels: readonly string[];
    level: number;
    largest: number;
  },
): Evidence {
  const { estimate, p, best, contenders } = peakHeight(scores, {
    level,
    seed: SEED,
  });
  const isAtEnd = contenders.includes(0) ||
    contenders.includes(labels.length - 1);
  const peakSet = contenders.flatMap((at) => labels[at] ?? []);
  return {
    estimate,
    p,
    ceiling: ceilingOfPeak(scores, { level, largest }),
    detail: `best inside: ${labels[best]}; the peak is likely at ` +
      peakSet.join(", "),
    peakSet,
    obstacle: isAtEnd ? "the peak may be at an end" : undefined,
  };
}

/**
 * The best inner condition is above both ends by no more than the smaller of
 * the two differences may be: either may miss, and both are made room for.
 */
function ceilingOfPeak(
  scores: readonly (readonly number[])[],
  { level, largest }: { level: number; largest: number },
): number {
  const last = (scores[0]?.length ?? 0) - 1;
  const above = (at: number, end: number) =>
    boundedMean(scores.map((row) => (row[at] ?? 0) - (row[end] ?? 0)), {
      ...{ largest, seed: SEED },
      level: 1 - (1 - level) / 2,
    }).upper;
  const inner = Array.from({ length: last - 1 }, (_, index) => index + 1);
  return Math.max(
    ...inner.map((at) => Math.min(above(at, 0), above(at, last))),
  );
}

/**
 * How far the means of conditions lie apart, against a margin.
 *
 * @param scores `scores[seed][condition]`.
 */
export function differEvidence(
  scores: readonly (readonly number[])[],
  { labels, level, margin }: {
    labels: readonly string[];
    level: number;
    margin: number;
  },
): Evidence {
  return {
    ...spread(scores, { level, margin, seed: SEED }),
    detail: meansOf(scores, labels),
  };
}

/**
 * The mean over data sets and networks, as a sample of those there could be.
 *
 * @param groups `groups[site][seed]`.
 */
export function pooledEvidence(
  groups: readonly (readonly number[])[],
  { bound, level }: { bound: number; level: number },
): Evidence {
  const pooled = randomEffects(groups, { level, bound });
  const { lower, upper } = pooled.prediction;
  return {
    estimate: pooled.estimate,
    p: pooled.p,
    detail: `a further data set or network is to be expected between ` +
      `${lower.toFixed(3)} and ${upper.toFixed(3)}`,
  };
}

/**
 * One mean as a share of another.
 *
 * @param pairs Numerator and denominator of each seed.
 */
export function ratioEvidence(
  pairs: readonly (readonly [number, number])[],
  { level }: { level: number },
): Evidence {
  return { estimate: bootstrapRatio(pairs, { level, seed: SEED }) };
}

/**
 * Whether a number rises or falls along conditions: Page's L.
 *
 * @param scores `scores[seed][condition]`.
 */
export function trendEvidence(
  scores: readonly (readonly number[])[],
  { labels }: { labels: readonly string[] },
): Evidence {
  const { p, standardized } = pageTrend(scores, { seed: SEED });
  const way = standardized > 0 ? "rising" : "falling";
  return { p, detail: `${way} in the mean: ${meansOf(scores, labels)}` };
}

function meansOf(
  scores: readonly (readonly number[])[],
  labels: readonly string[],
): string {
  return labels.map((label, at) => {
    const sum = scores.reduce((total, row) => total + (row[at] ?? 0), 0);
    return `${label} ${(sum / scores.length).toFixed(3)}`;
  }).join(", ");
}
