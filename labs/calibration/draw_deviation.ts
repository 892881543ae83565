/**
 * What can come of a training, as data, and draws from it. Scores of few seeds
 * are not normal: they are bounded and skewed, jump from one value to another,
 * and tie.
 *
 * @module
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** One of the things that come of a training. */
export interface Part {
  /** How often, from 0 to 1; those of a mixture add up to 1. */
  share: number;
  /** The mean of its scores. */
  at: number;
  /** Their standard deviation. @default {0} */
  spread?: number;
  /**
   * How they lie around it: much like a normal distribution, cut off at three
   * standard deviations, or with a tail upwards. @default {"even"}
   */
  shape?: "even" | "tail";
}

/** All that comes of a training. */
export type Mixture = readonly Part[];

/** The tail is a uniform number to this power. */
const TAIL_POWER = 6;
const TAIL_MEAN = 1 / (TAIL_POWER + 1);
const TAIL_DEVIATION = Math.sqrt(1 / (2 * TAIL_POWER + 1) - TAIL_MEAN ** 2);

/** Bounded, with mean 0 and standard deviation 1. */
const NOISE = {
  even: (draw: () => number) => 2 * (draw() + draw() + draw() - 1.5),
  tail: (draw: () => number) =>
    (draw() ** TAIL_POWER - TAIL_MEAN) / TAIL_DEVIATION,
} as const;

/**
 * Draws a score, and takes the mean of the mixture off it.
 *
 * @param mixture What can come, in the unit of the scores.
 * @param generator Drawn from.
 * @returns A number whose mean is 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { mersenne } from "pure-rand/generator/mersenne";
 * import { drawDeviation } from "./draw_deviation.ts";
 * const coin = [{ share: 0.5, at: 0 }, { share: 0.5, at: 1 }];
 * assertEquals(Math.abs(drawDeviation(coin, mersenne(1))), 0.5);
 * ```
 */
export function drawDeviation(
  mixture: Mixture,
  generator: RandomGenerator,
): number {
  const draw = () => uniformFloat64(generator);
  const mean = mixture.reduce((sum, { share, at }) => sum + share * at, 0);
  let rest = draw();
  const part = mixture.find(({ share }) => (rest -= share) < 0) ??
    mixture.at(-1);
  if (part === undefined) {
    throw new RangeError("Cannot draw a score: the mixture has no parts");
  }
  const { at, spread = 0, shape = "even" } = part;
  return at - mean + (spread === 0 ? 0 : spread * NOISE[shape](draw));
}
