/**
 * The numbers of a simulated study.
 *
 * @module
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { drawDeviation, type Mixture } from "./draw_deviation.ts";
import type { World } from "./worlds.ts";

/** What is drawn. */
export interface DrawOptions {
  world: World;
  /** How many seeds. */
  seeds: number;
  generator: RandomGenerator;
}

/** What a seed adds to all of its scores: its images and its start. */
const OF_SEED: Mixture = [{ share: 1, at: 0, spread: 0.05 }];

/**
 * Draws scores around the means of conditions, or of sites.
 *
 * @param means `means[condition]`, the true ones.
 * @returns `scores[seed][condition]`, `undefined` for one that failed; of a
 * single condition, a difference to which the seed adds nothing.
 */
export function drawScores(
  means: readonly number[],
  { world, seeds, generator }: DrawOptions,
): (number | undefined)[][] {
  const { mixtures, isDifference, failing = 0 } = world;
  return Array.from({ length: seeds }, () => {
    const ofSeed = means.length > 1 ? drawDeviation(OF_SEED, generator) : 0;
    return means.map((mean, condition) => {
      const mixture = mixtures[condition % mixtures.length]!;
      const first = drawDeviation(mixture, generator);
      const off = isDifference
        ? first - drawDeviation(mixture, generator)
        : first;
      const isFailed = failing > 0 && off < 0 &&
        uniformFloat64(generator) < failing;
      return isFailed ? undefined : mean + ofSeed + off;
    });
  });
}
