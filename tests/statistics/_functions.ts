/** The statistics, all called alike, with sound data that cannot be changed. */
import { assertThrows } from "@std/assert";
import { blockPermutation } from "../../statistics/block_permutation.ts";
import { bootstrapArgmax } from "../../statistics/bootstrap_argmax.ts";
import { bootstrapMean } from "../../statistics/bootstrap_mean.ts";
import { bootstrapRatio } from "../../statistics/bootstrap_ratio.ts";
import { boundedMean } from "../../statistics/bounded_mean.ts";
import { equivalence } from "../../statistics/equivalence.ts";
import { independentDifference } from "../../statistics/independent_difference.ts";
import { minimumSeeds } from "../../statistics/minimum_seeds.ts";
import { pageTrend } from "../../statistics/page_trend.ts";
import { peakHeight } from "../../statistics/peak_height.ts";
import { randomEffects } from "../../statistics/random_effects.ts";
import { signFlip } from "../../statistics/sign_flip.ts";
import { spread } from "../../statistics/spread.ts";
import { drawNormal } from "./_samples.ts";
import { drawNormalTable } from "./_tables.ts";

/** Options that some of the functions have. */
export interface Options {
  seed?: number;
  level?: number;
  resamples?: number;
  exactUpTo?: number;
  largest?: number;
  margin?: number;
  bound?: number;
}

/** `scores[seed][condition]`. */
export type Scores = readonly (readonly number[])[];

export const SEED = { seed: 1 };
export const BOUNDED = { largest: 0.25, ...SEED };
export const WITHIN = { margin: 0.1, ...BOUNDED };

/** Beyond the 20 up to which all signs are counted. */
export const VALUES: readonly number[] = Object.freeze(drawNormal(1, 22));
export const SCORES: Scores = Object.freeze(
  drawNormalTable(1, [8, 3]).map((row) => Object.freeze(row)),
);
const SMALL = Object.freeze(VALUES.map((value) => value / 20));
const PAIRS = Object.freeze(
  VALUES.map((value) => Object.freeze([value, value ** 2 + 1] as const)),
);

/** Each function by the action that its errors name. */
export const FUNCTIONS: Readonly<
  Record<string, (options: Options) => unknown>
> = {
  "permute within blocks": (o) => blockPermutation(SCORES, { ...SEED, ...o }),
  "bootstrap the best condition": (o) =>
    bootstrapArgmax(SCORES, { ...SEED, ...o }),
  "bootstrap a mean": (o) => bootstrapMean(VALUES, { ...SEED, ...o }),
  "bootstrap a ratio": (o) => bootstrapRatio(PAIRS, { ...SEED, ...o }),
  "bound a mean": (o) => boundedMean(SMALL, { ...BOUNDED, ...o }),
  "test equivalence": (o) => equivalence(SMALL, { ...WITHIN, ...o }),
  "compare two samples": (o) =>
    independentDifference([VALUES, SMALL], { ...SEED, ...o }),
  "run a trend test": (o) => pageTrend(SCORES, { ...SEED, ...o }),
  "measure a peak": (o) => peakHeight(SCORES, { ...SEED, ...o }),
  "measure a spread": (o) => spread(SCORES, { ...SEED, ...o }),
  "run a sign-flip test": (o) => signFlip(VALUES, { ...SEED, ...o }),
  "pool groups": (o) => randomEffects([VALUES, SMALL, VALUES], o),
  "count the seeds": ({ level = 0.95 }) => minimumSeeds(level),
};

/** Those that have no level. */
export const WITHOUT_LEVEL: ReadonlySet<string> = new Set([
  "permute within blocks",
  "run a trend test",
  "run a sign-flip test",
]);

/** Those that draw nothing. */
export const WITHOUT_SEED: ReadonlySet<string> = new Set([
  "pool groups",
  "count the seeds",
]);

/** That a call is refused with the name of its action. */
export function assertRefused(
  action: string,
  call: () => unknown,
  text: string,
): void {
  assertThrows(call, RangeError, `Cannot ${action}: ${text}`);
}
