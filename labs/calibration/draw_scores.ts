/**
 * The numbers of a simulated study.
 *
 * @module
 */
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

/** Sites differ in the way that seeds do, and half as much. */
const SHARE_OF_SITE = 0.5;

/**
 * Draws scores around the means of conditions.
 *
 * @param means `means[condition]`, the true ones.
 * @returns `scores[seed][condition]`; of a single condition, a difference to
 * which the seed adds nothing.
 */
export function drawScores(
  means: readonly number[],
  { world, seeds, generator }: DrawOptions,
): number[][] {
  return Array.from({ length: seeds }, () => {
    const ofSeed = means.length > 1 ? drawDeviation(OF_SEED, generator) : 0;
    return means.map((mean, condition) =>
      mean + ofSeed + drawNumber(world, condition, generator)
    );
  });
}

/**
 * Draws differences at sites whose own means lie around that of all sites.
 *
 * @param means The true mean over all sites there could be, once for each site.
 * @returns `groups[site][seed]`.
 */
export function drawGroups(
  means: readonly number[],
  { world, seeds, generator }: DrawOptions,
): number[][] {
  return means.map((mean, site) => {
    const own = mean + SHARE_OF_SITE * drawNumber(world, site, generator);
    return Array.from(
      { length: seeds },
      () => own + drawNumber(world, site, generator),
    );
  });
}

/** What a number is off its mean: one arm less another that lies alike. */
function drawNumber(
  { mixtures, isLopsided }: World,
  index: number,
  generator: RandomGenerator,
): number {
  const mixture = mixtures[index % mixtures.length] ?? mixtures[0];
  const first = drawDeviation(mixture, generator);
  return isLopsided ? first : first - drawDeviation(mixture, generator);
}
